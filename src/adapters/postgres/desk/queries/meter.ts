import type { BoardFilter, Meter } from "../../../../application/desk-pages.js";
import { run } from "../../pool.js";
import { countKept } from "../../sql/commitments/count-kept.js";
import { countOwed } from "./owed-counts.js";
import { momentsOf } from "./queue-moments.js";
import type { QueueDeps } from "./queue-moments.js";

/** Two counts, each along its partial index: what is owed, and what ended since the desk's midnight. */
export const makeMeter =
  (deps: QueueDeps) =>
  async (filter: BoardFilter): Promise<Meter> => {
    const moments = await momentsOf(deps);
    const ended = [moments.midnight, filter.owedBy ?? null, filter.team ?? null];
    const [owed, [kept]] = await Promise.all([
      countOwed(deps.pool, filter, moments),
      run<Pick<Meter, "keptToday" | "brokenToday">>(deps.pool, countKept, ended),
    ]);
    return { at: moments.now.toISOString(), ...owed, keptToday: kept?.keptToday ?? 0, brokenToday: kept?.brokenToday ?? 0 };
  };
