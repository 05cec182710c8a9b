import { buttonsOf } from "./ask-choices.js";
import { assertNever } from "../assert-never.js";
import { controlsOf } from "./controls.js";
import type { Ask } from "./ask.js";
import { close, openFields, reopen } from "../ticket/acceptance.js";
import { handOff } from "./handoff.js";
import type { Heard } from "./heard.js";
import { absorb, advance, reachable, startIntake, submit, takeDemand } from "../intake/intake.js";
import { answerSlot, chooseSlot, editSlot, fillIn } from "../intake/intake-answers.js";
import { resume } from "../commitment/ledger.js";
import type { Said } from "./matter.js";
import { begin, sameProblem } from "./matter.js";
import { withCategory } from "../ticket/priority.js";
import { fileIntake } from "../ticket/register.js";
import { say } from "../say.js";
import { tellStatus } from "./status.js";
import { comment, markAll, markForm, markOne, skipSurvey } from "../ticket/survey.js";
import type { Turn } from "../turn.js";
import type { Category, Intent } from "../words.js";
import { cancelTicket } from "./wishes.js";

/** Which of an ask's choices the words mean, where they clearly mean one; null: they are no answer by choice to it. */
export function reads(ask: Ask, heard: Heard): string | null {
  const yesNo = (yes: string, no: string): string | null => {
    if (heard.entities.length > 0) return null;
    return heard.intent === "affirm" ? yes : heard.intent === "deny" ? no : null;
  };
  switch (ask.kind) {
    case "confirm":
      return yesNo("submit", "edit");
    case "accept":
      return yesNo("accept", "not_yet");
    case "cancel":
      return yesNo("cancel_ticket", "keep");
    case "survey":
      return heard.marks.length > 0 ? heard.marks.join(" ") : null;
    case "quick":
    case "intake":
    case "what_is_wrong":
    case "contact_after":
    case "scope":
    case "same_or_new":
    case "evidence":
    case "why_not":
    case "survey_comment":
      return null;
    default:
      return assertNever(ask);
  }
}

/** A choice, by button or by words that mean it; false for a choice the ask does not offer. */
export function chooseOf(turn: Turn, ask: Ask, { choice, said }: { choice: string; said: Said }): boolean {
  switch (ask.kind) {
    case "quick":
      return quick(turn, choice, said);
    case "intake":
      return choice === "form" ? fillIn(turn, ask, said) : chooseSlot(turn, ask, choice);
    case "confirm":
      return chooseConfirm(turn, choice);
    case "what_is_wrong":
      if (choice !== "edit_name" && choice !== "edit_contact" && choice !== "edit_demand") return false;
      editSlot(turn, choice.slice("edit_".length) as "name" | "contact" | "demand");
      return true;
    case "contact_after":
      if (choice === "form" && said.form?.contact?.trim()) return contactAfter(turn, ask, said.heard) || againOf(turn, ask);
      turn.closeAsk(ask.id);
      turn.say(say("contact.refused"));
      return true;
    case "scope":
      return noteScope(turn, ask, choice);
    case "same_or_new":
      return sameOrNew(turn, ask, choice);
    case "cancel":
      return chooseCancel(turn, ask, choice);
    case "accept":
      return chooseAccept(turn, ask, choice);
    case "survey":
      if (choice === "skip") skipSurvey(turn, ask);
      else if (choice === "form") markForm(turn, ask, said.form ?? {});
      else markAll(turn, ask, choice.split(" ").map(Number));
      return true;
    case "survey_comment":
      turn.closeAsk(ask.id);
      turn.say(say("feedback.thanks"));
      return true;
    case "evidence":
    case "why_not":
      return false;
    default:
      return assertNever(ask);
  }
}

/** What a choice under the greeting is about; its particulars are asked next. */
const QUICK_CATEGORY: Record<string, Category> = {
  quick_outage: "aftersale",
  quick_return: "aftersale",
  quick_presale: "presale",
};

/** A choice under the greeting counts as the customer's words. */
function quick(turn: Turn, choice: string, said: Said): boolean {
  const category = QUICK_CATEGORY[choice];
  if (choice === "human") handOff(turn, "handoff.promised", "");
  else if (choice === "quick_status") tellStatus(turn);
  else if (category !== undefined) {
    const intake = startIntake(turn);
    takeDemand(turn, intake, said);
    intake.understood = withCategory(intake.understood!, category, turn.customer);
    intake.fromChoice = true;
    advance(turn);
  } else return false;
  return true;
}

function chooseConfirm(turn: Turn, choice: string): boolean {
  if (choice === "submit") submit(turn);
  else if (choice === "edit") {
    turn.closeAsks((a) => a.kind === "confirm");
    const ask = turn.ask({ kind: "what_is_wrong" });
    turn.say(say("confirm.what_is_wrong"), {
      buttons: buttonsOf(turn, ask),
    });
  } else return false;
  return true;
}

function noteScope(turn: Turn, ask: Extract<Ask, { kind: "scope" }>, choice: string): boolean {
  const ticket = turn.tickets.get(ask.ticketId);
  turn.closeAsk(ask.id);
  if (!ticket) return true;
  turn.event("scope_confirmed", ticket.id, { scope: ["all", "some", "unsure"].includes(choice) ? choice : "in_words" });
  turn.say(say("scope.noted", { number: turn.number(ticket) }), { ticketId: ticket.id });
  return true;
}

function sameOrNew(turn: Turn, ask: Extract<Ask, { kind: "same_or_new" }>, choice: string): boolean {
  const ticket = turn.tickets.get(ask.ticketId);
  if (choice !== "same" && choice !== "new") return false;
  turn.closeAsk(ask.id);
  if (choice === "same" && ticket) sameProblem(turn, ticket);
  else if (choice === "new") begin(turn, { text: ask.text, heard: ask.heard });
  return true;
}

function chooseCancel(turn: Turn, ask: Extract<Ask, { kind: "cancel" }>, choice: string): boolean {
  const ticket = turn.tickets.get(ask.ticketId);
  if (!ticket || (choice !== "cancel_ticket" && choice !== "keep")) return false;
  turn.closeAsks((a) => a.kind === "cancel");
  if (choice === "cancel_ticket") cancelTicket(turn, ticket, "by_customer");
  else turn.say(say("cancel.kept", { number: turn.number(ticket) }), { ticketId: ticket.id });
  return true;
}

function chooseAccept(turn: Turn, ask: Extract<Ask, { kind: "accept" }>, choice: string): boolean {
  const ticket = turn.tickets.get(ask.ticketId);
  if (ticket?.status !== "resolved") return false;
  if (choice === "accept") close(turn, ticket, "accepted");
  else if (choice === "not_yet") reopen(turn, ticket, "not_accepted");
  else return false;
  return true;
}

/** "One moment" is not what the agent asked for. */
const ONLY_POLITE: readonly Intent[] = ["affirm", "thanks", "greeting"];

/** Free words as the answer to a question; false where they are none. */
export function answerAsk(turn: Turn, ask: Ask, said: { text: string; heard: Heard }): boolean {
  switch (ask.kind) {
    case "intake":
      if (!answerSlot(turn, ask, said)) return false;
      advance(turn);
      return true;
    case "confirm":
    case "what_is_wrong":
      return correct(turn, said);
    case "contact_after":
      return contactAfter(turn, ask, said.heard);
    case "scope":
      return isQuestion(said) ? false : noteScope(turn, ask, "in_words");
    case "evidence":
      return !ONLY_POLITE.includes(said.heard.intent) && takeEvidence(turn, ask);
    case "why_not":
      turn.closeAsk(ask.id);
      turn.mind.focus = ask.ticketId;
      return false; // It is an addition to the ticket, like any other word on it.
    case "survey_comment":
      if (said.heard.intent === "demand") return false;
      comment(turn, ask, said.text);
      return true;
    case "survey":
      if (said.heard.marks.length !== 1) return false;
      markOne(turn, ask, said.heard.marks[0]!);
      return true;
    case "quick":
    case "same_or_new":
    case "cancel":
    case "accept":
      return false;
    default:
      return assertNever(ask);
  }
}

/** A question back is no answer: it is heard as what it is, and the ask stays open. */
const isQuestion = ({ text, heard }: { text: string; heard: Heard }): boolean =>
  /[?？吗]/.test(text) || !["provide_info", "demand", "affirm", "deny"].includes(heard.intent);

/** "No, the number is …": whatever the words hold replaces what was understood, and it is shown once more. */
function correct(turn: Turn, said: { text: string; heard: Heard }): boolean {
  const intake = turn.mind.intake;
  if (!intake) return false;
  if (said.heard.intent === "thanks" || said.heard.intent === "greeting") return false;
  if (absorb(turn, intake, said).length === 0) return false;
  turn.say(say("corrected"));
  advance(turn);
  return true;
}

function contactAfter(turn: Turn, ask: Extract<Ask, { kind: "contact_after" }>, heard: Heard): boolean {
  const phone = reachable(heard);
  const email = heard.entities.find((e) => e.type === "email")?.value ?? null;
  if (phone === null && email === null) {
    if (heard.badPhone === null || ask.odd > 0) return false;
    ask.odd += 1;
    turn.say({ key: `again.contact.${heard.badPhone}`, params: {} }, controlsOf(turn, ask));
    return true;
  }
  turn.closeAsk(ask.id);
  const name = heard.entities.find((e) => e.type === "name")?.value ?? null;
  const company = heard.entities.find((e) => e.type === "company")?.value ?? null;
  fileIntake(turn, { name, company, position: null, phone, email });
  const ticket = turn.tickets.get(ask.ticketId);
  if (ticket) turn.say(say("noted", { number: turn.number(ticket), owner: turn.ownerName(ticket) }), { ticketId: ticket.id });
  return true;
}

/** A form's contact that reads as none. */
function againOf(turn: Turn, ask: Ask): true {
  turn.say(say("again.contact"), controlsOf(turn, ask));
  return true;
}

/** What the agent asked for has come: the ticket goes on, and so do its clocks (service-process 4). */
function takeEvidence(turn: Turn, ask: Extract<Ask, { kind: "evidence" }>): boolean {
  const ticket = turn.tickets.get(ask.ticketId);
  turn.closeAsk(ask.id);
  if (ticket?.status !== "waiting") return false;
  turn.tickets.put({ ...openFields(ticket), status: "open" });
  resume(turn, ticket.id);
  turn.event("evidence_given", ticket.id, {});
  return false;
}
