import type { Instant } from "../domain/time.js";
import type { Category, Locale } from "../domain/words.js";

/** A standard phrase (话术), as an agent sends it. */
export interface PhraseView {
  id: string;
  title: string;
  text: string;
  /** The demands it is for; null: all. */
  category: Category | null;
}

/** What a ticket fills in. */
export interface PhraseFacts {
  customer: string | null;
  /** `T-000123`. */
  number: string;
  /** Null: nothing is owed, and the phrase keeps its {due} for the agent to write. */
  due: Instant | null;
  agent: string;
  /** The customer's, IANA; null: the desk's. */
  zone: string | null;
  now: Instant;
}

export interface Phrases {
  defaultLocale(): Locale;
  /** Of the dialogs in force, in the file's order. `q` is looked for in the words of every language. */
  find(wish: { locale: Locale; q: string | null; facts: PhraseFacts | null }): PhraseView[];
}
