import type { BoardRow } from "../../../../../application/desk-pages.js";
import { dueWord, type DueWord } from "../../../../../domain/commitment/due-word.js";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const SOON_MS = 30 * MINUTE_MS;

/** Overdue, within 30 minutes, or within so many hours. */
export type Window = "overdue" | "soon" | number;

export const dueOf = ({ commitment }: BoardRow): number => Date.parse(commitment.dueAt);

/** `at`: desk time, milliseconds. */
export function windowOf(row: BoardRow, at: number): Window {
  const left = dueOf(row) - at;
  if (left < 0) return "overdue";
  return left < SOON_MS ? "soon" : Math.floor(left / HOUR_MS) + 1;
}

/** Rows in their order, cut where a window ends. */
export function byWindow(rows: readonly BoardRow[], at: number): { window: Window; rows: BoardRow[] }[] {
  const groups: { window: Window; rows: BoardRow[] }[] = [];
  for (const row of rows) {
    const window = windowOf(row, at);
    const last = groups.at(-1);
    if (last?.window === window) last.rows.push(row);
    else groups.push({ window, rows: [row] });
  }
  return groups;
}

/** The state as it is by now: the server's word is as old as its answer. */
export function wordNow({ commitment }: BoardRow, now: number): DueWord {
  const { word, state, startedAt, dueAt } = commitment;
  if (word !== "owed" && word !== "due_soon" && word !== "overdue") return word;
  return dueWord({ state, startedAt: Date.parse(startedAt), dueAt: Date.parse(dueAt), saidAt: null, toldBefore: false }, now);
}
