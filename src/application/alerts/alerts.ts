import type { AlertLevel, CommitmentKind, CommitmentState, Role } from "../../domain/words.js";
import type { PageWish } from "../desk-queries.js";

/**
 * What somebody is told because it is about to break or broke (service-process 5): the ledger's own events, once a level, and what
 * could not be brought out or understood; beside it, who was called by a colleague's note. The names are those of the events and of
 * the log.
 */
export const ALERT_KINDS = [
  "owner_warned",
  "alert_raised",
  "message_parked",
  "delivery_parked",
  "delivery_outcome_unknown",
  "delivery_expired",
  "mentioned",
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

export interface AlertView {
  id: string;
  kind: AlertKind;
  /** Null: to whoever was named. */
  level: AlertLevel | null;
  /** The colleague who named one. */
  by: { id: string; name: string } | null;
  /** Desk time. */
  at: string;
  ticketId: string | null;
  /** `T-000123`. */
  number: string | null;
  conversationId: string | null;
  customer: { name: string | null; company: string | null } | null;
  /** As it stands by now. */
  commitment: { id: string; kind: CommitmentKind; dueAt: string; state: CommitmentState } | null;
  deliveryId: string | null;
  /** The rule that made the commitment, as `sla.P1.outage` or `takeover`; of a delivery its reason. */
  why: string | null;
  /** When the asker said to have seen it; machine time. */
  seenAt: string | null;
}

export interface AlertPage {
  items: AlertView[];
  next: string | null;
  /** With the first page only; `unseen` at most `UNSEEN_MOST`. */
  counts: { unseen: number } | null;
}

export const UNSEEN_MOST = 1_000;

/** Who asks: each sees what was raised to them, so that nobody is told of everything. `team`: only that team's of a level. */
export interface AlertReader {
  agentId: string;
  levels: readonly AlertLevel[];
  team: string | null;
}

/** The level that a role hears of beside its own commitments; parked deliveries and messages are the manager's. */
export const levelsOf = (role: Role): readonly AlertLevel[] =>
  role === "agent" ? [] : role === "supervisor" ? ["supervisor"] : ["manager"];

/** Those of the last 30 days, newest first. Rejects with `DatabaseAway` on an outage and with `BadCursor`. */
export interface Alerts {
  list(reader: AlertReader, filter: { seen?: boolean }, page: PageWish): Promise<AlertPage>;
  /** By one person; again is nothing new. */
  see(agentId: string, alertIds: readonly string[]): Promise<void>;
}
