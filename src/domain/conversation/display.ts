import type { WordKey } from "../say.js";
import type { Instant } from "../time.js";
import type { CommitmentKind, TicketStatus } from "../words.js";

/*
 * What a channel may show beside a message's words: controls to answer with, where a ticket stands, what is owed next. The words
 * alone are enough for a channel that shows none of it. Nothing in it is personal: it is stored in clear.
 *
 * `Word` is a key of the scripts as decided, and the words themselves once put into the conversation's language.
 */

/** What a form can ask for; the survey's are its dimensions. */
export const FORM_FIELDS = ["name", "contact", "comment", "speed", "resolution", "attitude", "overall"] as const;
export type FormField = (typeof FORM_FIELDS)[number];

/** A filled-in form, as far as it was filled in. */
export type Form = Partial<Record<FormField, string>>;

export interface CardField<Word> {
  id: FormField;
  kind: "text" | "contact" | "long" | "stars";
  label: Word;
  hint: Word | null;
  /** The sentence where it is left empty; null: it may be. */
  required: Word | null;
  /** Of stars: what each means, from 1. */
  scale: Word[];
}

/** Controls that stay with their message until its ask is closed, for days if need be. The message's buttons belong to it. */
export interface Card<Word> {
  kind: "choices" | "contact" | "survey";
  askId: string;
  fields: CardField<Word>[];
  submit: Word | null;
}

/** Where a ticket stands, on its receipt and when asked for. */
export interface TicketView<Word> {
  number: string;
  status: TicketStatus;
  statusWord: Word;
  /** From registered to followed up; `stage` is the index of the one it is in. */
  stages: Word[];
  stage: number;
  owner: string;
  priority: Word;
}

/** The next thing owed to the customer, or awaited of them. */
export interface Owed<Word> {
  number: string;
  kind: CommitmentKind;
  what: Word;
  by: Instant;
}

export interface Display<Word> {
  /** A notice to be read, not an utterance to be answered. */
  notice?: true;
  card?: Card<Word>;
  ticket?: TicketView<Word>;
  /** On the last thing the desk says in a turn; null: nothing is owed any more. */
  owed?: Owed<Word> | null;
  /** Asks this turn closed: whatever shows them is answered. On the turn's last message. */
  closed?: string[];
}

/** A file that goes with a message; its bytes are stored apart. */
export interface MessageFile {
  id: string;
  /** Cleaned: no path, contacts masked. */
  name: string;
  /** Content type, by content. */
  type: string;
  bytes: number;
}

/** Why a file that a channel named was not taken. */
export const FILE_FAULTS = ["too_large", "type_not_allowed", "empty_file", "too_many", "not_fetched"] as const;
export type FileFault = (typeof FILE_FAULTS)[number];

/** A file that was sent along and is not kept: the sender is told. */
export interface FileNotTaken {
  name: string;
  why: FileFault;
}

export type Worded = Display<string>;
export type Decided = Display<WordKey>;

/** Every word of it, put into words. */
export function wordDisplay(display: Decided, word: (key: WordKey) => string): Worded {
  const { notice, card, ticket, owed, closed } = display;
  return {
    ...(notice === undefined ? {} : { notice }),
    ...(card === undefined
      ? {}
      : { card: { ...card, fields: card.fields.map(fieldIn(word)), submit: maybe(card.submit, word) } }),
    ...(ticket === undefined
      ? {}
      : {
          ticket: {
            ...ticket,
            statusWord: word(ticket.statusWord),
            stages: ticket.stages.map(word),
            priority: word(ticket.priority),
          },
        }),
    ...(owed === undefined ? {} : { owed: owed && { ...owed, what: word(owed.what) } }),
    ...(closed === undefined ? {} : { closed }),
  };
}

const fieldIn =
  (word: (key: WordKey) => string) =>
  (field: CardField<WordKey>): CardField<string> => ({
    ...field,
    label: word(field.label),
    hint: maybe(field.hint, word),
    required: maybe(field.required, word),
    scale: field.scale.map(word),
  });

const maybe = (key: WordKey | null, word: (key: WordKey) => string): string | null => (key === null ? null : word(key));
