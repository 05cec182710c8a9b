import type { Clock } from "../policy.js";
import type { Instant } from "../time.js";
import type { AlertLevel, CommitmentKind, CommitmentState } from "../words.js";

/** What the sweep has to do for a commitment, and when; planned when it is opened, so that one index finds all that is due. */
export interface Step {
  at: Instant;
  /** `overdue` never comes: see {@link STAYS_OVERDUE}. */
  do: StepAction | "overdue";
}

export const STEP_ACTIONS = [
  "warn_owner",
  "hold",
  "due",
  "alert_owner",
  "alert_supervisor",
  "alert_manager",
  "unseen",
  "remind",
  "send",
  "expire",
] as const;
export type StepAction = (typeof STEP_ACTIONS)[number];

export interface Alert {
  level: AlertLevel;
  at: Instant;
  to: string;
}

/** Anything owed to somebody by a time (architecture 4). */
export interface Commitment {
  id: string;
  kind: CommitmentKind;
  state: CommitmentState;
  ticketId: string | null;
  customerId: string | null;
  owedTo: "customer" | "desk";
  /** An agent's id, `bot`, or `customer` (acceptance). */
  owedBy: string;
  startedAt: Instant;
  dueAt: Instant;
  clock: Clock;
  pausedAt: Instant | null;
  /** All that was paused so far, in milliseconds. */
  pausedMs: number;
  pausedUntil: Instant | null;
  /** When it was said; met as of this moment once seen. */
  saidAt: Instant | null;
  saidSeq: number | null;
  warnedAt: Instant | null;
  toldBefore: boolean;
  heldByBot: boolean;
  byReprioritising: boolean;
  /** Fired more than 5 s after its moment, after down-time. */
  late: boolean;
  alerts: Alert[];
  /** The rule that made it, as `sla.P1.outage`; the reader's words are made from it. */
  why: string;
  endedAt: Instant | null;
  /** Sorted by time; the first decides when the sweep looks again. */
  steps: Step[];
  policyVersion: string;
}

/** A step that never comes: what broke without a word stays in sight, in queue and board, until it is done after all. */
export const STAYS_OVERDUE: Step = { at: Date.UTC(9999, 0), do: "overdue" };

/** Broken in silence and not done since. */
export const isOverdue = (c: Commitment): boolean => c.state === "broken" && c.steps.some((step) => step.do === "overdue");

export const isOwed = (c: Commitment): boolean => c.state === "owed" || c.state === "paused";

/** When the sweep has to look at it next; a paused one is looked at once it goes on. */
export const nextAt = (c: Commitment): Instant | null => (c.state === "paused" ? null : (c.steps[0]?.at ?? null));
