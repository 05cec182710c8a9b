import type { ZoneClock } from "../../domain/digest/cron.js";
import type { DayFigures, Dimension, Names, ReportFigures } from "../../domain/digest/figures.js";
import type { Instant } from "../../domain/time.js";
import type { Category, CommitmentKind, Form, Locale, Priority } from "../../domain/words.js";

export const REPORT_PERIODS = ["day", "week", "month"] as const;
export type ReportPeriod = (typeof REPORT_PERIODS)[number];

export interface ReportCounts {
  /** Instants half-open; `before` is where the period before begins. Days without anything are left out. */
  report(of: {
    before: Instant;
    from: Instant;
    to: Instant;
    team: string | null;
    agent: string | null;
    zone: string;
  }): Promise<{ now: ReportFigures; before: ReportFigures; days: DayFigures[] }>;
}

export interface ReportWish {
  period: ReportPeriod;
  /** `2026-11-22`, a local day within the period; null: today. */
  at: string | null;
  team: string | null;
  agent: string | null;
  locale: Locale;
}

/** The desk's figures of a period. Rejects with `DatabaseAway` on an outage. */
export interface Reports {
  report(wish: ReportWish): Promise<ReportView>;
}

export interface ReportWorld {
  counts: ReportCounts;
  names: (locale: Locale) => Promise<Names>;
  zone: () => { name: string; clock: ZoneClock };
  deskNow: () => Promise<Instant>;
}

/** What a figure says, over how many. Null: over none, or over too few answers to say it (service-process 6). */
export interface Worth {
  value: number | null;
  n: number;
}

export interface Figure extends Worth {
  /** Of the period before. */
  before: Worth;
  /** A list of this API with its filters, as `tickets?openedFrom=…`: exactly the `n` that are counted. */
  tickets: string;
}

export interface Spread {
  meanMs: Figure;
  medianMs: Figure;
  p90Ms: Figure;
}

export interface Kept {
  /** Met ÷ (met + broken). */
  keptRate: Figure;
  kept: Figure;
  broken: Figure;
}

export interface KeptOfKind extends Kept {
  kind: CommitmentKind;
  told: Figure;
  heldByBot: Figure;
}

export interface MemberFigures {
  id: string;
  name: string;
  opened: Figure;
  closed: Figure;
  firstResponseMs: Figure;
  handlingMs: Figure;
  keptRate: Figure;
  kept: Figure;
  broken: Figure;
  reopened: Figure;
  /** Share of overall marks of 4 and 5; null below ten answers. */
  satisfied: Figure;
}

export type DayOf = Record<"opened" | "resolved" | "kept" | "broken", { value: number; tickets: string }>;

export interface ReportView {
  period: ReportPeriod;
  /** `2026-11-22`, `2026-W47` or `2026-11`. */
  key: string;
  from: string;
  to: string;
  before: { key: string; from: string; to: string };
  zone: string;
  /** Desk time at which it was counted. */
  at: string;
  team: string | null;
  agent: string | null;
  demands: {
    opened: Figure;
    closed: Figure;
    resolutionRate: Figure;
    reopened: Figure;
    backlog: Figure;
    byCategory: (Figure & { category: Category | null })[];
    byForm: (Figure & { form: Form })[];
    byPriority: (Figure & { priority: Priority })[];
  };
  firstResponse: Spread & { keptRate: Figure };
  /** From registration to closing. */
  handling: Spread;
  promises: Kept & {
    /** Of the broken: the customer had been told before the due. */
    told: Figure;
    silent: Figure;
    heldByBot: Figure;
    byReprioritising: Figure;
    byKind: KeptOfKind[];
    /** The clocks of the policy: first response, plan, investigation, solution. */
    byPriority: (Kept & { priority: Priority })[];
  };
  survey: {
    asked: Figure;
    answered: Figure;
    dimensions: { dimension: Dimension; mean: Figure; satisfied: Figure }[];
  };
  teams: MemberFigures[];
  agents: MemberFigures[];
  /** Each day of the period, for the charts; `resolved`: closed with a result. */
  series: ({ day: string } & DayOf)[];
}
