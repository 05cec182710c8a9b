import { addWorking, beforeNight, outOfNight } from "../calendar.js";
import type { Commitment, Step } from "./commitment.js";
import type { PromisedSpan } from "../policy.js";
import type { Ticket } from "../ticket/ticket.js";
import type { Instant } from "../time.js";
import { isoOf, MINUTE_MS } from "../time.js";
import type { Turn } from "../turn.js";
import type { CommitmentKind } from "../words.js";

/** What is promised: the span and the clock it runs on, or a moment. */
export type Promised = {
  kind: CommitmentKind;
  ticket: Ticket;
  why: string;
  owedBy: string;
  startedAt: Instant;
} & ({ span: PromisedSpan } | { dueAt: Instant });

/** Kinds whose being late is told to the customer before it bites (service-process 4). */
const TOLD_BEFORE = new Set<CommitmentKind>([
  "first_response",
  "plan",
  "investigation",
  "solution",
  "step",
  "progress_update",
  "eta",
]);

/** The moment `ms` after `from` on the given clock. Past the calendar's horizon, clock time is the honest fallback. */
export function after(turn: Turn, from: Instant, span: PromisedSpan): Instant {
  if (span.clock === "always") return from + span.ms;
  return addWorking(turn.ctx.service, from, span.ms) ?? from + span.ms;
}

/** Opens a commitment with all the steps that lead to its due, so that nothing owed can be forgotten. */
export function promise(turn: Turn, promised: Promised): Commitment {
  const span: PromisedSpan = "span" in promised ? promised.span : { ms: promised.dueAt - promised.startedAt, clock: "always" };
  const dueAt = "span" in promised ? after(turn, promised.startedAt, span) : promised.dueAt;
  const commitment = turn.commitments.put({
    id: turn.ctx.nextId(),
    kind: promised.kind,
    state: "owed",
    ticketId: promised.ticket.id,
    customerId: promised.ticket.customerId,
    owedTo: "customer",
    owedBy: promised.owedBy,
    startedAt: promised.startedAt,
    dueAt,
    clock: span.clock,
    pausedAt: null,
    pausedMs: 0,
    pausedUntil: null,
    saidAt: null,
    saidSeq: null,
    warnedAt: null,
    toldBefore: false,
    heldByBot: false,
    byReprioritising: false,
    late: false,
    alerts: [],
    why: promised.why,
    endedAt: null,
    steps: stepsTo(turn, promised, { dueAt, span }),
    policyVersion: turn.ctx.policy.version,
  });
  turn.event("commitment_opened", promised.ticket.id, {
    commitmentId: commitment.id,
    kind: commitment.kind,
    dueAt: isoOf(dueAt),
    why: commitment.why,
  });
  return commitment;
}

/** A span this many times the margin or shorter (a handoff's 10 minutes) would be held almost as it begins: it has the urgent margin. */
const SHORT_SPANS = 3;

/**
 * Warned at 75 %, told at 90 % and at least 10 minutes before (P1 and outage 3), always in this order; then the due and the
 * alerts, one a level (service-process 4 and 5).
 */
export function stepsTo(
  turn: Turn,
  promised: { kind: CommitmentKind; ticket: Ticket; startedAt: Instant },
  to: { dueAt: Instant; span: PromisedSpan },
): Step[] {
  const { tell, escalation } = turn.ctx.policy;
  const { dueAt, span } = to;
  const urgent = promised.ticket.priority === "P1" || promised.ticket.outage || span.ms <= SHORT_SPANS * tell.leastBeforeMs;
  const { outage } = turn.ctx.policy;
  const least = promised.ticket.outage ? outage.leastBeforeMs : urgent ? tell.urgentLeastBeforeMs : tell.leastBeforeMs;
  const share = (part: number): Instant => Math.min(after(turn, promised.startedAt, { ...span, ms: span.ms * part }), dueAt);
  const holdAt = Math.max(Math.min(share(tell.holdAt), dueAt - least), promised.startedAt);
  const quietAt = urgent ? holdAt : outOfTheNight(turn, { holdAt, startedAt: promised.startedAt, latest: dueAt - least });
  const warnAt = Math.max(Math.min(share(tell.warnAt), quietAt), promised.startedAt);
  const steps: Step[] = [{ at: warnAt, do: "warn_owner" }];
  if (TOLD_BEFORE.has(promised.kind)) steps.push({ at: quietAt, do: "hold" });
  return [
    ...steps,
    { at: dueAt, do: "due" },
    { at: dueAt + escalation.ownerMs, do: "alert_owner" },
    { at: dueAt + escalation.supervisorMs, do: "alert_supervisor" },
    { at: dueAt + escalation.managerMs, do: "alert_manager" },
  ];
}

/** Nobody is woken by a delay that can wait: after the night where that is still in time, else before it (service-process 3). */
function outOfTheNight(
  turn: Turn,
  { holdAt, startedAt, latest }: { holdAt: Instant; startedAt: Instant; latest: Instant },
): Instant {
  const night = turn.ctx.nights.find(({ from, to }) => from <= holdAt && holdAt < to);
  if (!night) return holdAt;
  if (night.to <= latest) return night.to;
  return night.from > startedAt ? night.from : holdAt;
}

/** The next progress update is due one cadence on; that of P2 to P4 never in the customer's night (service-process 3). */
export function cadenceDue(turn: Turn, ticket: Ticket, from: Instant): Instant {
  const due = from + turn.ctx.policy.priorities[ticket.priority].cadenceMs;
  if (ticket.priority === "P1") return due;
  return beforeNight(turn.ctx.nights, due, turn.now + 15 * MINUTE_MS);
}

export function promiseProgress(turn: Turn, ticket: Ticket, dueAt?: Instant): Commitment {
  return promise(turn, {
    kind: "progress_update",
    ticket,
    why: `cadence.${ticket.priority}`,
    owedBy: ticket.owner,
    startedAt: turn.now,
    dueAt: dueAt ?? cadenceDue(turn, ticket, turn.now),
  });
}

/** The clocks of a new ticket (service-process 3): first response, plan, the complaint's own, and the cadence. */
export function promiseAll(turn: Turn, ticket: Ticket, handoff = false): void {
  const { policy } = turn.ctx;
  const base = { ticket, owedBy: ticket.owner, startedAt: ticket.createdAt };
  promise(turn, { ...base, kind: "first_response", ...firstResponse(turn, ticket, handoff) });
  const plan = policy.priorities[ticket.priority].plan;
  if (plan) promise(turn, { ...base, kind: "plan", why: `sla.${ticket.priority}.plan`, span: plan });
  if (ticket.form === "complaint") {
    const { investigationMs, solutionMs } = policy.complaint;
    const span = (ms: number): PromisedSpan => ({ ms, clock: "always" });
    promise(turn, { ...base, kind: "investigation", why: "sla.complaint.investigation", span: span(investigationMs) });
    promise(turn, { ...base, kind: "solution", why: "sla.complaint.solution", span: span(investigationMs + solutionMs) });
  }
  promiseProgress(turn, ticket);
}

/** The span of the first response; of two clocks the earlier holds (service-process 3). */
export function firstResponse(turn: Turn, ticket: Ticket, handoff: boolean): { why: string; span: PromisedSpan } {
  const { policy } = turn.ctx;
  const rules: { why: string; span: PromisedSpan }[] = [
    { why: `sla.${ticket.priority}.first_response`, span: policy.priorities[ticket.priority].firstResponse },
  ];
  if (ticket.outage)
    rules.push({ why: "sla.outage.first_response", span: { ms: policy.outage.firstResponseMs, clock: "always" } });
  if (ticket.form === "complaint")
    rules.push({ why: "sla.complaint.first_response", span: { ms: policy.complaint.firstResponseMs, clock: "always" } });
  if (handoff) rules.push({ why: "handoff", span: policy.handoff });
  const due = (rule: { span: PromisedSpan }): Instant => after(turn, ticket.createdAt, rule.span);
  return rules.reduce((earliest, rule) => (due(rule) < due(earliest) ? rule : earliest));
}

/** A call owed where the chat did not reach the customer (service-process 0); at night only for what is urgent. */
export function promiseCall(turn: Turn, ticket: Ticket, why: string): Commitment {
  const urgent = ticket.priority === "P1" || ticket.outage;
  const { unseen } = turn.ctx.policy;
  const due = turn.now + (urgent ? unseen.urgentCallWithinMs : unseen.callWithinMs);
  return promise(turn, {
    kind: "call",
    ticket,
    why,
    owedBy: ticket.owner,
    startedAt: turn.now,
    dueAt: urgent ? due : outOfNight(turn.ctx.nights, due),
  });
}
