import type { Commitment } from "../commitment/commitment.js";
import type { Act, Actor, Refusal } from "../input.js";
import { drop } from "../commitment/ledger.js";
import { priorityOf, rankOf } from "../ticket/priority.js";
import { after, cadenceDue, firstResponse, promise, stepsTo } from "../commitment/promise.js";
import type { Ticket } from "../ticket/ticket.js";
import { isoOf } from "../time.js";
import type { Turn } from "../turn.js";
import type { Level, Priority } from "../words.js";
import type { Done } from "./done.js";
import { addNote } from "./note.js";

/** Another owner or team; the clocks stay with the ticket, what is owed is owed by the new owner. */
export function assign(turn: Turn, by: Actor, what: Extract<Act, { do: "assign" }> & { ticket: Ticket }): Done {
  const { ticket, owner, team } = what;
  const noteId = addNote(turn, { ticketId: ticket.id, agentId: by.agentId, text: what.reason });
  turn.tickets.put({ ...ticket, owner, team });
  for (const c of turn.owed(ticket.id)) if (c.owedBy === ticket.owner) turn.commitments.put({ ...c, owedBy: owner });
  turn.event("assigned", ticket.id, { before: ticket.owner, after: owner, team, reason: noteId });
  return {};
}

/** The axes that give a priority (service-process 3). */
const AXES: Record<Priority, { urgency: Level; importance: Level }> = {
  P1: { urgency: "high", importance: "high" },
  P2: { urgency: "low", importance: "high" },
  P3: { urgency: "high", importance: "low" },
  P4: { urgency: "low", importance: "low" },
};

export function prioritise(turn: Turn, by: Actor, what: Extract<Act, { do: "prioritise" }> & { ticket: Ticket }): Done {
  const { ticket, to } = what;
  const axes = "priority" in to ? AXES[to.priority] : to;
  const priority = "priority" in to ? to.priority : priorityOf({ ...axes, form: ticket.form, heavyLoss: ticket.rank === 1 });
  const noteId = addNote(turn, { ticketId: ticket.id, agentId: by.agentId, text: what.reason });
  reprioritise(turn, { before: ticket, ticket: { ...ticket, ...axes, priority }, noteId });
  return {};
}

/** A corrected classification; what it changes in urgency, importance or form changes the priority with its clocks. */
export function classify(turn: Turn, by: Actor, what: Extract<Act, { do: "classify" }> & { ticket: Ticket }): Done | Refusal {
  const { ticket } = what;
  const noteId = addNote(turn, { ticketId: ticket.id, agentId: by.agentId, text: what.reason });
  const changed: Ticket = {
    ...ticket,
    ...(what.category === undefined ? {} : { category: what.category }),
    ...(what.form === undefined ? {} : { form: what.form }),
    ...(what.nature === undefined ? {} : { nature: what.nature }),
    ...(what.urgency === undefined ? {} : { urgency: what.urgency }),
    ...(what.importance === undefined ? {} : { importance: what.importance }),
  };
  const heavyLoss = ticket.rank === 1;
  const weighed = what.form !== undefined || what.urgency !== undefined || what.importance !== undefined;
  const priority = weighed ? priorityOf({ ...changed, heavyLoss }) : ticket.priority;
  const fields = (["category", "form", "nature", "urgency", "importance"] as const).filter((f) => changed[f] !== ticket[f]);
  turn.event("classified", ticket.id, {
    before: Object.fromEntries(fields.map((f) => [f, ticket[f]])),
    after: Object.fromEntries(fields.map((f) => [f, changed[f]])),
    reason: noteId,
  });
  reprioritise(turn, { before: ticket, ticket: { ...changed, priority, rank: rankOf({ ...changed, heavyLoss }) }, noteId });
  return {};
}

/**
 * Clocks are recomputed from the original start: what was met stays met; what is past due fires at once, marked "by
 * re-prioritising" and counted apart (service-process 3).
 */
function reprioritise(turn: Turn, change: { before: Ticket; ticket: Ticket; noteId: string }): void {
  const { before, ticket, noteId } = change;
  turn.tickets.put(ticket);
  if (before.priority === ticket.priority && before.form === ticket.form) return;
  turn.event("reprioritised", ticket.id, { before: before.priority, after: ticket.priority, reason: noteId });
  for (const c of turn.owed(ticket.id)) if (c.saidAt === null) recompute(turn, ticket, c);
  const plan = turn.ctx.policy.priorities[ticket.priority].plan;
  const owed = turn.commitments.all().some((c) => c.ticketId === ticket.id && c.kind === "plan");
  if (!plan) drop(turn, ticket.id, { because: "reprioritised", kinds: ["plan"] });
  else if (!owed)
    promise(turn, {
      kind: "plan",
      ticket,
      why: `sla.${ticket.priority}.plan`,
      owedBy: ticket.owner,
      startedAt: ticket.createdAt,
      span: plan,
    });
}

function recompute(turn: Turn, ticket: Ticket, c: Commitment): void {
  const rule = ruleFor(turn, ticket, c);
  if (!rule || rule.dueAt === c.dueAt) return;
  const steps = stepsTo(turn, { kind: c.kind, ticket, startedAt: c.startedAt }, { dueAt: rule.dueAt, span: rule.span });
  turn.commitments.put({
    ...c,
    dueAt: rule.dueAt,
    clock: rule.span.clock,
    why: rule.why,
    byReprioritising: c.byReprioritising || rule.dueAt <= turn.now,
    steps: c.warnedAt === null ? steps : steps.filter((s) => s.do !== "warn_owner"),
  });
  turn.event("due_changed", ticket.id, { commitmentId: c.id, before: isoOf(c.dueAt), after: isoOf(rule.dueAt), why: rule.why });
}

function ruleFor(turn: Turn, ticket: Ticket, c: Commitment) {
  if (c.kind === "first_response") {
    const { why, span } = firstResponse(turn, ticket, c.why === "handoff");
    return { why, span, dueAt: after(turn, c.startedAt, span) };
  }
  if (c.kind === "progress_update") {
    const dueAt = cadenceDue(turn, ticket, c.startedAt);
    return { why: `cadence.${ticket.priority}`, span: { ms: dueAt - c.startedAt, clock: "always" as const }, dueAt };
  }
  return null;
}
