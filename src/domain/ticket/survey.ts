import { buttonsOf } from "../conversation/ask-choices.js";
import type { Ask } from "../conversation/ask.js";
import { controlsOf } from "../conversation/controls.js";
import type { Form } from "../conversation/display.js";
import { surveyKind } from "./acceptance.js";
import type { Commitment } from "../commitment/commitment.js";
import { alert, said } from "../commitment/ledger.js";
import { promise } from "../commitment/promise.js";
import { say } from "../say.js";
import type { Survey, Ticket } from "./ticket.js";
import { DIMENSIONS, dimensionsOf } from "./survey-marks.js";
import type { Turn } from "../turn.js";

type SurveyAsk = Extract<Ask, { kind: "survey" }>;

export const marksWanted = (survey: Survey | undefined): number => dimensionsOf(survey).length;

/** The mark that counts for "satisfied": the last of either form. */
export const overall = (scores: readonly number[]): number => scores.at(-1) ?? 0;

/** One survey per resolution, credited to the assignee of this moment (service-process 6). */
export function sendSurvey(turn: Turn, c: Commitment): void {
  const ticket = turn.tickets.get(c.ticketId);
  if (ticket?.status !== "closed" || c.state !== "owed") return;
  const { policy } = turn.ctx;
  const kind = surveyKind(turn, ticket) === "short" ? "short" : "full";
  const survey = turn.surveys.put({
    id: turn.ctx.nextId(),
    ticketId: ticket.id,
    customerId: ticket.customerId,
    assignee: ticket.owner,
    kind,
    askedAt: turn.now,
    expiresAt: turn.now + policy.survey.expiresMs,
    answers: [],
    state: "asked",
  });
  const ask = turn.ask({ kind: "survey", ticketId: ticket.id, surveyId: survey.id, marks: [] });
  const number = turn.number(ticket);
  const seq = turn.say(say(kind === "short" ? "survey.ask_short" : "survey.ask", { number }), {
    ticketId: ticket.id,
    ...controlsOf(turn, ask),
  });
  turn.event("survey_sent", ticket.id, { surveyId: survey.id, assignee: survey.assignee });
  const waiting = said(turn, c, seq);
  turn.commitments.put({
    ...waiting,
    steps: [
      { at: turn.now + policy.survey.reminderMs, do: "remind" },
      { at: survey.expiresAt, do: "expire" },
    ],
  });
}

function askDimension(turn: Turn, ask: SurveyAsk): void {
  const dimension = DIMENSIONS[ask.marks.length] ?? "overall";
  turn.say(say("survey.dimension", { dimension: { word: `dimension.${dimension}` } }), {
    ticketId: ask.ticketId,
    buttons: buttonsOf(turn, ask),
  });
}

/** One mark by a button, or one typed while a dimension is being asked. */
export function markOne(turn: Turn, ask: SurveyAsk, mark: number): void {
  const survey = turn.surveys.get(ask.surveyId);
  if (!survey || survey.state === "expired") return;
  if (ask.marks.length >= marksWanted(survey)) return; // A repeat of an old click has no effect (service-process 6).
  ask.marks.push(mark);
  if (ask.marks.length < marksWanted(survey)) return askDimension(turn, ask);
  answer(turn, survey, { scores: [...ask.marks], comment: null, heardBy: null });
}

/** "5 5 4 5": all marks at once; also later ones, since the last answer before expiry counts. */
export function markAll(turn: Turn, ask: SurveyAsk, marks: readonly number[]): void {
  const survey = turn.surveys.get(ask.surveyId);
  if (!survey) return;
  const bad = marks.find((mark) => mark < 1 || mark > 5);
  if (bad !== undefined) {
    turn.say(say("survey.out_of_range", { value: bad }), { ticketId: ask.ticketId });
    return;
  }
  const wanted = marksWanted(survey);
  if (marks.length === 1 && wanted > 1) return markOne(turn, ask, marks[0]!);
  if (marks.length !== wanted) {
    turn.say(say("survey.count", { count: wanted }), { ticketId: ask.ticketId });
    return;
  }
  ask.marks = [...marks];
  answer(turn, survey, { scores: [...marks], comment: null, heardBy: null });
}

/** A filled-in form: marks and words at once, so that nothing is asked after it. */
export function markForm(turn: Turn, ask: SurveyAsk, form: Form): void {
  const survey = turn.surveys.get(ask.surveyId);
  if (!survey) return;
  const marks = dimensionsOf(survey).map((dimension) => Number(form[dimension] ?? 0));
  const bad = marks.find((mark) => !Number.isInteger(mark) || mark < 1 || mark > 5);
  if (bad !== undefined) {
    turn.say(say("survey.count", { count: marksWanted(survey) }), { ticketId: ask.ticketId });
    return;
  }
  const comment = form.comment?.trim() || null;
  const last = survey.answers.at(-1);
  const same = last !== undefined && last.comment === comment && last.scores.join() === marks.join();
  ask.marks = marks;
  if (same) turn.say(say("survey.thanks"), { ticketId: ask.ticketId });
  else answer(turn, survey, { scores: marks, comment, heardBy: null, inForm: true });
}

/** Keeps an answer; a low overall opens a follow-up for the supervisor at once (service-process 6). */
export function answer(
  turn: Turn,
  survey: Survey,
  { inForm = false, ...given }: { scores: number[]; comment: string | null; heardBy: string | null; inForm?: boolean },
): void {
  const ticket = turn.tickets.get(survey.ticketId);
  const before = survey.answers.at(-1);
  turn.surveys.put({ ...survey, state: "answered", answers: [...survey.answers, { at: turn.now, ...given }] });
  turn.event("survey_answered", survey.ticketId, { surveyId: survey.id, scores: given.scores, again: before !== undefined });
  if (!ticket) return;
  const low = overall(given.scores) <= turn.ctx.policy.survey.lowAtMost;
  const wasLow = before !== undefined && overall(before.scores) <= turn.ctx.policy.survey.lowAtMost;
  if (low && !wasLow) followUp(turn, ticket, "survey.low");
  else if (given.heardBy === null) turn.say(say("survey.thanks"), { ticketId: ticket.id });
  if (given.heardBy !== null || before !== undefined || inForm) return;
  const ask = turn.ask({ kind: "survey_comment", ticketId: ticket.id, surveyId: survey.id });
  turn.say(say("survey.comment"), { ticketId: ticket.id, buttons: buttonsOf(turn, ask) });
}

/** A supervisor's follow-up call, alerted at once (service-process 6). */
export function followUp(turn: Turn, ticket: Ticket, why: string): void {
  if (turn.owed(ticket.id).some((c) => c.kind === "call" && c.why === why)) return;
  const dueAt = turn.now + turn.ctx.policy.survey.followUpMs;
  const owedBy = turn.ctx.dutyOf(ticket.team);
  const call = promise(turn, { kind: "call", ticket, why, owedBy, startedAt: turn.now, dueAt });
  alert(turn, call, "supervisor");
  turn.say(say("survey.low", { number: turn.number(ticket), due: { time: dueAt } }), { ticketId: ticket.id });
}

export function comment(turn: Turn, ask: Extract<Ask, { kind: "survey_comment" }>, text: string): void {
  const survey = turn.surveys.get(ask.surveyId);
  const last = survey?.answers.at(-1);
  turn.closeAsk(ask.id);
  if (!survey || !last) return;
  turn.surveys.put({ ...survey, answers: [...survey.answers.slice(0, -1), { ...last, comment: text }] });
  turn.event("survey_commented", survey.ticketId, { surveyId: survey.id });
  turn.say(say("feedback.thanks"), { ticketId: ask.ticketId });
}

export function remindOfSurvey(turn: Turn, c: Commitment): void {
  const ticket = turn.tickets.get(c.ticketId);
  const ask = turn.mind.asks.find((a): a is SurveyAsk => a.kind === "survey" && a.ticketId === c.ticketId);
  const survey = turn.surveys.get(ask?.surveyId ?? null);
  if (!ticket || !ask || survey?.state !== "asked") return;
  const begun = ask.marks.length > 0;
  turn.say(say("survey.reminder", { number: turn.number(ticket) }), {
    ticketId: ticket.id,
    ...(begun ? {} : controlsOf(turn, ask)),
  });
  if (begun) askDimension(turn, ask);
}

export function expireSurvey(turn: Turn, c: Commitment): void {
  turn.closeAsks((ask) => (ask.kind === "survey" || ask.kind === "survey_comment") && ask.ticketId === c.ticketId);
  for (const survey of turn.surveys.all())
    if (survey.ticketId === c.ticketId && survey.state === "asked") {
      turn.surveys.put({ ...survey, state: "expired" });
      turn.event("survey_expired", c.ticketId, { surveyId: survey.id });
    }
}

/** "No survey, thanks": nothing is asked again for this one. */
export function skipSurvey(turn: Turn, ask: SurveyAsk): void {
  const survey = turn.surveys.get(ask.surveyId);
  turn.closeAsk(ask.id);
  if (survey?.state === "asked") turn.surveys.put({ ...survey, state: "dropped" });
  turn.event("survey_declined", ask.ticketId, { surveyId: ask.surveyId });
  turn.say(say("survey.skipped"), { ticketId: ask.ticketId });
}
