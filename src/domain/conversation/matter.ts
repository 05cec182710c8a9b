import { buttonsOf } from "./ask-choices.js";
import { reopen } from "../ticket/acceptance.js";
import type { FileNotTaken, Form, MessageFile } from "./display.js";
import type { Heard } from "./heard.js";
import { absorb, advance, startIntake, takeDemand } from "../intake/intake.js";
import { awaitsHuman } from "../ticket/register.js";
import { say } from "../say.js";
import type { Ticket } from "../ticket/ticket.js";
import type { Turn } from "../turn.js";

/** What came from the customer, understood; `button` where one was pressed, `form` where it sent one along. */
export interface Said {
  text: string;
  heard: Heard;
  button: { askId: string; choice: string } | null;
  form: Form | null;
  attachments: MessageFile[];
  notTaken?: readonly FileNotTaken[];
  forward?: { conversationId: string; value: unknown };
}

/** Begins registering a demand with whatever the words already say. */
export function begin(turn: Turn, said: { text: string; heard: Heard }): void {
  const open = turn.openTickets().length;
  if (open >= turn.ctx.policy.openTicketsMost) {
    turn.say(say("too_many_tickets", { count: open }));
    return;
  }
  const intake = startIntake(turn);
  const filled = absorb(turn, intake, said);
  if (!filled.includes("demand") && (said.heard.intent === "provide_info" ? filled.length === 0 : said.heard.category !== null))
    takeDemand(turn, intake, said);
  advance(turn);
}

/** "The same problem or a new one?" is asked, never guessed (service-process 6). */
export function askSameOrNew(turn: Turn, ticket: Ticket, said: Said): void {
  // Said on before the answer: one question for all of it, so that the first words are not lost with an old button.
  const before = turn.mind.asks.find((ask) => ask.kind === "same_or_new" && ask.ticketId === ticket.id);
  if (before) turn.closeAsk(before.id);
  const { text, heard } = before?.kind === "same_or_new" ? { ...before, text: `${before.text}\n${said.text}` } : said;
  const ask = turn.ask({ kind: "same_or_new", ticketId: ticket.id, text, heard });
  turn.say(say("which.same_or_new", { number: turn.number(ticket) }), {
    ticketId: ticket.id,
    buttons: buttonsOf(turn, ask),
  });
}

/** The same problem again: a closed ticket opens with its history. */
export function sameProblem(turn: Turn, ticket: Ticket): void {
  awaitsHuman(turn);
  if (ticket.status !== "open" && ticket.status !== "waiting") return reopen(turn, ticket, "same_problem");
  turn.say(say("noted", { number: turn.number(ticket), owner: turn.ownerName(ticket) }), { ticketId: ticket.id });
}
