import type { Entry, MessageActivity, OwnMessage } from "../../line/types.js";
import { dayNumber } from "../time.js";

/** One line of the transcript, in order. `at`: the desk's clock, milliseconds. */
export type Row =
  /** Another day (`day`), or a long pause on the same one. */
  | { kind: "pause"; key: string; at: number; day: boolean }
  /** `named`: who speaks and when stands above it. */
  | { kind: "desk"; key: string; at: number; activity: MessageActivity; named: boolean }
  /** `marked`: that it was delivered stands below it. */
  | { kind: "mine"; key: string; at: number; activity: MessageActivity; marked: boolean }
  | { kind: "own"; key: string; at: number; own: OwnMessage };

const PAUSE_MS = 60 * 60_000;
const ONE_BREATH_MS = 3 * 60_000;

/** The transcript's lines: days and pauses between, who speaks said once for what is said in one breath. */
export function rowsOf(entries: readonly Entry[], clockAhead: number): Row[] {
  const rows: Row[] = [];
  let before: Row | null = null;
  for (const entry of entries) {
    const row = rowOf(entry, clockAhead);
    const pause = pauseBetween(before, row);
    if (pause !== null) rows.push(pause);
    if (row.kind === "desk") row.named = pause !== null || before === null || !inOneBreath(before, row);
    if (row.kind === "mine" && pause === null && before?.kind === "mine" && inOneBreath(before, row)) before.marked = false;
    rows.push(row);
    before = row;
  }
  return rows;
}

function rowOf(entry: Entry, clockAhead: number): Row {
  if (entry.kind === "own") return { kind: "own", key: entry.own.key, at: entry.own.at + clockAhead, own: entry.own };
  const { activity } = entry;
  const at = Date.parse(activity.timestamp);
  if (activity.from.role === "bot") return { kind: "desk", key: activity.id, at, activity, named: true };
  // Under the key it was born with, so that its bubble stays when the desk's own copy comes.
  return { kind: "mine", key: activity.channelData?.clientActivityID ?? activity.id, at, activity, marked: true };
}

function pauseBetween(before: Row | null, row: Row): Row | null {
  const day = before === null || dayNumber(before.at) !== dayNumber(row.at);
  if (!day && row.at - before.at < PAUSE_MS) return null;
  return { kind: "pause", key: `before ${row.key}`, at: row.at, day };
}

const inOneBreath = (a: Row, b: Row): boolean => speaker(a) === speaker(b) && b.at - a.at < ONE_BREATH_MS;

const speaker = (row: Row): string =>
  row.kind === "desk" ? `${row.activity.from.id} ${row.activity.from.name ?? ""}` : "customer";

/** How an ask was answered here, by its askId. */
export interface GivenAnswer {
  text: string;
  form: boolean;
  /** Null: on its way. */
  at: number | null;
}

/** What the customer answered to asks, by askId; an answer that could not be sent does not count. */
export function answersIn(entries: readonly Entry[]): Map<string, GivenAnswer> {
  const answers = new Map<string, GivenAnswer>();
  for (const entry of entries) {
    const own = entry.kind === "own";
    if (own && entry.own.state === "failed") continue;
    const { value, text } = own ? entry.own : entry.activity;
    if (!value?.askId || answers.has(value.askId)) continue;
    const at = own ? null : Date.parse(entry.activity.timestamp);
    answers.set(value.askId, { text, form: value.choice === "form", at });
  }
  return answers;
}

/**
 * The quick answers that stand under the newest message: those of the desk's last turn, unless their ask is closed, a card shows them, or
 * something waits to be sent.
 */
export function chipsOf(entries: readonly Entry[], closed: ReadonlySet<string>): MessageActivity | null {
  for (const entry of [...entries].reverse()) {
    if (entry.kind === "own" || entry.activity.from.role === "user") return null;
    const { suggestedActions, channelData } = entry.activity;
    const actions = suggestedActions?.actions ?? [];
    if (actions.length === 0) continue;
    return channelData?.card !== undefined || actions.some(({ value }) => closed.has(value.askId)) ? null : entry.activity;
  }
  return null;
}
