import type { Turn } from "../turn.js";

/** An internal remark or a reason given: never in the public sequence, its free text kept out of events (architecture 7). */
export function addNote(turn: Turn, note: { ticketId: string; agentId: string; text: string }): string {
  const id = turn.ctx.nextId();
  turn.notes.push({ id, ticketId: note.ticketId, agentId: note.agentId, text: note.text });
  turn.event("note_added", note.ticketId, { noteId: id });
  return id;
}
