import { cancelTicket } from "../conversation/wishes.js";
import { giveBack } from "../conversation/holding.js";
import type { Actor } from "../input.js";
import type { Ticket } from "../ticket/ticket.js";
import type { Turn } from "../turn.js";
import type { Done } from "./done.js";

/**
 * Spam: what this person writes is stored and answered by nobody from now on, and waits for nobody. Tickets on which no person has
 * spoken hold nothing else, and are cancelled without a word; one that was worked on stays for its owner to judge.
 */
export function block(turn: Turn, by: Actor, reason: string): Done {
  if (turn.blocked) return {};
  turn.blocked = { at: turn.now, by: by.agentId, reason };
  turn.event("conversation_blocked", null, {});
  turn.mind.intake = null;
  turn.closeIntakeAsks();
  turn.conversation.unansweredSince = null;
  if (turn.conversation.holder === "agent") giveBack(turn);
  for (const ticket of turn.openTickets()) if (!wasAnswered(turn, ticket)) cancelTicket(turn, ticket, "spam");
  return {};
}

const wasAnswered = (turn: Turn, { id }: Ticket): boolean =>
  turn.commitments
    .all()
    .some((c) => c.ticketId === id && c.kind === "first_response" && (c.saidAt !== null || c.state === "met"));

/** They are heard again from their next message on; what was cancelled stays so. */
export function unblock(turn: Turn): Done {
  if (!turn.blocked) return {};
  turn.blocked = null;
  turn.event("conversation_unblocked", null, {});
  return {};
}
