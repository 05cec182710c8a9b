import type { Priority, TicketStatus } from "../domain/words.js";
import type { QueueCustomer } from "./desk-pages.js";
import type { PageWish } from "./desk-queries.js";

export interface TicketHit {
  id: string;
  number: string;
  status: TicketStatus;
  priority: Priority;
  owner: string;
  ownerName: string;
  conversationId: string;
  /** The first words of the demand, masked. */
  text: string;
}

export interface MessageHit {
  id: string;
  conversationId: string;
  ticketId: string | null;
  seq: number;
  at: string;
  from: "customer" | "bot" | "agent";
  customer: QueueCustomer | null;
  /** Masked; a part of the message around the first word found. */
  snippet: string;
  /** Where words found stand in the snippet: from, to, in UTF-16 units. */
  marks: [number, number][];
}

export interface SearchPage {
  /** By number; with the first page only, as the customers. */
  tickets: TicketHit[];
  /** By name, company, or a phone or e-mail exactly. */
  customers: QueueCustomer[];
  /** Messages, newest first. */
  items: MessageHit[];
  next: string | null;
}

/** Rejects with `DatabaseAway` on an outage and with `BadCursor`. */
export interface Search {
  search(q: string, page: PageWish): Promise<SearchPage>;
}

const TERM = /\p{Script=Han}+|[^\P{L}\p{Script=Han}]+|\p{N}+/gu;
const LETTERS_MOST = 40;
/** Of a text of any length the first part is found: a demand is told at its beginning. */
const CHARACTERS_MOST = 20_000;
const WORDS_MOST = 4_000;
const ASKED_MOST = 12;

const isHan = (run: string): boolean => /^\p{Script=Han}/u.test(run);
const folded = (text: string): string => text.normalize("NFKC").toLowerCase();

function* pairs(run: string): Generator<string> {
  const signs = [...run];
  if (signs.length === 1) yield run;
  for (let i = 0; i + 1 < signs.length; i++) yield `${signs[i]}${signs[i + 1]}`;
}

function* segments(text: string): Generator<string> {
  for (const [run] of folded(text.slice(0, CHARACTERS_MOST)).matchAll(TERM)) {
    if (isHan(run)) yield* pairs(run);
    else yield run.slice(0, LETTERS_MOST);
  }
}

/** What a text is found by: words of letters, numbers, and every two Chinese characters that stand together. */
export function wordsOf(text: string): string[] {
  const words = new Set<string>();
  for (const word of segments(text)) {
    words.add(word);
    if (words.size >= WORDS_MOST) break;
  }
  return [...words];
}

/** As a tsquery: all of them; the last word may go on. Null: nothing to look for. Letters and digits only, so nothing to escape. */
export function queryOf(q: string): string | null {
  const words = [...new Set(segments(q))].slice(0, ASKED_MOST);
  if (words.length === 0) return null;
  return words.map((word) => `'${word}'${isHan(word) && [...word].length > 1 ? "" : ":*"}`).join(" & ");
}

const BEFORE = 30;
const SHOWN_MOST = 160;

/** The part of a text around the first of the words asked for, and where they stand in it. */
export function snippetOf(text: string, q: string): Pick<MessageHit, "snippet" | "marks"> {
  const terms = [...new Set([...folded(q).matchAll(TERM)].map(([run]) => run))].slice(0, ASKED_MOST);
  const lower = text.toLowerCase();
  // Where lower case has another length, places in one are not places in the other.
  const found = lower.length === text.length ? terms.flatMap((term) => placesOf(lower, term)) : [];
  found.sort(([a], [b]) => a - b);
  const from = Math.max(0, (found[0]?.[0] ?? 0) - BEFORE);
  const snippet = cut(text, from, from + SHOWN_MOST);
  const marks: [number, number][] = [];
  for (const [start, end] of found) {
    const last = marks.at(-1);
    if (end - from > snippet.length) break;
    if (last && start - from < last[1]) last[1] = Math.max(last[1], end - from);
    else marks.push([start - from, end - from]);
  }
  return { snippet, marks };
}

/** A sign that was cut in two keeps its place. */
export const cut = (text: string, from: number, to: number): string => text.slice(from, to).replace(/\p{Surrogate}/gu, "\uFFFD");

const PLACES_MOST = 50;

function placesOf(text: string, term: string): [number, number][] {
  const places: [number, number][] = [];
  for (let at = text.indexOf(term); at >= 0 && places.length < PLACES_MOST; at = text.indexOf(term, at + term.length))
    places.push([at, at + term.length]);
  return places;
}
