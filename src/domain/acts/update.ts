import type { Act, Actor, Refusal } from "../input.js";
import { pause, settleBySaying } from "../commitment/ledger.js";
import { cadenceDue, promiseProgress } from "../commitment/promise.js";
import { openFields } from "../ticket/acceptance.js";
import { say } from "../say.js";
import type { Ticket } from "../ticket/ticket.js";
import { isoOf } from "../time.js";
import type { Turn } from "../turn.js";
import type { Done } from "./done.js";
import { speak } from "./speak.js";

/** Progress told: this update is said, the next is promised by the time the agent names or the cadence (service-process 3). */
export function update(turn: Turn, by: Actor, what: Extract<Act, { do: "update" }> & { ticket: Ticket }): Done | Refusal {
  const { ticket, nextUpdateAt } = what;
  if (ticket.status === "resolved") return { refused: "already_resolved" };
  const cadence = cadenceDue(turn, ticket, turn.now);
  if (nextUpdateAt !== null && nextUpdateAt <= turn.now) return { refused: "bad_time", why: "past" };
  if (nextUpdateAt !== null && nextUpdateAt > cadence) return { refused: "bad_time", why: "too_far" };
  const seq = speak(turn, by, { text: what.text, ticket });
  const messageId = turn.said.at(-1)!.id;
  settleBySaying(turn, ticket, { seq, kinds: ["first_response", "progress_update"] });
  const next = promiseProgress(turn, ticket, nextUpdateAt ?? cadence);
  turn.say(say("progress.next", { next: { time: next.dueAt } }), { ticketId: ticket.id });
  turn.event("progress_told", ticket.id, { next: isoOf(next.dueAt) });
  return { seq, messageId };
}

/** Asks for more with one act; the answer lands in the ticket, and what waits for it is paused (service-process 4). */
export function askEvidence(turn: Turn, by: Actor, what: Extract<Act, { do: "evidence" }> & { ticket: Ticket }): Done | Refusal {
  const { ticket } = what;
  if (ticket.status === "resolved") return { refused: "already_resolved" };
  const seq = turn.say(say("evidence.ask", { number: turn.number(ticket), ask: what.ask }), {
    ticketId: ticket.id,
    agentId: by.agentId,
  });
  const messageId = turn.said.at(-1)!.id;
  turn.conversation.unansweredSince = null;
  turn.closeAsks((ask) => ask.kind === "evidence" && ask.ticketId === ticket.id);
  turn.ask({ kind: "evidence", ticketId: ticket.id });
  settleBySaying(turn, ticket, { seq, kinds: ["first_response", "progress_update"] });
  const waiting = turn.tickets.put({ ...openFields(ticket), status: "waiting", waitingFor: "customer", waitingSince: turn.now });
  pause(turn, ticket.id);
  promiseProgress(turn, waiting);
  turn.event("evidence_asked", ticket.id, {});
  return { seq, messageId };
}
