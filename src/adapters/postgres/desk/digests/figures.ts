import type { DigestCounts } from "../../../../application/digests/ports.js";
import type { Measures, WeeklyFigures } from "../../../../domain/digest/figures.js";
import type { Instant } from "../../../../domain/time.js";
import type { Pool } from "../../pool.js";
import { digestClosed } from "../../sql/digests/digest-closed.js";
import { digestDemands } from "../../sql/digests/digest-demands.js";
import { digestKeywords } from "../../sql/digests/digest-keywords.js";
import { digestMarks } from "../../sql/digests/digest-marks.js";
import { digestPromises } from "../../sql/digests/digest-promises.js";
import { inSnapshot } from "../shared/in-transaction.js";
import {
  closedOf,
  demandsOf,
  marksOf,
  promisesOf,
  type ClosedRow,
  type DemandsRow,
  type GroupRow,
  type MarksRow,
  type PromisesRow,
} from "./figure-rows.js";
import { countWatch } from "./watch.js";

const KEYWORDS_MOST = 10;

const iso = (at: Instant): string => new Date(at).toISOString();

/** The figures of the digests, straight from the tables, each statement bounded by the period. */
export const makeDigestCounts = (pool: Pool): DigestCounts => ({
  watch: (of) => inSnapshot(pool, (ask) => countWatch(ask, of)),
  weekly: ({ before, from, to, team }) =>
    inSnapshot(pool, async (ask) => {
      const period = [iso(from), iso(to), team];
      const earlier = [iso(before), iso(from), team];
      const rows = {
        demands: await ask<DemandsRow>(digestDemands, period),
        closed: await ask<ClosedRow>(digestClosed, period),
        promises: await ask<PromisesRow>(digestPromises, period),
        marks: await ask<MarksRow>(digestMarks, period),
      };
      const demandsBefore = await ask<DemandsRow>(digestDemands, earlier);
      const closedBefore = await ask<ClosedRow>(digestClosed, earlier);
      const keywords = await ask<{ word: string; n: number }>(digestKeywords, [...period, KEYWORDS_MOST]);
      return toFigures(rows, {
        before: { demands: whole(demandsBefore)?.demands ?? 0, closed: whole(closedBefore)?.n ?? 0 },
        keywords,
      });
    }),
});

interface Rows {
  demands: DemandsRow[];
  closed: ClosedRow[];
  promises: PromisesRow[];
  marks: MarksRow[];
}

const whole = <Row extends GroupRow>(rows: readonly Row[]): Row | undefined => rows.find((row) => row.of === "whole");

function toFigures(rows: Rows, rest: Pick<WeeklyFigures, "before" | "keywords">): WeeklyFigures {
  return {
    whole: measures(rows, (row) => row.of === "whole"),
    ...rest,
    kinds: rows.demands.filter(({ of }) => of === "kind").map(({ category, form, demands }) => ({ category, form, n: demands })),
    sla: rows.promises
      .filter((row) => row.of === "priority" && row.priority !== null && row.sla_met + row.sla_broken > 0)
      .map((row) => ({ priority: row.priority!, met: row.sla_met, broken: row.sla_broken })),
    teams: grouped(rows, "team"),
    agents: grouped(rows, "agent"),
  };
}

const measures = (rows: Rows, wanted: (row: GroupRow) => boolean): Measures => ({
  demands: demandsOf(rows.demands.find(wanted)),
  closed: closedOf(rows.closed.find(wanted)),
  promises: promisesOf(rows.promises.find(wanted)),
  marks: marksOf(rows.marks.find(wanted)),
});

/** What the bot owes itself (a survey to be asked) is nobody's figure. */
function grouped(rows: Rows, by: "team" | "agent"): Record<string, Measures> {
  const idOf = (row: GroupRow): string | null => (row.of !== by ? null : by === "team" ? row.team_id : row.owner_id);
  const all: GroupRow[] = [...rows.demands, ...rows.closed, ...rows.promises, ...rows.marks];
  const ids = new Set(all.map(idOf).filter((id): id is string => id !== null && id !== "bot"));
  return Object.fromEntries([...ids].sort().map((id) => [id, measures(rows, (row) => idOf(row) === id)]));
}
