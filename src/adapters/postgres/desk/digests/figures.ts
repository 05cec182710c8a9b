import type { DigestCounts } from "../../../../application/digests/ports.js";
import type { ReportCounts } from "../../../../application/reports/ports.js";
import type { DayFigures, Measures, PeriodFigures, ReportFigures } from "../../../../domain/digest/figures.js";
import type { Instant } from "../../../../domain/time.js";
import type { Pool } from "../../pool.js";
import { digestClosed } from "../../sql/digests/digest-closed.js";
import { digestDemands } from "../../sql/digests/digest-demands.js";
import { digestKeywords } from "../../sql/digests/digest-keywords.js";
import { digestMarks } from "../../sql/digests/digest-marks.js";
import { digestPromises } from "../../sql/digests/digest-promises.js";
import { reportBacklog } from "../../sql/digests/report-backlog.js";
import { reportDays } from "../../sql/digests/report-days.js";
import { inSnapshot, type Asks } from "../shared/in-transaction.js";
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

/** The figures of the digests and reports, straight from the tables, each statement bounded by the period. */
export const makeDigestCounts = (pool: Pool): DigestCounts & ReportCounts => ({
  watch: (of) => inSnapshot(pool, (ask) => countWatch(ask, of)),
  weekly: ({ before, from, to, team }) =>
    inSnapshot(pool, async (ask) => {
      const period = [iso(from), iso(to), team, null];
      const earlier = [iso(before), iso(from), team, null];
      const figures = toFigures(await rowsOf(ask, period));
      const demandsBefore = await ask<DemandsRow>(digestDemands, earlier);
      const closedBefore = await ask<ClosedRow>(digestClosed, earlier);
      const keywords = await ask<{ word: string; n: number }>(digestKeywords, [iso(from), iso(to), team, KEYWORDS_MOST]);
      return {
        ...figures,
        before: { demands: whole(demandsBefore)?.demands ?? 0, closed: whole(closedBefore)?.n ?? 0 },
        keywords,
      };
    }),
  report: ({ before, from, to, team, agent, zone }) =>
    inSnapshot(pool, async (ask) => ({
      now: await countReport(ask, { from, to, team, agent }),
      before: await countReport(ask, { from: before, to: from, team, agent }),
      days: await ask<DayFigures>(reportDays, [iso(from), iso(to), team, agent, zone]),
    })),
});

async function countReport(ask: Asks, { from, to, team, agent }: Bounds): Promise<ReportFigures> {
  const rows = await rowsOf(ask, [iso(from), iso(to), team, agent]);
  const [backlog] = await ask<{ n: number }>(reportBacklog, [iso(to), team, agent]);
  return {
    ...toFigures(rows),
    priorities: rows.demands.filter(({ of }) => of === "priority").map(({ priority, demands }) => ({ priority, n: demands })),
    promiseKinds: rows.promises.filter(({ of }) => of === "kind").map((row) => ({ kind: row.kind, ...promisesOf(row) })),
    backlog: backlog?.n ?? 0,
  };
}

interface Bounds {
  from: Instant;
  to: Instant;
  team: string | null;
  agent: string | null;
}

const rowsOf = async (ask: Asks, bounds: unknown[]): Promise<Rows> => ({
  demands: await ask<DemandsRow>(digestDemands, bounds),
  closed: await ask<ClosedRow>(digestClosed, bounds),
  promises: await ask<PromisesRow>(digestPromises, bounds),
  marks: await ask<MarksRow>(digestMarks, bounds),
});

interface Rows {
  demands: DemandsRow[];
  closed: ClosedRow[];
  promises: PromisesRow[];
  marks: MarksRow[];
}

const whole = <Row extends GroupRow>(rows: readonly Row[]): Row | undefined => rows.find((row) => row.of === "whole");

function toFigures(rows: Rows): PeriodFigures {
  return {
    whole: measures(rows, (row) => row.of === "whole"),
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
