import type { Advanced, ClockMode, DeskClock } from "../../../application/desk-ports.js";
import type { Instant } from "../../../domain/time.js";
import { SECOND_MS } from "../../../domain/time.js";
import { run } from "../pool.js";
import type { Pool } from "../pool.js";
import { bearClock } from "../sql/clock/bear-clock.js";
import { moveClock } from "../sql/clock/move-clock.js";
import { nextDue } from "../sql/clock/next-due.js";
import type { NextDueRow } from "../sql/clock/next-due.js";
import { readClock } from "../sql/clock/read-clock.js";
import type { ClockRow } from "../sql/clock/read-clock.js";
import { withLock } from "./shared/with-lock.js";

/** Desk time at the birth of a virtual clock; null: that of the machine. */
export type ClockWish = { mode: "real" } | { mode: "virtual"; at: Instant | null };

export class WrongClock extends Error {
  readonly code = "clock.wrong_mode";
  constructor(wanted: ClockMode, born: ClockMode) {
    super(
      `This database was born with a ${born} clock and stays so; a ${wanted} one was asked for. ` +
        `Set FRONTDOOR_CLOCK=${born}, or give another DATA_DIR (or DATABASE_URL) for a ${wanted} desk.`,
    );
  }
}

/** The database's clock, made at its birth. `wish` null (commands): as it is, real if there is none yet. Throws `WrongClock`. */
export async function openClock(pool: Pool, wish: ClockWish | null): Promise<ClockMode> {
  const at = wish?.mode === "virtual" && wish.at !== null ? new Date(wish.at).toISOString() : null;
  await run(pool, bearClock, [wish?.mode ?? "real", at]);
  const { mode } = await read(pool);
  if (wish && wish.mode !== mode) throw new WrongClock(wish.mode, mode);
  return mode;
}

async function read(pool: Pool): Promise<{ mode: ClockMode; now: Instant }> {
  const [row] = await run<ClockRow>(pool, readClock, []);
  if (!row) throw new Error("The database has no clock yet: openClock makes it.");
  return { mode: row.mode, now: row.now.getTime() };
}

const LOCK_WAIT_MS = 60 * SECOND_MS;

/** `untilQuiet`: decides all that is due (the sweep's). */
export function makeClock(pool: Pool, { mode, untilQuiet }: { mode: ClockMode; untilQuiet: () => Promise<void> }): DeskClock {
  const now = async () => (await read(pool)).now;

  const stops = async (from: Instant, to: Instant): Promise<number> => {
    let fired = 0;
    for (let after = from; ;) {
      const [due] = await run<NextDueRow>(pool, nextDue, [iso(after), iso(to)]);
      if (!due) return fired;
      after = due.next_at.getTime();
      fired += due.count;
      await run(pool, moveClock, [iso(after)]);
      await untilQuiet();
    }
  };
  const forward = async (wish: { by: number } | { to: Instant }): Promise<Advanced> => {
    const from = await now();
    const to = "by" in wish ? from + wish.by : wish.to;
    if (to < from) return { refused: "backward", now: from };
    // What is due already is decided first: it must not look later than it was.
    await untilQuiet();
    const fired = await stops(from, to);
    await run(pool, moveClock, [iso(to)]);
    await untilQuiet();
    return { now: await now(), fired };
  };
  return {
    mode,
    now,
    advance: async (wish) => {
      if (mode === "real") return { refused: "real_clock" };
      return withLock(pool, { key: "frontdoor clock", waitMs: LOCK_WAIT_MS }, () => forward(wish));
    },
  };
}

const iso = (at: Instant): string => new Date(at).toISOString();
