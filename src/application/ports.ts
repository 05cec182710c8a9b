import type { Act, Actor, Answer, Profile, RegisteredDemand } from "../domain/input.js";
import type { Button } from "../domain/conversation/ask.js";
import type { Span, WorkingDay } from "../domain/calendar.js";
import type { FileNotTaken, MessageFile, Worded } from "../domain/conversation/display.js";
import type { Flow } from "../domain/conversation/flow.js";
import type { MuteChannel } from "../domain/conversation/mute.js";
import type { Heard } from "../domain/conversation/heard.js";
import type { Policy } from "../domain/policy.js";
import type { Say, SayValue } from "../domain/say.js";
import type { Instant } from "../domain/time.js";
import type { Channel, Locale } from "../domain/words.js";

/** A public message as a channel shows it: full text, buttons with words in the conversation's language. */
export interface PublicMessage {
  id: string;
  conversationId: string;
  /** The public sequence, from 1, without gaps; the Direct Line watermark. */
  seq: number;
  at: Instant;
  from: "customer" | "bot" | "agent";
  /** The assistant's or the agent's name; null for the customer. */
  name: string | null;
  text: string;
  locale: Locale;
  buttons: { askId: string; choice: string; label: string }[];
  /** What the customer's button sent, echoed; else null. */
  value: unknown;
  /** The sender's own id of the message (Direct Line `clientActivityID`). */
  clientKey: string | null;
  ticketNumber: string | null;
  attachments: MessageFile[];
  display: Worded;
}

export interface Person {
  channel: Channel;
  /** The channel's id of the person, from its token: never from a message. */
  channelUserId: string;
}

export interface OpenConversation extends Person {
  /** Ours; made with the token, so that a repeat of the opening finds the same conversation. */
  conversationId: string;
  channelConversationId: string;
  locale: Locale | null;
  /** IANA zone of the customer's device, unchecked. */
  zone: string | null;
  /** What the channel vouches for about the person (service-process 1: known); null: nothing. */
  profile: Profile | null;
}

export interface InboundMessage extends Person {
  conversationId: string;
  channelConversationId: string;
  /** Repeats of one key get the first answer and have no second effect (I1). Null: a new message each time. */
  key: string | null;
  /** Cleaned at the edge: well-formed, no NUL, at most 300,000 characters. */
  text: string;
  /** `{askId, choice}` of a button, with the fields of a form (`choice` "form"); unchecked. */
  value: unknown;
  /** Stored already. */
  attachments: MessageFile[];
  /** Sent along and not taken: the customer is told. */
  notTaken?: readonly FileNotTaken[];
  locale: Locale | null;
  zone: string | null;
  profile: Profile | null;
}

/** What a chat channel needs of the desk. Rejects with `DatabaseAway` while Postgres cannot be reached: nothing was stored then. */
export interface FrontDoor {
  /** Opens the conversation with its greeting, or finds it as it is. */
  open(opening: OpenConversation): Promise<{ opened: boolean; seq: number }>;
  /** Resolves once the message is stored: with the sequence it got, the first time and on every repeat. */
  receive(message: InboundMessage): Promise<{ seq: number } | { refused: "unknown_conversation" }>;
}

/** The public log of conversations, and the bell that tells of news. */
export interface PublicLog {
  /** Messages above `after`, oldest first, at most `limit`; null where there is no such conversation. */
  read(conversationId: string, after: number, limit: number): Promise<{ messages: PublicMessage[]; seq: number } | null>;
  /** Called straight after each commit of this process with what it said, in order; for others' commits with an empty list and the new head. */
  onSaid(listener: (conversationId: string, messages: PublicMessage[], seq: number) => void): () => void;
  /** Tells the bell which conversations this instance has sockets for, with their cursors; asked each poll. */
  watch(cursors: () => Iterable<[conversationId: string, cursor: number]>): void;
}

/** What the customer's device is known to have shown (architecture 4). Cheap to call; writes are gathered. */
export interface Sightings {
  seen(conversationId: string, seq: number): void;
}

/** Understands one message; pure and synchronous. */
export type Understand = (text: string, context: { locale: Locale; region: string }) => Heard;

/** Postgres cannot be reached or does not answer in time: the caller answers 503 and nothing was acknowledged. */
export class DatabaseAway extends Error {
  readonly code = "database.away";
  constructor(cause: unknown) {
    super("The database does not answer; try again shortly.", { cause });
  }
}

/**
 * Encryption at rest (architecture 7): AES-256-GCM with key id, row id as additional data. A customer's data key is itself
 * wrapped under `DATA_KEY`; dropping it erases what it sealed.
 */
export interface Vault {
  /** A fresh data key, wrapped, as stored with the customer. */
  newDataKey(): Buffer;
  /** `dataKey` null: sealed under the desk's own key (rows that belong to no customer yet). */
  seal(dataKey: Buffer | null, rowId: string, plain: string): Buffer;
  /** Throws on a wrong key, a foreign row or a changed byte. */
  open(dataKey: Buffer | null, rowId: string, sealed: Buffer): string;
  /** Exact look-up of a contact without storing it in clear: HMAC under its own key. */
  lookup(value: string): Buffer;
}

/** Replaces phones, e-mails, identity and card numbers by masks of them, so that the rest may be stored in clear. */
export type Mask = (text: string) => string;

/** What the API, the desk and Slack do on behalf of an agent: one verb, one turn (architecture 1). */
export interface DeskActs {
  /** `key`: the `Idempotency-Key` in its scope, or null. Refusals are values; rejects with `DatabaseAway` on an outage. */
  act(request: {
    conversationId: string;
    by: Actor;
    act: Act;
    /** `bodyHash` is kept beside the answer, so that the same key with another body shows. */
    key: { channel: string; key: string; bodyHash: string } | null;
  }): Promise<Answer & { bodyHash?: string | null }>;
}

/** Demands that came by phone, e-mail or a visit, each in a conversation of its own; rejects with `DatabaseAway` on an outage. */
export interface TakesDown {
  takeDown(request: {
    conversationId: string;
    channel: MuteChannel;
    locale: Locale | null;
    /** Null: nobody the desk knows. */
    customerId: string | null;
    by: Actor;
    demand: Omit<RegisteredDemand, "heard">;
    key: Parameters<DeskActs["act"]>[0]["key"];
  }): ReturnType<DeskActs["act"]>;
}

/** How a sentence of the desk becomes words: in the conversation's language and zone, from the dialogs it runs on. */
export interface Voice {
  /** `masked` and `paramsMasked` hold no contact and may be stored in clear. */
  render(
    say: Say,
    context: { locale: Locale; zone: string | null; deskZone: string; now: Instant },
  ): { full: string; masked: string; paramsMasked: Record<string, SayValue> };
  /** What stands on a button: plain text. */
  label(button: Pick<Button, "label">, locale: Locale): string;
}

/** The desk's calendar; lists cover the whole local days touched. */
export interface Hours {
  readonly zone: string;
  serviceSpans(from: Instant, to: Instant): readonly Span[];
  workingDays(from: Instant, to: Instant): readonly WorkingDay[];
  nights(zone: string | undefined, from: Instant, to: Instant): readonly Span[];
  /** Years touched that the calendar has no holidays of. */
  missingYears(from: Instant, to: Instant): readonly number[];
}

/** Policy and dialogs ready for use, from memory: what a turn decides and speaks from. */
export interface Content {
  policy: Policy;
  hours: Hours;
  /** The dialogs under this hash where they are known here, else the current ones: a running conversation keeps its own. */
  dialogs(version: string | null): { version: string; flow: Flow; voice: Voice };
}
