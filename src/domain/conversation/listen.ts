import type { Ask } from "./ask.js";
import { answerAsk, chooseOf, reads } from "./ask-answers.js";
import { labelOf, spelled, wordOf } from "./ask-choices.js";
import { controlsOf } from "./controls.js";
import { handOff } from "./handoff.js";
import { oweWord } from "./holding.js";
import type { Heard } from "./heard.js";
import { advance } from "../intake/intake.js";
import type { Said } from "./matter.js";
import { askSameOrNew, begin, sameProblem } from "./matter.js";
import { awaitsHuman, openFile } from "../ticket/register.js";
import { say } from "../say.js";
import { tellStatus } from "./status.js";
import { followUp } from "../ticket/survey.js";
import type { Ticket } from "../ticket/ticket.js";
import { isOpen, ticketNumber } from "../ticket/ticket.js";
import type { Turn } from "../turn.js";
import { ALWAYS, grant, switchLocale } from "./wishes.js";

/** A customer's message or button: stored first, then understood in the light of what is open (architecture 5). */
export function listen(turn: Turn, said: Said): void {
  if (!turn.customer) openFile(turn);
  turn.conversation.customerId = turn.customer!.id;
  const about = turn.openTickets();
  turn.utter({
    from: "customer",
    agentId: null,
    ticketId: about.length === 1 ? about[0]!.id : null,
    say: null,
    text:
      said.text.trim() === "" && said.button ? (labelOf(turn, said.button) ?? wordOf(turn, said.button) ?? said.text) : said.text,
    buttons: [],
    value: said.button,
    attachments: said.attachments,
    display: {},
  });
  if (turn.blocked) return;
  for (const { name, why } of said.notTaken ?? []) turn.say(say("file.not_taken", { name, why: { word: `file_fault.${why}` } }));
  if (said.forward) {
    turn.forward = { ...said.forward, text: turn.said[0]!.text ?? "" };
    return;
  }
  if (said.button) return press(turn, said.button, said);
  if (turn.conversation.holder === "agent") return whileHeld(turn, said);
  if (said.text.trim() === "") return said.attachments.length > 0 ? takeFiles(turn, said) : nothingSaid(turn, said);
  if (said.heard.switchTo && said.heard.switchTo !== turn.conversation.locale) return switchLocale(turn, said.heard.switchTo);
  adoptLanguage(turn, said);
  if (pressedInWords(turn, said)) return;
  if (said.heard.wish && grant(turn, said.heard.wish, said)) return;
  hear(turn, said);
}

/** Where files were sent, why they were not taken has been said already. */
function nothingSaid(turn: Turn, { notTaken = [] }: Said): void {
  if (notTaken.length === 0) turn.say(say("unreadable"));
}

/** Whoever begins in the other language is answered in it; later only on request. */
function adoptLanguage(turn: Turn, said: Said): void {
  const { writtenIn } = said.heard;
  if (writtenIn && writtenIn !== turn.conversation.locale && !turn.mind.intake && turn.tickets.all().length === 0)
    turn.conversation.locale = writtenIn;
}

/** Under takeover the bot answers only buttons, status and privacy requests (architecture 5). */
function whileHeld(turn: Turn, said: Said): void {
  if (said.heard.wish && ALWAYS.includes(said.heard.wish)) return void grant(turn, said.heard.wish, said);
  if (answersInWords(turn, said)) return;
  // Whoever holds it: what the agent asked for lands in the ticket, and the clocks that wait for it go on.
  const evidence = turn.mind.asks.findLast((ask) => ask.kind === "evidence");
  if (evidence) answerAsk(turn, evidence, said);
  awaitsHuman(turn);
  oweWord(turn);
}

/** "已解决" or "5 5 4 5" is the button in words, unless the agent has asked something since. */
function answersInWords(turn: Turn, said: Said): boolean {
  const spokeAt = turn.mind.agentSpokeAt ?? 0;
  const open = turn.mind.asks.filter((ask) => (ask.kind === "accept" || ask.kind === "survey") && ask.openedAt > spokeAt);
  const meant = open
    .map((ask) => ({ ask, choice: spelled(turn, ask, said.heard.simplified) ?? reads(ask, said.heard) }))
    .filter((each) => each.choice !== null);
  return meant.length === 1 && chooseOf(turn, meant[0]!.ask, { choice: meant[0]!.choice!, said });
}

/** A file without a word: to the ticket in hand, else kept until what it belongs to is said. */
function takeFiles(turn: Turn, said: Said): void {
  const evidence = turn.mind.asks.findLast((ask) => ask.kind === "evidence");
  if (evidence) answerAsk(turn, evidence, said);
  const open = turn.openTickets();
  if (turn.mind.intake) {
    turn.say(say("file.with_intake"));
    return advance(turn);
  }
  if (open.length > 0) return note(turn, open);
  turn.say(say("file.tell"));
}

function press(turn: Turn, button: { askId: string; choice: string }, said: Said): void {
  const ask = turn.mind.asks.find((a) => a.id === button.askId);
  if (ask && chooseOf(turn, ask, { choice: button.choice, said })) return;
  if (ask) return;
  turn.say(say("ask_gone"));
  if (turn.conversation.holder === "bot" && turn.mind.intake) advance(turn);
}

/** What stands on a button, typed: the newest ask that offers it. */
function pressedInWords(turn: Turn, said: Said): boolean {
  const asks = [...turn.mind.asks].reverse();
  const pressed = asks
    .map((ask) => ({ ask, choice: spelled(turn, ask, said.heard.simplified) }))
    .find((each) => each.choice !== null);
  return pressed !== undefined && chooseOf(turn, pressed.ask, { choice: pressed.choice!, said });
}

/** Typed words: the newest ask that can read them; the bot asks back when two can (architecture 5). */
function hear(turn: Turn, said: Said): void {
  const asks = [...turn.mind.asks].reverse();
  const closed = asks.map((ask) => ({ ask, choice: reads(ask, said.heard) })).filter((c) => c.choice !== null);
  if (closed.length > 1 && new Set(closed.map((c) => c.ask.kind)).size === 1 && "ticketId" in closed[0]!.ask)
    return askBack(turn, closed);
  const first = closed[0];
  if (first && chooseOf(turn, first.ask, { choice: first.choice!, said })) return;
  const newest = asks.find((ask) => ask.kind !== "quick");
  if (newest && answerAsk(turn, newest, said)) return;
  if (newest && turn.mind.intake && (newest.kind === "intake" || newest.kind === "confirm" || newest.kind === "what_is_wrong"))
    return odd(turn, newest, said);
  converse(turn, said);
}

function askBack(turn: Turn, candidates: { ask: Ask; choice: string | null }[]): void {
  const buttons = candidates.map(({ ask, choice }) => {
    const ticket = turn.tickets.get("ticketId" in ask ? ask.ticketId : null);
    return { askId: ask.id, choice: choice!, label: { text: ticket ? ticketNumber(ticket.number) : "?" } };
  });
  turn.say(say("which.ask"), { buttons });
}

/** Asked again kindly, at most twice; then a person (service-process 2, issue: odd answers). */
function odd(turn: Turn, ask: Ask, said: Said): void {
  if (said.heard.intent === "status") {
    tellStatus(turn);
    return advance(turn);
  }
  if (smallTalk(turn, said.heard)) return advance(turn);
  ask.odd += 1;
  if (ask.odd > turn.ctx.policy.oddAnswersMost) {
    turn.event("not_understood", null, { ask: ask.kind });
    return handOff(turn, "handoff.not_understood", said.text);
  }
  if (ask.kind === "intake") {
    const question = turn.ctx.flow.questions.find((q) => q.slot === ask.slot);
    const shortCode = said.heard.entities.some((entity) => entity.type === "phone");
    const bad = said.heard.badPhone ?? (shortCode ? "too_short" : null);
    const key = ask.slot === "contact" && bad !== null ? (`again.contact.${bad}` as const) : (question?.again ?? "again.choice");
    turn.say({ key, params: {} }, controlsOf(turn, ask));
    return;
  }
  turn.say(say(ask.kind === "confirm" ? "again.confirm" : "again.choice"), controlsOf(turn, ask));
}

const SMALL_TALK = ["greeting", "thanks", "goodbye", "chitchat", "out_of_scope"] as const;

/** Words that must not become a ticket; answered in kind. */
function smallTalk(turn: Turn, heard: Heard): boolean {
  const kind = SMALL_TALK.find((intent) => intent === heard.intent);
  // What was merely not understood is no small talk: it is asked again, or noted on the open ticket.
  if ((heard.confidence.intent ?? 1) < turn.ctx.policy.understanding.threshold) return false;
  if (kind) turn.say(say(`${kind}.reply`));
  return kind !== undefined;
}

/** Nothing was asked that this answers: a new demand, an addition to one, or a remark. */
function converse(turn: Turn, said: Said): void {
  const { heard } = said;
  const open = turn.openTickets();
  if (heard.intent === "ask_contact") {
    turn.say(say("contact.ours"));
    return;
  }
  if (namesTicket(turn, said)) return;
  // "在吗" of somebody who waits for us asks where it stands.
  if (heard.intent === "status" || (heard.intent === "greeting" && open.length > 0)) return tellStatus(turn);
  // "好的谢谢" after a receipt answers nothing and adds nothing.
  if (heard.intent === "affirm" && heard.entities.length === 0) {
    turn.say(say("thanks.reply"));
    return;
  }
  if (smallTalk(turn, heard)) return;
  const recent =
    open.at(-1) ??
    turn.tickets
      .all()
      .filter((t) => t.status === "closed")
      .at(-1);
  if (heard.dissatisfied && recent) return followUp(turn, recent, "dissatisfied");
  if (heard.intent === "feedback") {
    turn.say(say("feedback.thanks"));
    return;
  }
  // "Here is the screenshot": what it is of has still to be said.
  if (open.length === 0 && said.attachments.length > 0 && !isDemand(heard)) return void turn.say(say("file.tell"));
  if (open.length === 0) return recent && isDemand(heard) ? askSameOrNew(turn, recent, said) : begin(turn, said);
  // "It still fails" in answer to a proposed result must not be closed by silence.
  const proposed = open.findLast((t) => t.status === "resolved");
  if (isDemand(heard) && proposed) return askSameOrNew(turn, proposed, said);
  if (isDemand(heard) && isAnother(open, heard)) return askSameOrNew(turn, open.at(-1)!, said);
  note(turn, open);
}

/** "T-000123": what has ended opens again with its history, as closing promised; of an open one it says where it stands. */
function namesTicket(turn: Turn, said: Said): boolean {
  const named = said.heard.entities.find((entity) => entity.type === "ticket_no");
  const ticket = turn.tickets.all().find((t) => ticketNumber(t.number) === named?.value);
  if (!named || !ticket) return false;
  if (!isOpen(ticket)) sameProblem(turn, ticket);
  else if (named.to - named.from >= said.text.trim().length) tellStatus(turn);
  else {
    turn.mind.focus = ticket.id;
    return false;
  }
  return true;
}

const isDemand = (heard: Heard): boolean => heard.intent === "demand" || heard.intent === "complaint";

/** Sounds like another matter: another kind of demand than any open one. */
const isAnother = (open: Ticket[], heard: Heard): boolean =>
  heard.category !== null && open.every((t) => t.category !== null && t.category !== heard.category);

/** More on a demand that is being worked on: it is in the ticket's conversation, and the owner hears of it. */
function note(turn: Turn, open: Ticket[]): void {
  const ticket = open.find((t) => t.id === turn.mind.focus) ?? open.at(-1)!;
  const waiting = turn.conversation.unansweredSince !== null;
  awaitsHuman(turn);
  turn.event("customer_added", ticket.id, {});
  const params = { number: turn.number(ticket), owner: turn.ownerName(ticket) };
  // One acknowledgement is kind, one for every line is a parrot.
  if (!waiting || turn.mind.focus !== ticket.id) turn.say(say("noted", params), { ticketId: ticket.id });
  turn.mind.focus = ticket.id;
}
