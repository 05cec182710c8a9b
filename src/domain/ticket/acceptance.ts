import { controlsOf } from "../conversation/controls.js";
import { addWorkingDays, outOfNight, withinWorkingDays } from "../calendar.js";
import type { Commitment } from "../commitment/commitment.js";
import { giveBackOnClosing } from "../conversation/holding.js";
import { drop, end, settleBySaying } from "../commitment/ledger.js";
import { promise, promiseProgress } from "../commitment/promise.js";
import type { Say, SayValue } from "../say.js";
import { say } from "../say.js";
import type { Resolution, Ticket, TicketBase } from "./ticket.js";
import { DAY_MS } from "../time.js";
import type { Turn } from "../turn.js";

type Resolved = Extract<Ticket, { status: "resolved" }>;

/** The owner proposes the result; the customer has the last word (service-process 6). */
export function proposeResult(turn: Turn, ticket: Ticket, resolution: Resolution): number {
  const { policy } = turn.ctx;
  const resolved = turn.tickets.put({ ...openFields(ticket), status: "resolved", resolution });
  const ask = turn.ask({ kind: "accept", ticketId: ticket.id });
  const number = turn.number(ticket);
  const seq = turn.say(resultOf(number, resolution), { ticketId: ticket.id, agentId: resolution.by });
  const asked = turn.say(say(ticket.form === "consultation" ? "resolution.answered" : "acceptance.ask", { number }), {
    ticketId: ticket.id,
    ...controlsOf(turn, ask),
  });
  settleBySaying(turn, resolved, {
    seq,
    kinds: ["first_response", "progress_update", "solution", "investigation", "plan", "eta"],
  });
  drop(turn, ticket.id, { because: "resolved", kinds: ["step"] });
  const due = addWorkingDays(turn.ctx.workingDays, turn.now, policy.acceptance.silenceWorkingDays) ?? turn.now + 3 * DAY_MS;
  const remindAt = addWorkingDays(turn.ctx.workingDays, turn.now, policy.acceptance.reminderWorkingDays) ?? turn.now + DAY_MS;
  const acceptance = promise(turn, {
    kind: "acceptance",
    ticket,
    why: "acceptance",
    owedBy: "customer",
    startedAt: turn.now,
    dueAt: due,
  });
  turn.commitments.put({
    ...acceptance,
    owedTo: "desk",
    saidSeq: null,
    steps: [
      { at: remindAt, do: "remind" },
      { at: due, do: "expire" },
    ],
  });
  turn.event("result_proposed", ticket.id, { by: resolution.by, rootCause: resolution.rootCause });
  return asked;
}

/** Lines with nothing to say are left out. */
function resultOf(number: SayValue, { summary, outcome, prevention }: Resolution): Say {
  if (prevention !== null)
    return say("resolution.proposed", { number, summary, outcome: outcome ?? { word: "none.outcome" }, prevention });
  return outcome === null
    ? say("resolution.proposed_short", { number, summary })
    : say("resolution.proposed_outcome", { number, summary, outcome });
}

/** The customer accepts, or silence does after the working days of the policy; the two are counted apart. */
export function close(turn: Turn, ticket: Resolved, reason: "accepted" | "silence"): void {
  turn.tickets.put({ ...openFields(ticket), status: "closed", resolution: ticket.resolution, closedAt: turn.now, reason });
  turn.closeAsks((ask) => "ticketId" in ask && ask.ticketId === ticket.id);
  const acceptance = turn.owed(ticket.id).find((c) => c.kind === "acceptance");
  if (acceptance) end(turn, acceptance, { state: reason === "accepted" ? "met" : "dropped", because: reason });
  drop(turn, ticket.id, {
    because: reason,
    kinds: ["plan", "step", "progress_update", "investigation", "solution", "eta", "call"],
  });
  turn.event("ticket_closed", ticket.id, { reason });
  const said = reason === "accepted" ? "acceptance.thanks" : "acceptance.silence";
  turn.say(say(said, { number: turn.number(ticket) }), { ticketId: ticket.id });
  giveBackOnClosing(turn);
  oweSurvey(turn, ticket);
  oweVisit(turn, ticket);
}

/** Not accepted: the ticket goes on with its history, and the next word is promised at once. */
export function reopen(turn: Turn, ticket: Ticket, because: "not_accepted" | "same_problem"): void {
  const opened = turn.tickets.put({ ...openFields(ticket), status: "open", reopened: ticket.reopened + 1 });
  turn.closeAsks((ask) => "ticketId" in ask && ask.ticketId === ticket.id);
  for (const c of turn.owed(ticket.id)) {
    if (c.kind === "acceptance") end(turn, c, { state: "met", because });
    else if (c.kind === "survey" || c.kind === "return_visit") end(turn, c, { state: "dropped", because });
  }
  for (const survey of turn.surveys.all())
    if (survey.ticketId === ticket.id && survey.state === "asked") turn.surveys.put({ ...survey, state: "dropped" });
  const next = promiseProgress(turn, opened);
  turn.event("ticket_reopened", ticket.id, { because });
  turn.say(
    say("acceptance.refused", { number: turn.number(opened), owner: turn.workerName(opened), next: { time: next.dueAt } }),
    {
      ticketId: ticket.id,
    },
  );
  if (because !== "not_accepted") return;
  turn.ask({ kind: "why_not", ticketId: ticket.id });
  turn.say(say("acceptance.why", { number: turn.number(opened) }), { ticketId: ticket.id });
}

export function remindOfAcceptance(turn: Turn, c: Commitment): void {
  const ticket = turn.tickets.get(c.ticketId);
  if (ticket?.status !== "resolved") return;
  const open = turn.mind.asks.find((a) => a.kind === "accept" && a.ticketId === ticket.id);
  const ask = open ?? turn.ask({ kind: "accept", ticketId: ticket.id });
  turn.say(say("acceptance.reminder", { number: turn.number(ticket), closes: { time: c.dueAt } }), {
    ticketId: ticket.id,
    ...controlsOf(turn, ask),
  });
  turn.event("acceptance_reminded", ticket.id, {});
}

export function closeBySilence(turn: Turn, c: Commitment): void {
  const ticket = turn.tickets.get(c.ticketId);
  if (ticket?.status === "resolved") close(turn, ticket, "silence");
}

/** 2 h after closing, moved out of the night, never past 72 h (service-process 0). */
function oweSurvey(turn: Turn, ticket: Ticket): void {
  const { policy, nights } = turn.ctx;
  if (surveyKind(turn, ticket) === "none") return;
  const dueAt = Math.min(outOfNight(nights, turn.now + policy.survey.afterMs), turn.now + policy.survey.latestMs);
  const survey = promise(turn, { kind: "survey", ticket, why: "survey", owedBy: "bot", startedAt: turn.now, dueAt });
  turn.commitments.put({ ...survey, dueAt: turn.now + policy.survey.latestMs, steps: [{ at: dueAt, do: "send" }] });
}

/** A visit is for after-sale and complaints, by the service manager (service-process 0 and 6). */
function oweVisit(turn: Turn, ticket: Ticket): void {
  const { policy, workingDays } = turn.ctx;
  const visits =
    ticket.form === "complaint" ||
    (ticket.category !== null && policy.playbooks[ticket.category].visit && ticket.form !== "consultation");
  if (!visits) return;
  const dueAt = withinWorkingDays(workingDays, turn.now, policy.visit.workingDays) ?? turn.now + 3 * DAY_MS;
  promise(turn, { kind: "return_visit", ticket, why: "visit", owedBy: turn.ctx.dutyOf(ticket.team), startedAt: turn.now, dueAt });
}

/** Which survey the playbook asks for; complaints always have the full one. */
export function surveyKind(turn: Turn, ticket: Ticket): "full" | "short" | "none" {
  if (ticket.form === "complaint") return "full";
  return ticket.category === null ? "short" : turn.ctx.policy.playbooks[ticket.category].survey;
}

/** The fields every status shares, without those of the status it leaves. */
export function openFields(ticket: Ticket): TicketBase {
  const { id, number, conversationId, customerId, category, form, nature, urgency, importance, priority, rank, outage } = ticket;
  const { owner, team, text, keywords, classification, linkedTo, createdAt, reopened, policyVersion } = ticket;
  return {
    ...{ id, number, conversationId, customerId, category, form, nature, urgency, importance, priority, rank, outage },
    ...{ owner, team, text, keywords, classification, linkedTo, createdAt, reopened, policyVersion },
  };
}
