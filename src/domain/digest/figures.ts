import type { Instant } from "../time.js";
import type { AlertLevel, Category, CommitmentKind, Form, Holder, Priority, TicketStatus } from "../words.js";

// What the digests are made of, as the queries count it: numbers, words of the desk, ticket numbers and ids; nothing of a customer.

/** Milliseconds over `n` tickets; null where n is 0. */
export interface Spans {
  n: number;
  meanMs: number | null;
  medianMs: number | null;
  p90Ms: number | null;
}

export const DIMENSIONS = ["speed", "resolution", "attitude", "overall"] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export interface Demands {
  demands: number;
  /** Those neither cancelled nor merged. */
  counted: number;
  /** Of the counted, with a result proposed or closed. */
  resolved: number;
  firstResponse: Spans;
}

export interface Closed {
  handling: Spans;
  /** Of the closed, sent back by their customers at least once. */
  reopened: number;
}

/** Of the promises that ended in the period; what was dropped had lost its reason and is left out. */
export interface Promises {
  met: number;
  broken: number;
  /** Broken, and the customer had been told before the due. */
  toldBefore: number;
  /** Of the broken: the bot kept the customer informed. */
  heldByBot: number;
  /** Of the broken: past due in the moment of a change of priority. */
  byReprioritising: number;
}

export interface Marks {
  asked: number;
  answered: number;
  /** n answers, how many of them 4 or 5, and their mean. */
  dimensions: Record<Dimension, { n: number; satisfied: number; mean: number | null }>;
}

export interface Measures {
  demands: Demands;
  closed: Closed;
  promises: Promises;
  marks: Marks;
}

/** What every count of a period says, whatever shows it. */
export interface PeriodFigures {
  whole: Measures;
  kinds: { category: Category | null; form: Form; n: number }[];
  /** First response, plan, investigation and solution, by the ticket's priority. */
  sla: { priority: Priority; met: number; broken: number }[];
  /** By id. */
  teams: Record<string, Measures>;
  agents: Record<string, Measures>;
}

export interface WeeklyFigures extends PeriodFigures {
  before: { demands: number; closed: number };
  keywords: { word: string; n: number }[];
}

/** Of one period, with what only a report takes apart. */
export interface ReportFigures extends PeriodFigures {
  priorities: { priority: Priority; n: number }[];
  promiseKinds: (Promises & { kind: CommitmentKind })[];
  /** Tickets open at the end of the period. */
  backlog: number;
}

export interface DayFigures {
  /** `2026-11-22`, local. */
  day: string;
  opened: number;
  resolved: number;
  kept: number;
  broken: number;
}

/** The first rows of a list, and how many there are in all. */
export interface Listed<T> {
  total: number;
  rows: T[];
}

export interface OwedRow {
  number: number;
  priority: Priority;
  kind: CommitmentKind;
  dueAt: Instant;
  owner: string;
}

export interface WatchFigures {
  /** Open P1 and P2, P1 first, each by its next due. */
  urgent: Listed<{ number: number; priority: Priority; status: TicketStatus; dueAt: Instant | null; owner: string }>;
  overdue: Listed<OwedRow>;
  owed: Listed<OwedRow>;
  /** Ended broken in the last 24 h. */
  broken: { silent: number; toldBefore: number; rows: OwedRow[] };
  unanswered: Listed<{ number: number | null; since: Instant; holder: Holder; agent: string | null }>;
  waiting: Listed<{ number: number; priority: Priority; createdAt: Instant; owner: string }>;
  unseen: Listed<OwedRow>;
  /** Raised in the last 24 h. */
  alerts: Record<AlertLevel, number>;
  teams: Record<string, Load>;
  agents: Record<string, Load>;
}

export interface Load {
  open: number;
  urgent: number;
  overdue: number;
  owed: number;
}

/** Names by id, as the desk shows them. */
export interface Names {
  team(id: string): string;
  agent(id: string): string;
}
