import type { EventView } from "../../../../../application/desk-views.js";
import type { DueWord } from "../../../../../domain/commitment/due-word.js";

/** What stands before a line: a commitment's own glyph, or a sign of what happened. */
export type Mark = { state: DueWord } | { sign: Sign };
export type Sign = "opened" | "person" | "said" | "weighed" | "note" | "asked" | "alert" | "done" | "link" | "other";

export interface HistoryLine {
  id: string;
  at: string;
  mark: Mark;
  /** Weighs more: a promise kept or broken, the result, the end. */
  strong: boolean;
  title: string;
  detail: string | null;
}

export type Data = Record<string, unknown>;

/** How one language tells of an event: the names and times in it are said by the speaker. */
export type Saying = (data: Data, s: Speaker) => string | [title: string, detail: string];
/** By the event's type; `other` for types that came later than this page. */
export type Sayings = Readonly<Record<string, Saying>>;

export interface Speaker {
  who: string;
  /** Each answers an empty text for what is no id, time or word it knows. */
  name: (id: unknown) => string;
  at: (iso: unknown) => string;
  span: (ms: unknown) => string;
  kind: (kind: unknown) => string;
  term: (group: string, value: unknown) => string;
  note: (id: unknown) => string;
  number: (id: unknown) => string;
}

const STATES: Record<string, DueWord> = {
  commitment_met: "kept",
  commitment_broken: "overdue",
  commitment_dropped: "dropped",
  commitment_said: "said",
  commitment_opened: "owed",
  commitment_resumed: "owed",
  due_changed: "owed",
  answered_late: "overdue",
  held_by_bot: "told",
  evidence_asked: "paused",
};

const SIGNS: Record<string, Sign> = {
  ticket_opened: "opened",
  assigned: "person",
  agent_spoke: "said",
  progress_told: "said",
  customer_added: "said",
  survey_sent: "said",
  acceptance_reminded: "said",
  classified: "weighed",
  reprioritised: "weighed",
  scope_confirmed: "weighed",
  note_added: "note",
  evidence_given: "done",
  owner_warned: "alert",
  mentioned: "alert",
  alert_raised: "alert",
  unseen: "alert",
  handoff: "person",
  result_proposed: "done",
  ticket_closed: "done",
  survey_answered: "done",
  linked: "link",
};

const STRONG = new Set([
  "commitment_met",
  "commitment_broken",
  "held_by_bot",
  "answered_late",
  "result_proposed",
  "ticket_closed",
  "ticket_reopened",
  "ticket_cancelled",
  "reprioritised",
  "alert_raised",
]);

const dataOf = ({ data }: EventView): Data => (typeof data === "object" && data !== null ? (data as Data) : {});

/** `speaker`: for one event, since who did it differs. */
export interface Telling {
  sayings: Sayings;
  speaker: (event: EventView) => Speaker;
  /** Between two promises in one line. */
  comma: string;
}

/** The events of a ticket as people read them, newest first; what only repeats another line is folded into it. */
export function historyLines(events: readonly EventView[], telling: Telling): HistoryLine[] {
  const { folded, promised } = fold(events);
  return events
    .filter(({ id }) => !folded.has(id))
    .map((event) => lineOf(event, promised.get(event.id) ?? [], telling))
    .reverse();
}

function lineOf(event: EventView, promised: readonly EventView[], { sayings, speaker, comma }: Telling): HistoryLine {
  const s = speaker(event);
  const data = dataOf(event);
  const told = sayings[event.type]?.(data, s) ?? sayings["other"]?.({ type: event.type }, s) ?? event.type;
  const [title, detail] = typeof told === "string" ? [told, ""] : told;
  const promises = promised.map((one) => {
    const { kind, dueAt } = dataOf(one);
    return `${s.kind(kind)} ${s.at(dueAt)}`;
  });
  const more = [detail, ...promises].filter((part) => part !== "").join(comma);
  // Told before it was due it is not silently broken, whatever the ledger's word for both.
  const state = event.type === "commitment_broken" && data["toldBefore"] === true ? "told" : STATES[event.type];
  const mark: Mark = state === undefined ? { sign: SIGNS[event.type] ?? "other" } : { state };
  return { id: event.id, at: event.at, mark, strong: STRONG.has(event.type), title, detail: more === "" ? null : more };
}

/** Which events stand in another's line: reasons kept as notes, the promises made as the ticket opened, the next progress as one is told. */
function fold(events: readonly EventView[]): { folded: Set<string>; promised: Map<string, EventView[]> } {
  const reasons = new Set(events.map((event) => dataOf(event)["reason"]).filter((reason) => typeof reason === "string"));
  const opened = new Map(events.filter(({ type }) => type === "ticket_opened").map((event) => [event.at, event.id]));
  const told = new Set(events.filter(({ type }) => type === "progress_told" || type === "held_by_bot").map(({ at }) => at));
  const folded = new Set<string>();
  const promised = new Map<string, EventView[]>();
  for (const event of events) {
    const data = dataOf(event);
    const into = event.type === "commitment_opened" ? opened.get(event.at) : undefined;
    if (into !== undefined) promised.set(into, [...(promised.get(into) ?? []), event]);
    const isReason = event.type === "note_added" && typeof data["noteId"] === "string" && reasons.has(data["noteId"]);
    const isNext = event.type === "commitment_opened" && data["kind"] === "progress_update" && told.has(event.at);
    if (into !== undefined || isReason || isNext) folded.add(event.id);
  }
  return { folded, promised };
}
