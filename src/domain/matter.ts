import { reopen } from "./acceptance.js";
import type { Heard } from "./heard.js";
import { absorb, advance, startIntake, takeDemand } from "./intake.js";
import { awaitsHuman } from "./register.js";
import { say } from "./say.js";
import type { Ticket } from "./ticket.js";
import type { Turn } from "./turn.js";

/** What came from the customer, understood; `button` where one was pressed. */
export interface Said {
  text: string;
  heard: Heard;
  button: { askId: string; choice: string } | null;
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
  const askId = turn.ask({ kind: "same_or_new", ticketId: ticket.id, text: said.text, heard: said.heard });
  turn.say(say("which.same_or_new", { number: turn.number(ticket) }), {
    ticketId: ticket.id,
    buttons: [turn.button(askId, "same", "choice.same"), turn.button(askId, "new", "choice.new")],
  });
}

/** The same problem again: a closed ticket opens with its history. */
export function sameProblem(turn: Turn, ticket: Ticket): void {
  awaitsHuman(turn);
  if (ticket.status !== "open" && ticket.status !== "waiting") return reopen(turn, ticket, "same_problem");
  turn.say(say("noted", { number: turn.number(ticket), owner: turn.ownerName(ticket) }), { ticketId: ticket.id });
}
