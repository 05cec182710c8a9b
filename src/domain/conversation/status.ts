import type { SayValue } from "../say.js";
import { say } from "../say.js";
import { isOpen } from "../ticket/ticket.js";
import type { Turn } from "../turn.js";
import { nextOwed, viewOf } from "./told.js";

/** "Where does it stand?": every ticket that is open or still owes the customer something, with what is owed next (service-process 0). */
export function tellStatus(turn: Turn): void {
  const shown = turn.tickets.all().filter((ticket) => isOpen(ticket) || nextOwed(turn, ticket.id) !== undefined);
  if (shown.length === 0) {
    turn.say(say(turn.mind.intake ? "status.intake" : "status.none"));
    return;
  }
  for (const ticket of shown) {
    const next = nextOwed(turn, ticket.id);
    const common: { number: SayValue; status: SayValue; owner: SayValue } = {
      number: turn.number(ticket),
      status: { word: `status.${ticket.status}` },
      owner: turn.ownerName(ticket),
    };
    turn.say(next ? say("status.ticket", { ...common, next: { time: next.dueAt } }) : say("status.ticket_quiet", common), {
      ticketId: ticket.id,
      display: { ticket: viewOf(turn, ticket) },
    });
  }
}
