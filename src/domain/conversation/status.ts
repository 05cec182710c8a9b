import type { SayValue } from "../say.js";
import { say } from "../say.js";
import type { Turn } from "../turn.js";
import { nextOwed, viewOf } from "./told.js";

/** "Where does it stand?": every open ticket of this customer's conversation, with the next thing owed (service-process 0). */
export function tellStatus(turn: Turn): void {
  const open = turn.openTickets();
  if (open.length === 0) {
    turn.say(say(turn.mind.intake ? "status.intake" : "status.none"));
    return;
  }
  for (const ticket of open) {
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
