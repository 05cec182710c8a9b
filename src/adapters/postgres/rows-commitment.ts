import { nextAt } from "../../domain/commitment/commitment.js";
import type { Commitment } from "../../domain/commitment/commitment.js";
import type { By, DeskEvent } from "../../domain/event.js";
import { instant, instantOrNull, iso, isoOrNull, numberOrNull } from "./rows.js";
import type { Big, Time } from "./rows.js";

export interface CommitmentRow {
  id: string;
  kind: Commitment["kind"];
  state: Commitment["state"];
  ticket_id: string | null;
  customer_id: string | null;
  owed_to: Commitment["owedTo"];
  owed_by: string;
  started_at: Time;
  due_at: Time;
  clock: Commitment["clock"];
  paused_at: Time | null;
  paused_ms: Big;
  paused_until: Time | null;
  said_at: Time | null;
  said_seq: Big | null;
  warned_at: Time | null;
  told_before: boolean;
  held_by_bot: boolean;
  by_reprioritising: boolean;
  late: boolean;
  alerts: Commitment["alerts"];
  why: string;
  ended_at: Time | null;
  steps: Commitment["steps"];
  policy_version: string;
}

export const openCommitment = (row: CommitmentRow): Commitment => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  ticketId: row.ticket_id,
  customerId: row.customer_id,
  owedTo: row.owed_to,
  owedBy: row.owed_by,
  startedAt: instant(row.started_at),
  dueAt: instant(row.due_at),
  clock: row.clock,
  pausedAt: instantOrNull(row.paused_at),
  pausedMs: Number(row.paused_ms),
  pausedUntil: instantOrNull(row.paused_until),
  saidAt: instantOrNull(row.said_at),
  saidSeq: numberOrNull(row.said_seq),
  warnedAt: instantOrNull(row.warned_at),
  toldBefore: row.told_before,
  heldByBot: row.held_by_bot,
  byReprioritising: row.by_reprioritising,
  late: row.late,
  alerts: row.alerts,
  why: row.why,
  endedAt: instantOrNull(row.ended_at),
  steps: row.steps,
  policyVersion: row.policy_version,
});

export const commitmentRow = (conversationId: string, c: Commitment) => ({
  id: c.id,
  conversation_id: conversationId,
  ticket_id: c.ticketId,
  customer_id: c.customerId,
  kind: c.kind,
  state: c.state,
  owed_to: c.owedTo,
  owed_by: c.owedBy,
  started_at: iso(c.startedAt),
  due_at: iso(c.dueAt),
  clock: c.clock,
  paused_at: isoOrNull(c.pausedAt),
  paused_ms: c.pausedMs,
  paused_until: isoOrNull(c.pausedUntil),
  said_at: isoOrNull(c.saidAt),
  said_seq: c.saidSeq,
  warned_at: isoOrNull(c.warnedAt),
  told_before: c.toldBefore,
  held_by_bot: c.heldByBot,
  by_reprioritising: c.byReprioritising,
  late: c.late,
  alerts: c.alerts,
  why: c.why,
  ended_at: isoOrNull(c.endedAt),
  steps: c.steps,
  next_at: isoOrNull(nextAt(c)),
  policy_version: c.policyVersion,
});

/** An agent by id, the desk's own voices by name. */
export const byText = (by: By): string => (by.kind === "agent" ? by.id : by.kind);

export const eventRow = (conversationId: string, event: DeskEvent) => ({
  id: event.id,
  conversation_id: conversationId,
  ticket_id: event.ticketId,
  type: event.type,
  v: event.v,
  at: iso(event.at),
  by: byText(event.by),
  policy_version: event.policyVersion,
  data: event.data,
});
