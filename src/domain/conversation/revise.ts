import type { Turn } from "../turn.js";

/**
 * The customer edited or deleted a message on a channel where that is possible. The log keeps what was said, the event tells that it
 * was changed, and whoever works on it sees both; nothing is understood anew, so that no ticket changes behind its owner's back.
 */
export function revise(turn: Turn, of: { messageId: string; ticketId: string | null; text: string | null }): void {
  turn.by = { kind: "customer" };
  turn.revisions.push({ id: turn.ctx.nextId(), messageId: of.messageId, text: of.text });
  turn.event(of.text === null ? "message_deleted" : "message_edited", of.ticketId, { messageId: of.messageId });
}
