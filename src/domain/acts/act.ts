import { assertNever } from "../assert-never.js";
import { proposeResult, reopen, close } from "../ticket/acceptance.js";
import type { Act, Actor, Answer, Refusal } from "../input.js";
import type { Ticket } from "../ticket/ticket.js";
import { isOpen } from "../ticket/ticket.js";
import type { Turn } from "../turn.js";
import { cancelTicket } from "../conversation/wishes.js";
import type { Done } from "./done.js";
import { block, unblock } from "./block.js";
import { prefer } from "../reach/prefer.js";
import { addNote, takeNote } from "./note.js";
import { assign, classify, prioritise } from "./change.js";
import { enterSurvey, enterVisit, settle } from "./settle.js";
import { handBack, reply, takeOver } from "./speak.js";
import { askEvidence, update } from "./update.js";

/** An agent's act on a conversation or one of its tickets. A refusal changes nothing. */
export function act(turn: Turn, by: Actor, what: Act): Answer {
  turn.by = { kind: "agent", id: by.agentId };
  const done = perform(turn, by, what);
  if ("refused" in done) return done;
  return {
    ok: true,
    seq: done.seq ?? turn.conversation.seq,
    messageId: done.messageId ?? null,
    noteId: done.noteId ?? null,
    ticketIds: done.ticketIds ?? ("ticketId" in what && what.ticketId !== null ? [what.ticketId] : []),
  };
}

function perform(turn: Turn, by: Actor, what: Act): Done | Refusal {
  switch (what.do) {
    case "takeover":
      return takeOver(turn, by);
    case "handback":
      return handBack(turn, by);
    case "reply":
      return reply(turn, by, what);
    case "note":
      return withTicket(turn, what, () => ({ noteId: takeNote(turn, { ...what, agentId: by.agentId }) }));
    case "update":
      return withOpen(turn, what, (ticket) => update(turn, by, { ...what, ticket }));
    case "evidence":
      return withOpen(turn, what, (ticket) => askEvidence(turn, by, { ...what, ticket }));
    case "assign":
      return withOpen(turn, what, (ticket) => assign(turn, by, { ...what, ticket }));
    case "prioritise":
      return withOpen(turn, what, (ticket) => prioritise(turn, by, { ...what, ticket }));
    case "classify":
      return withTicket(turn, what, (ticket) => classify(turn, by, { ...what, ticket }));
    case "resolve":
      return withOpen(turn, what, (ticket) => resolve(turn, by, { ...what, ticket }));
    case "link":
      return withTicket(turn, what, (ticket) => link(turn, { ...what, ticket }));
    case "cancel":
      return withOpen(turn, what, (ticket) => {
        addNote(turn, { ticketId: ticket.id, agentId: by.agentId, text: what.reason });
        cancelTicket(turn, ticket, "by_agent");
        return {};
      });
    case "accept":
      return withTicket(turn, what, (ticket) => accept(turn, by, { ...what, ticket }));
    case "survey":
      return withTicket(turn, what, (ticket) => enterSurvey(turn, by, { ...what, ticket }));
    case "visit":
      return withTicket(turn, what, (ticket) => enterVisit(turn, by, { ...what, ticket }));
    case "prefer":
      prefer(turn, what.channel);
      return {};
    case "block":
      return block(turn, by, what.reason);
    case "unblock":
      return unblock(turn);
    case "settle":
      return settle(turn, by, what);
    default:
      return assertNever(what);
  }
}

function withTicket(turn: Turn, what: { ticketId: string }, go: (ticket: Ticket) => Done | Refusal): Done | Refusal {
  const ticket = turn.tickets.get(what.ticketId);
  return ticket ? go(ticket) : { refused: "unknown_ticket" };
}

function withOpen(turn: Turn, what: { ticketId: string }, go: (ticket: Ticket) => Done | Refusal): Done | Refusal {
  return withTicket(turn, what, (ticket) => (isOpen(ticket) ? go(ticket) : { refused: "ticket_ended", status: ticket.status }));
}

/** The ticket names the one it was linked to last; every link stands in its history. */
function link(turn: Turn, what: Extract<Act, { do: "link" }> & { ticket: Ticket }): Done {
  const { ticket, to, as } = what;
  turn.tickets.put({ ...ticket, linkedTo: to });
  turn.event("linked", ticket.id, { before: ticket.linkedTo, to, as });
  return {};
}

function resolve(turn: Turn, by: Actor, what: Extract<Act, { do: "resolve" }> & { ticket: Ticket }): Done | Refusal {
  if (what.ticket.status === "resolved") return { refused: "already_resolved" };
  const { summary, outcome, prevention, rootCause } = what;
  turn.conversation.unansweredSince = null;
  proposeResult(turn, what.ticket, { summary, outcome, prevention, rootCause, by: by.agentId, at: turn.now });
  return {};
}

/** The customer's word heard elsewhere, entered with who heard it (service-process 1). */
function accept(turn: Turn, by: Actor, what: Extract<Act, { do: "accept" }> & { ticket: Ticket }): Done | Refusal {
  const { ticket } = what;
  if (ticket.status !== "resolved") return { refused: "not_resolved" };
  addNote(turn, { ticketId: ticket.id, agentId: by.agentId, text: what.heardBy });
  if (what.accepted) close(turn, ticket, "accepted");
  else reopen(turn, ticket, "not_accepted");
  return {};
}
