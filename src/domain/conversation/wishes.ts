import { buttonsOf } from "./ask-choices.js";
import { assertNever } from "../assert-never.js";
import { prefer } from "../reach/prefer.js";
import { handOff } from "./handoff.js";
import { giveBackOnClosing } from "./holding.js";
import type { Heard, Wish } from "./heard.js";
import { advance } from "../intake/intake.js";
import { skipSlot, stepBack } from "../intake/intake-answers.js";
import { end } from "../commitment/ledger.js";
import { UNKNOWN_DEMAND } from "../ticket/priority.js";
import { awaitsHuman, openTicket, updateFile } from "../ticket/register.js";
import { say } from "../say.js";
import { tellStatus } from "./status.js";
import { skipSurvey } from "../ticket/survey.js";
import { customerNumber, ticketNumber } from "../ticket/ticket.js";
import { DAY_MS } from "../time.js";
import { openFields } from "../ticket/acceptance.js";
import type { Ticket } from "../ticket/ticket.js";
import type { Turn } from "../turn.js";
import { REACH_CHANNELS, type ReachChannel } from "../words.js";

/** Wishes that are answered even while an agent holds the conversation (architecture 5). */
export const ALWAYS: readonly Wish[] = ["status", "my_data", "delete_data", "opt_out"];

/** What customers may say at any step (service-process 0); false where it means nothing here and is read as an answer. */
export function grant(turn: Turn, wish: Wish, said: { text: string; heard: Heard }): boolean {
  switch (wish) {
    case "status":
      tellStatus(turn);
      return repeatQuestion(turn);
    case "human":
      handOff(turn, "handoff.promised", said.text);
      return true;
    case "help":
      turn.say(say("help"));
      return repeatQuestion(turn);
    case "back":
      if (!stepBack(turn)) turn.say(say("back.nothing"));
      return true;
    case "cancel":
      cancel(turn);
      return true;
    case "restart":
      turn.mind.intake = null;
      turn.closeIntakeAsks();
      turn.say(say("restart"));
      return true;
    case "skip":
      return skip(turn);
    case "my_data":
      tellFile(turn);
      return repeatQuestion(turn);
    case "delete_data":
      askErasure(turn, said.text);
      return true;
    case "opt_out":
      updateFile(turn, { optedOut: true });
      turn.say(say("opt_out.done"));
      return true;
    case "reach_web":
      return reachOn(turn, "web");
    case "reach_slack":
      return reachOn(turn, "slack");
    case "reach_here": {
      const here = REACH_CHANNELS.find((channel) => channel === turn.conversation.channel);
      return here !== undefined && reachOn(turn, here);
    }
    default:
      return assertNever(wish);
  }
}

/** "Tell me on Slack from now on"; until they have written there, it stays as it was. */
function reachOn(turn: Turn, channel: ReachChannel): true {
  prefer(turn, channel);
  turn.say(say("reach.noted", { where: { word: `where.${channel}` } }));
  return repeatQuestion(turn);
}

/** After a side answer the open question of the intake is shown again, so that nobody has to scroll for it. */
function repeatQuestion(turn: Turn): true {
  if (turn.conversation.holder === "bot" && turn.mind.intake) advance(turn);
  return true;
}

function cancel(turn: Turn): void {
  if (turn.mind.intake) {
    turn.mind.intake = null;
    turn.closeIntakeAsks();
    turn.say(say("cancel.intake"));
    return;
  }
  const open = turn.openTickets();
  if (open.length === 0) {
    turn.say(say("cancel.nothing"));
    return;
  }
  if (open.length === 1) return askCancel(turn, open[0]!);
  const buttons = open.map((ticket) => ({
    askId: turn.ask({ kind: "cancel", ticketId: ticket.id }).id,
    choice: "cancel_ticket",
    label: { text: ticketNumber(ticket.number) },
  }));
  turn.say(say("cancel.which"), { buttons });
}

function askCancel(turn: Turn, ticket: Ticket): void {
  const ask = turn.ask({ kind: "cancel", ticketId: ticket.id });
  turn.say(say("cancel.ask", { number: turn.number(ticket) }), {
    ticketId: ticket.id,
    buttons: buttonsOf(turn, ask),
  });
}

/** A cancelled demand gets neither survey nor visit (service-process 0). */
export function cancelTicket(turn: Turn, ticket: Ticket, reason: "by_customer" | "by_agent" | "spam"): void {
  turn.tickets.put({ ...openFields(ticket), status: "cancelled", closedAt: turn.now, reason });
  turn.closeAsks((ask) => "ticketId" in ask && ask.ticketId === ticket.id);
  for (const c of turn.owed(ticket.id)) end(turn, c, { state: "dropped", because: "cancelled" });
  for (const c of turn.commitments.all())
    if (c.ticketId === ticket.id && c.steps.length > 0) turn.commitments.put({ ...c, steps: [] });
  turn.event("ticket_cancelled", ticket.id, { reason });
  if (reason !== "spam") turn.say(say("cancel.done", { number: turn.number(ticket) }), { ticketId: ticket.id });
  giveBackOnClosing(turn);
}

function skip(turn: Turn): boolean {
  const ask = turn.mind.asks.at(-1);
  // Of two things asked at once only the contact may be left out.
  if (ask?.kind === "intake") return skipSlot(turn, ask.form === true ? "contact" : ask.slot);
  if (ask?.kind === "survey") {
    skipSurvey(turn, ask);
    return true;
  }
  if (ask?.kind === "contact_after" || ask?.kind === "survey_comment" || ask?.kind === "why_not") {
    turn.closeAsk(ask.id);
    turn.say(say(ask.kind === "contact_after" ? "contact.refused" : "feedback.thanks"));
    return true;
  }
  return false;
}

/** "My data": what is held, masked; the full copy comes through the desk (PIPL 45). */
function tellFile(turn: Turn): void {
  const file = turn.customer;
  if (!file) {
    turn.say(say("privacy.file_empty"));
    return;
  }
  // What was just typed for a demand not yet registered is held too.
  const { intake } = turn.mind;
  const contact = file.contacts[0]?.value ?? intake?.phone ?? intake?.email ?? null;
  turn.say(
    say("privacy.file", {
      customer: customerNumber(file.number),
      name: file.name ?? file.company ?? intake?.name ?? intake?.company ?? { word: "none.name" },
      contact: contact === null ? { word: "none.contact" } : { contact },
      tickets:
        turn.tickets
          .all()
          .map((t) => ticketNumber(t.number))
          .join(" · ") || "0",
    }),
  );
}

const ERASURE_DAYS = 15; // PIPL asks for "timely"; the notice promises this many days.

/** "Delete my data": a person does it; the wish is a ticket with a clock, so that it is not forgotten either. */
function askErasure(turn: Turn, text: string): void {
  const ticket = openTicket(turn, {
    text,
    demand: { ...UNKNOWN_DEMAND, form: "support", urgency: "low", keywords: ["erasure"] },
    linkedTo: null,
    handoff: false,
  });
  awaitsHuman(turn);
  turn.event("erasure_asked", ticket.id, { customerId: ticket.customerId });
  turn.say(say("privacy.delete_noted", { number: turn.number(ticket), due: { time: turn.now + ERASURE_DAYS * DAY_MS } }), {
    ticketId: ticket.id,
  });
}

/** "English, please": every sentence from here on, and the open question again. */
export function switchLocale(turn: Turn, to: "zh-CN" | "en"): void {
  turn.conversation.locale = to;
  turn.event("language_switched", null, { to });
  turn.say(say("language.switched"));
  if (turn.conversation.holder === "bot" && turn.mind.intake) advance(turn);
}
