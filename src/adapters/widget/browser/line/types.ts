import type { ReadonlySignal } from "@preact/signals";
import type { Locale } from "../words.js";

export interface CardAttachment {
  contentType: "application/vnd.microsoft.card.adaptive";
  content: object;
}

export interface FileAttachment {
  contentType: string;
  contentUrl: string;
  name: string;
}

export type Attachment = CardAttachment | FileAttachment;

export interface Answered {
  askId: string;
  choice: string;
  [input: string]: string;
}

export interface TicketView {
  number: string;
  status: "open" | "waiting" | "resolved" | "closed" | "cancelled" | "merged";
  statusWord: string;
  /** Five words, from registered to followed up. */
  stages: string[];
  /** Index of the current one. */
  stage: number;
  owner: string;
  priority: string;
}

export interface Owed {
  number: string;
  kind: string;
  what: string;
  /** ISO. */
  by: string;
}

/** A message as our Direct Line sends it. */
export interface MessageActivity {
  type: "message";
  id: string;
  timestamp: string;
  from: { id: string; name?: string; role: "user" | "bot" };
  text: string;
  textFormat: "plain" | "markdown";
  locale: Locale;
  value?: Answered;
  suggestedActions?: { actions: { title: string; text: string; value: Answered }[] };
  attachments?: Attachment[];
  channelData?: {
    clientActivityID?: string;
    ticketNumber?: string;
    /** To be read, not answered: the privacy notice. */
    notice?: true;
    attachmentSizes?: number[];
    card?: "choices" | "contact" | "survey";
    askId?: string;
    ticket?: TicketView;
    owed?: Owed | null;
    closed?: string[];
  };
}

/** What the customer wrote here, until the server's own copy comes. */
export interface OwnMessage {
  /** The id it is born with (`clientActivityID`): it is never shown or stored twice. */
  key: string;
  text: string;
  value: Answered | null;
  files: File[];
  /** Machine time, milliseconds. */
  at: number;
  /**
   * `waiting`: not sent yet, goes out by itself; `sending`: on its way, or stored and not yet shown by the server; `failed`: refused,
   * or tried until a hand is needed; the text stays and can be sent again under the same key.
   */
  state: "waiting" | "sending" | "failed";
  /** Of files on their way: the share that has been sent, from 0 to 1; else null. */
  progress: number | null;
  /** Why it failed: one of the widget's own words, or the server's sentence. */
  reason: "refused" | "too_long" | "too_large" | "type" | "count" | "gone" | "busy" | null;
  /** What the server said when it refused, in English. */
  sentence?: string;
}

/** The transcript in order, each message once: the server's by their sequence, then what waits. */
export type Entry = { kind: "said"; activity: MessageActivity; seq: number } | { kind: "own"; own: OwnMessage };

export type Connection =
  /** Not up yet for the first time. */
  | { state: "connecting" }
  | { state: "up" }
  /** `since` and `nextTryAt` in machine time; `tries` so far; tried again by itself. */
  | { state: "lost"; since: number; tries: number; nextTryAt: number }
  /** The server does not answer at all at first, or refuses tokens for now: tried again by itself. */
  | { state: "busy"; nextTryAt: number };

export interface Line {
  entries: ReadonlySignal<readonly Entry[]>;
  connection: ReadonlySignal<Connection>;
  /** Who is writing just now; null after 8 s without a further sign. */
  typing: ReadonlySignal<{ name: string; agent: boolean } | null>;
  /** The newest thing owed that was told; null: nothing. */
  owed: ReadonlySignal<Owed | null>;
  /** askIds that are answered or closed. */
  closed: ReadonlySignal<ReadonlySet<string>>;
  /** How far the desk's clock is ahead of this machine's, in milliseconds (it may be virtual). */
  clockAhead: ReadonlySignal<number>;
  /** The conversation before has ended and a new one began (lost or expired resume): shown once. */
  fresh: ReadonlySignal<boolean>;
  /** The resume link was too old or not ours; this device's own conversation goes on, or a new one began. Then `fresh` stays false. */
  linkRefused: ReadonlySignal<boolean>;
  /** At once shown, sent as soon as it can be, in order, each until it is stored. */
  say(text: string, more?: { value?: Answered; files?: File[] }): void;
  resend(key: string): void;
  /** Takes a failed message away. */
  discard(key: string): void;
  /** Tries to connect now. */
  retryNow(): void;
  /** Tells the desk that the customer is writing; at most every 3 s. */
  writing(): void;
  /** A link that continues this conversation on another device. */
  link(): Promise<{ url: string; expiresAt: string } | null>;
  /** Speaks this language from now on (the token's and the next messages' locale). */
  setLocale(locale: Locale): void;
  close(): void;
}

export interface LineOptions {
  base: string;
  locale: Locale;
  /** IANA zone of the device. */
  timezone: string;
  identity: string | null;
  /** Of a resume link; used before what is stored. */
  resume: string | null;
}
