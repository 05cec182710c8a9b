import type { EventView, MessageView, NoteView } from "../../../../../../application/desk-views.js";

/** One line of the transcript; `key` names it for as long as it stands. */
export type Line =
  | { kind: "day"; key: string; at: string }
  | { kind: "message"; key: string; message: MessageView; /** Who and when is said above it. */ headed: boolean }
  | { kind: "note"; key: string; note: NoteView }
  | { kind: "event"; key: string; event: EventView; /** The reason given with it. */ reason: string | null };

/** What an agent reads between the messages; the rest of the history stands on the ticket's own page. */
const TOLD: ReadonlySet<string> = new Set([
  "ticket_opened",
  "reprioritised",
  "classified",
  "assigned",
  "due_changed",
  "progress_told",
  "held_by_bot",
  "evidence_asked",
  "evidence_given",
  "handoff",
  "scope_confirmed",
  "result_proposed",
  "acceptance_reminded",
  "ticket_closed",
  "ticket_cancelled",
  "ticket_reopened",
  "survey_sent",
  "survey_answered",
  "survey_declined",
  "survey_expired",
  "linked",
  "unseen",
  "answered_late",
  "erasure_asked",
]);

const fieldsOf = (event: EventView): Record<string, unknown> => (event.data ?? {}) as Record<string, unknown>;

export const dataOf = (event: EventView, field: string): string => {
  const value = fieldsOf(event)[field];
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
};

interface Parts {
  messages: readonly MessageView[];
  notes: readonly NoteView[];
  events: readonly EventView[];
  /** Whether what came before these messages is not at hand: earlier notes and events then wait for theirs. */
  cut: boolean;
  /** The desk's day of a moment, as YYYY-MM-DD. */
  dayOf: (at: string) => string;
}

/** Minutes after which the same speaker is named again. */
const SAME_BREATH_MS = 5 * 60_000;

/** Everything in the order it happened. Ids are born in order, so they tell apart what happened at one moment. */
export function linesOf({ messages, notes, events, cut, dayOf }: Parts): Line[] {
  const told = events.filter(isTold);
  const noteById = new Map(notes.map((note) => [note.id, note]));
  const reasons = new Set(told.map((event) => dataOf(event, "reason")));
  const from = cut ? (messages[0]?.at ?? "") : "";
  const placed: Placed[] = [
    ...messages.map((message): Placed => ({ at: message.at, id: message.id, line: messageLine(message) })),
    ...notes
      .filter(({ id, at }) => !reasons.has(id) && at >= from)
      .map((note): Placed => ({ at: note.at, id: note.id, line: { kind: "note", key: note.id, note } })),
    ...told
      .filter(({ at }) => at >= from)
      .map((event): Placed => {
        const reason = noteById.get(dataOf(event, "reason"))?.text ?? null;
        return { at: event.at, id: event.id, line: { kind: "event", key: event.id, event, reason } };
      }),
  ];
  placed.sort((a, b) => (a.at === b.at ? order(a.id, b.id) : order(a.at, b.at)));
  return withDays(placed, dayOf);
}

interface Placed {
  at: string;
  id: string;
  line: Line;
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const messageLine = (message: MessageView): Line => ({ kind: "message", key: message.id, message, headed: true });

function isTold(event: EventView): boolean {
  if (!TOLD.has(event.type)) return false;
  // A due that moves with the priority is told by the priority's own line.
  return event.type !== "due_changed" || !dataOf(event, "why").startsWith("sla.");
}

function withDays(placed: readonly Placed[], dayOf: (at: string) => string): Line[] {
  const lines: Line[] = [];
  let day = "";
  for (const { at, line } of placed) {
    const own = dayOf(at);
    if (own !== day) lines.push({ kind: "day", key: `day.${own}`, at });
    day = own;
    const last = lines.at(-1);
    lines.push(line.kind === "message" && last?.kind === "message" ? { ...line, headed: !sameBreath(last, line) } : line);
  }
  return lines;
}

function sameBreath(last: { message: MessageView }, { message }: { message: MessageView }): boolean {
  const before = last.message;
  // What the desk says is marked one by one, since each has its own way to the customer.
  if (message.from !== "customer" || before.from !== "customer") return false;
  return Date.parse(message.at) - Date.parse(before.at) < SAME_BREATH_MS;
}

/** What a customer chose of a message's buttons, told by what they sent later; null: nothing yet. */
export function chosenOf(messages: readonly MessageView[]): (message: MessageView) => string | null {
  const chosen = new Map<string, string>();
  for (const { from, value } of messages) {
    const { askId, choice } = (value ?? {}) as { askId?: unknown; choice?: unknown };
    if (from === "customer" && typeof askId === "string" && typeof choice === "string") chosen.set(askId, choice);
  }
  return ({ buttons }) => chosen.get(buttons[0]?.askId ?? "") ?? null;
}

/** What a customer wrote into a form, field by field; empty: it was none. */
export function filledOf({ from, value }: MessageView): [field: string, text: string][] {
  if (from !== "customer" || typeof value !== "object" || value === null) return [];
  const { choice, askId: _, ...fields } = value as Record<string, unknown>;
  if (choice !== "form") return [];
  return Object.entries(fields).filter((pair): pair is [string, string] => typeof pair[1] === "string" && pair[1] !== "");
}

/** Messages a chunk: what is far from the eye is left out of the layout a chunk at a time. */
const CHUNK = 50;

export interface Chunk {
  key: string;
  lines: Line[];
}

/** By the messages' own numbers, so that a page put in before leaves the chunks after it as they are. */
export function chunksOf(lines: readonly Line[]): Chunk[] {
  const chunks: Chunk[] = [];
  for (const line of lines) {
    const key = line.kind === "message" ? String(Math.floor(line.message.seq / CHUNK)) : (chunks.at(-1)?.key ?? "first");
    const last = chunks.at(-1);
    if (last?.key === key) last.lines.push(line);
    else chunks.push({ key, lines: [line] });
  }
  return chunks;
}
