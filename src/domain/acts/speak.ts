import type { Act, Actor, Refusal } from "../input.js";
import { end, settleBySaying } from "../commitment/ledger.js";
import type { MessageFile } from "../conversation/display.js";
import { giveBack, hold } from "../conversation/holding.js";
import { say } from "../say.js";
import type { Ticket } from "../ticket/ticket.js";
import { isOpen } from "../ticket/ticket.js";
import type { Turn } from "../turn.js";
import type { Done } from "./done.js";

/** Takeover is of the conversation: the bot falls silent but for buttons, status and what falls due (architecture 5). */
export function takeOver(turn: Turn, by: Actor): Done | Refusal {
  const { conversation } = turn;
  if (conversation.holder === "agent") return conversation.agentId === by.agentId ? {} : taken(turn);
  hold(turn, by);
  return {};
}

const taken = (turn: Turn): Refusal => ({ refused: "taken", holder: turn.conversation.agentId! });

/** Hand back is explicit, or comes with closing; whoever hands back another's conversation is refused. */
export function handBack(turn: Turn, by: Actor): Done | Refusal {
  const { conversation } = turn;
  if (conversation.holder === "bot") return { refused: "not_held" };
  if (conversation.agentId !== by.agentId) return taken(turn);
  giveBack(turn);
  const { assistant } = turn.ctx.policy;
  turn.say(say("handoff.back", { assistant: assistant[conversation.locale] }));
  return {};
}

/** A reply is an explicit act to the customer; it settles the first response, never a progress update (interfaces). */
export function reply(turn: Turn, by: Actor, what: Extract<Act, { do: "reply" }>): Done | Refusal {
  const { conversation } = turn;
  const ticket = ticketOf(turn, what.ticketId);
  if (ticket && "refused" in ticket) return ticket;
  if (conversation.holder === "agent" && conversation.agentId !== by.agentId && !what.force) return taken(turn);
  if (conversation.holder === "bot" || conversation.agentId !== by.agentId) hold(turn, by);
  const seq = speak(turn, by, { text: what.text, attachments: what.attachments, ticket });
  if (ticket) settleBySaying(turn, ticket, { seq, kinds: ["first_response"] });
  return { seq, messageId: turn.said.at(-1)!.id, ticketIds: ticket ? [ticket.id] : [] };
}

/** The only open ticket by default, named when there are several (architecture 5). */
function ticketOf(turn: Turn, ticketId: string | null): Ticket | Refusal | null {
  const open = turn.openTickets();
  if (ticketId === null)
    return open.length > 1 ? { refused: "which_ticket", ticketIds: open.map((t) => t.id) } : (open[0] ?? null);
  const ticket = turn.tickets.get(ticketId);
  if (!ticket) return { refused: "unknown_ticket" };
  return isOpen(ticket) ? ticket : { refused: "ticket_ended", status: ticket.status };
}

/** An agent's own words reach the customer; nobody waits for a word any more. */
export function speak(turn: Turn, by: Actor, what: { text: string; attachments?: MessageFile[]; ticket: Ticket | null }): number {
  const seq = turn.utter({
    from: "agent",
    agentId: by.agentId,
    ticketId: what.ticket?.id ?? null,
    say: null,
    text: what.text,
    buttons: [],
    value: null,
    attachments: what.attachments ?? [],
    display: {},
  });
  turn.conversation.unansweredSince = null;
  turn.mind.agentSpokeAt = turn.now;
  for (const c of turn.owed(null))
    if (c.why === "takeover" || c.why === "handoff")
      if (c.saidAt === null && c.kind === "step") end(turn, c, { state: "met", because: "answered" });
  turn.event("agent_spoke", what.ticket?.id ?? null, { seq });
  return seq;
}
