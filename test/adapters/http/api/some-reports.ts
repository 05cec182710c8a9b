import { makeReports } from "../../../../src/application/reports/make-report.js";
import { NOTHING } from "../../../../src/application/reports/measures.js";
import type { Reports } from "../../../../src/application/reports/ports.js";
import type { ReportFigures } from "../../../../src/domain/digest/figures.js";
import { DAY_MS } from "../../../../src/domain/time.js";
import { AT, WANG } from "./views.js";

const EMPTY: ReportFigures = {
  whole: NOTHING,
  kinds: [],
  sla: [],
  teams: { service: NOTHING },
  agents: { [WANG]: NOTHING },
  priorities: [],
  promiseKinds: [{ kind: "call", met: 1, broken: 0, toldBefore: 0, heldByBot: 0, byReprioritising: 0 }],
  backlog: 0,
};

/** Reports of a desk on which nothing happened but one call; what they were asked is kept. */
export function someReports(asked: unknown[]): Reports {
  const { report } = makeReports({
    counts: { report: () => Promise.resolve({ now: EMPTY, before: EMPTY, days: [] }) },
    names: () => Promise.resolve({ team: (id) => id, agent: () => "Wang Wei" }),
    zone: () => ({
      name: "UTC",
      clock: { dayOf: (at) => Math.floor(at / DAY_MS), instantOf: (day, minute) => day * DAY_MS + minute * 60_000 },
    }),
    deskNow: () => Promise.resolve(Date.parse(AT)),
  });
  return {
    report: (wish) => {
      asked.push(wish);
      return report(wish);
    },
  };
}
