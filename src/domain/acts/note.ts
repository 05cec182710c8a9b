import type { Turn } from "../turn.js";

/** Somebody who can be told. */
export interface Colleague {
  id: string;
  name: string;
}

type NewNote = { ticketId: string; agentId: string; text: string };

/** An internal remark or a reason given: never in the public sequence, its free text kept out of events (architecture 7). */
export function addNote(turn: Turn, note: NewNote): string {
  const id = turn.ctx.nextId();
  turn.notes.push({ id, ticketId: note.ticketId, agentId: note.agentId, text: note.text });
  turn.event("note_added", note.ticketId, { noteId: id });
  return id;
}

/** A remark that may call colleagues by `@name`: each of them is told once, by an event that holds ids alone. */
export function takeNote(turn: Turn, note: NewNote): string {
  const noteId = addNote(turn, note);
  for (const { id } of calledIn(note.text, turn.ctx.colleagues))
    if (id !== note.agentId) turn.event("mentioned", note.ticketId, { noteId, to: id });
  return noteId;
}

/** A letter or figure before it makes an address of it, as in li@desk.example. */
const AT_SIGN = /(?<![A-Za-z0-9._%+-])[@＠]/gu;
/** Between Latin letters a name has not ended: `@Ann` is not in `@Anna`. Chinese runs on without a space. */
const GOES_ON = /^[\p{Script=Latin}\p{N}]{2}/u;

/** Whom a text calls, each once: after an `@` the longest name that stands there. */
export function calledIn(text: string, colleagues: readonly Colleague[]): Colleague[] {
  const called = new Set<Colleague>();
  for (const { index } of text.matchAll(AT_SIGN)) {
    const rest = text.slice(index + 1);
    const meant = colleagues.filter(({ name }) => rest.startsWith(name) && !GOES_ON.test(rest.slice(name.length - 1)));
    const longest = meant.toSorted((one, other) => other.name.length - one.name.length)[0];
    if (longest) called.add(longest);
  }
  return [...called];
}
