import type { Ticket } from "../ticket/ticket.js";
import { isOpen } from "../ticket/ticket.js";
import type { Turn } from "../turn.js";
import type { Commitment } from "./commitment.js";
import { alert } from "./ledger.js";
import { promise, promiseCall } from "./promise.js";

/** Calls that tell what the chat cannot show. */
const TELLING = ["unseen", "before_due"];
const telling = (turn: Turn, ticketId: string): Commitment | undefined =>
  turn.owed(ticketId).find((c) => c.kind === "call" && TELLING.includes(c.why));

/** What this turn said on an open ticket is told by a call of its owner: one at a time, for all that there is to tell. */
export function oweCalls(turn: Turn): void {
  const said = new Set(turn.said.filter(({ from }) => from !== "customer").map(({ ticketId }) => ticketId));
  for (const ticketId of said) {
    const ticket = turn.tickets.get(ticketId);
    if (ticket && isOpen(ticket) && !telling(turn, ticket.id)) promiseCall(turn, ticket, "unseen");
  }
}

/** Where the bot cannot tell before it bites, the owner does, by the due at the latest; the supervisor hears of it all the same. */
export function callBeforeDue(turn: Turn, c: Commitment, ticket: Ticket): void {
  alert(turn, c, "supervisor");
  if (telling(turn, ticket.id) || c.dueAt <= turn.now) return;
  const common = { kind: "call", why: "before_due", owedBy: ticket.owner, startedAt: turn.now } as const;
  promise(turn, { ...common, ticket, dueAt: c.dueAt });
}
