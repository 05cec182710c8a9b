import type { Alert, Commitment, Step, StepAction } from "./commitment.js";
import { isOverdue, isOwed } from "./commitment.js";
import { isMute } from "../conversation/mute.js";
import type { Ticket } from "../ticket/ticket.js";
import type { Instant } from "../time.js";
import { isoOf } from "../time.js";
import type { Turn } from "../turn.js";
import type { AlertLevel, CommitmentKind } from "../words.js";

/** Said, and waiting to be seen: it is met as of this moment once it was (architecture 4). */
export function said(turn: Turn, commitment: Commitment, seq: number): Commitment {
  return turn.commitments.put({
    ...commitment,
    saidAt: turn.now,
    saidSeq: seq,
    steps: unseenStep(turn, commitment.ticketId),
  });
}

/** When to look whether a message was seen, else a call is owed (service-process 0). */
export function unseenStep(turn: Turn, ticketId: string | null): { at: Instant; do: StepAction }[] {
  const ticket = turn.tickets.get(ticketId);
  const urgent = ticket?.priority === "P1" || ticket?.outage === true;
  const { urgentMs, otherMs } = turn.ctx.policy.unseen;
  return [{ at: turn.now + (urgent ? urgentMs : otherMs), do: "unseen" }];
}

/** Ends a commitment; what was promised is settled here and nowhere else, each time with an event. */
export function end(
  turn: Turn,
  commitment: Commitment,
  as: { state: "met" | "broken" | "dropped"; at?: Instant; because: string },
): Commitment {
  const ended = turn.commitments.put({
    ...commitment,
    state: as.state,
    endedAt: as.at ?? turn.now,
    pausedAt: null,
    pausedUntil: null,
    steps: as.state === "broken" ? commitment.steps.filter((step) => step.do.startsWith("alert_")) : [],
  });
  turn.event(`commitment_${as.state}`, ended.ticketId, {
    commitmentId: ended.id,
    kind: ended.kind,
    because: as.because,
    dueAt: isoOf(ended.dueAt),
    toldBefore: ended.toldBefore,
    heldByBot: ended.heldByBot,
    late: ended.late,
  });
  return ended;
}

/** Drops what is owed of the given kinds: it has lost its reason. */
export function drop(turn: Turn, ticketId: string, what: { because: string; kinds: readonly CommitmentKind[] }): void {
  for (const c of turn.owed(ticketId)) if (what.kinds.includes(c.kind)) end(turn, c, { state: "dropped", because: what.because });
  for (const c of turn.commitments.all())
    if (c.ticketId === ticketId && what.kinds.includes(c.kind) && isOverdue(c)) turn.commitments.put({ ...c, steps: [] });
}

/** What broke in silence is done after all: it stays broken, and nobody is alerted of it any more. */
export function doneLate(turn: Turn, c: Commitment): void {
  turn.commitments.put({ ...c, steps: c.steps.filter((s) => !isOfOverdue(s.do)) });
  turn.event("answered_late", c.ticketId, { commitmentId: c.id, kind: c.kind, lateMs: turn.now - c.dueAt });
}

const isOfOverdue = (action: Step["do"]): boolean => action === "overdue" || action.startsWith("alert_");

/** One alert per level, exactly once (service-process 5). */
export function alert(turn: Turn, commitment: Commitment, level: AlertLevel): Commitment {
  if (commitment.alerts.some((a) => a.level === level)) return commitment;
  const ticket = turn.tickets.get(commitment.ticketId);
  const raised: Alert = { level, at: turn.now, to: level === "owner" ? (ticket?.owner ?? commitment.owedBy) : level };
  turn.event("alert_raised", commitment.ticketId, { commitmentId: commitment.id, kind: commitment.kind, level });
  return turn.commitments.put({ ...commitment, alerts: [...commitment.alerts, raised] });
}

/** A human spoke on the ticket: first response and what the words settle are said; overdue alerts of an answered clock fall silent. */
export function settleBySaying(turn: Turn, ticket: Ticket, at: { seq: number; kinds: readonly CommitmentKind[] }): void {
  for (const c of turn.commitments.all()) {
    if (c.ticketId !== ticket.id || !at.kinds.includes(c.kind)) continue;
    if (isOwed(c) && c.saidAt === null) {
      said(turn, c, at.seq);
      turn.event("commitment_said", ticket.id, { commitmentId: c.id, kind: c.kind });
    } else if (c.state === "broken" && c.steps.some((s) => isOfOverdue(s.do))) doneLate(turn, c);
  }
}

/** The customer has seen everything up to `seq`: what waited for it is met as of the moment it was said. */
export function seenUpTo(turn: Turn, seq: number): void {
  // The sight may have been written beside the turn already: what waits for it is settled all the same.
  const upTo = Math.max(turn.conversation.seenSeq, Math.min(seq, turn.conversation.seq));
  turn.conversation.seenSeq = upTo;
  for (const c of turn.commitments.all()) {
    if (c.saidSeq === null || c.saidSeq > upTo) continue;
    if (isOwed(c) && c.saidAt !== null) settleSeen(turn, c);
    else if (c.steps.some((s) => s.do === "unseen"))
      turn.commitments.put({ ...c, steps: c.steps.filter((s) => s.do !== "unseen") });
  }
  // Whoever reads again in the chat needs no call about what could not be shown before.
  const stillUnseen = (ticketId: string | null): boolean =>
    (isMute(turn.conversation) && upTo < turn.conversation.seq) ||
    turn.commitments.all().some((c) => c.ticketId === ticketId && c.saidSeq !== null && c.saidSeq > upTo);
  for (const c of turn.commitments.all()) {
    if (c.why !== "unseen" || stillUnseen(c.ticketId)) continue;
    if (isOwed(c)) end(turn, c, { state: "dropped", because: "seen" });
    else if (isOverdue(c)) turn.commitments.put({ ...c, steps: [] });
  }
}

/** Met as of when it was said; said after its due it is broken, though the customer now knows. */
function settleSeen(turn: Turn, c: Commitment): void {
  const inTime = c.saidAt !== null && c.saidAt <= c.dueAt;
  const steps = c.kind === "survey" ? c.steps : [];
  const ended = end(turn, c, { state: inTime ? "met" : "broken", at: c.saidAt ?? turn.now, because: "seen" });
  turn.commitments.put({ ...ended, steps: steps.filter((s) => s.do !== "unseen") });
}

/** The lowest sequence a commitment waits to be seen: a rise past it runs a turn, nothing else does. */
export function awaitsSeq(turn: Turn): number | null {
  const waiting = turn.commitments
    .all()
    .filter((c) => c.saidSeq !== null && ((isOwed(c) && c.saidAt !== null) || c.steps.some((s) => s.do === "unseen")))
    .map((c) => c.saidSeq!)
    .filter((seq) => seq > turn.conversation.seenSeq);
  return waiting.length === 0 ? null : Math.min(...waiting);
}

const PAUSED_BY_WAITING: readonly CommitmentKind[] = ["investigation", "solution", "step"];

/** Waiting for the customer pauses investigation, solution and steps, never the first response (service-process 0). */
export function pause(turn: Turn, ticketId: string): void {
  for (const c of turn.owed(ticketId))
    if (c.state === "owed" && PAUSED_BY_WAITING.includes(c.kind) && c.saidAt === null)
      turn.commitments.put({ ...c, state: "paused", pausedAt: turn.now, steps: c.steps });
}

/** Goes on: what was left of each span is still left. */
export function resume(turn: Turn, ticketId: string): void {
  for (const c of turn.owed(ticketId)) {
    if (c.state !== "paused" || c.pausedAt === null) continue;
    const ms = turn.now - c.pausedAt;
    turn.commitments.put({
      ...c,
      state: "owed",
      pausedAt: null,
      pausedMs: c.pausedMs + ms,
      dueAt: c.dueAt + ms,
      steps: c.steps.map((step) => ({ ...step, at: step.at + ms })),
    });
    turn.event("commitment_resumed", ticketId, { commitmentId: c.id, kind: c.kind, pausedMs: ms });
  }
}
