import type { Shifts, ShiftView } from "../../../../application/settings.js";
import { run } from "../../pool.js";
import type { Pool } from "../../pool.js";
import { readShifts } from "../../sql/people/read-shifts.js";

type Row = Pick<ShiftView, "id" | "name" | "people"> & { duty: string | null; duty_name: string };

export const makeShifts = (pool: Pool): Shifts => ({
  shifts: async () =>
    (await run<Row>(pool, readShifts, [])).map(({ duty, duty_name, ...team }) => ({
      ...team,
      duty: duty === null ? null : { id: duty, name: duty_name },
    })),
});
