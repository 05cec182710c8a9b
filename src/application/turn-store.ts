import type { Commitment } from "../domain/commitment/commitment.js";
import type { Conversation } from "../domain/conversation/conversation.js";
import type { Customer } from "../domain/ticket/customer.js";
import type { DeskEvent } from "../domain/event.js";
import type { Survey, Ticket } from "../domain/ticket/ticket.js";
import type { Block, Placed } from "../domain/turn.js";
import type { Instant } from "../domain/time.js";
import type { NewDelivery } from "./deliveries/outbox.js";
import type { Channel, Locale } from "../domain/words.js";
import type { Say } from "../domain/say.js";
import type { Button } from "../domain/conversation/ask.js";
import type { MessageFile, Worded } from "../domain/conversation/display.js";

/** Which conversation a turn is about and the key that makes a repeat of it known. */
export interface Wanted {
  conversationId: string;
  /** `received(channel, key)`; null: nothing to repeat (the sweep, a post without a key). */
  key: { channel: string; key: string } | null;
  /** To find a known customer at the first message of a new conversation. */
  person: { channel: Channel; channelUserId: string } | null;
  /** Whose a new conversation is, where an agent knows. */
  customerId?: string;
  /** What the channel vouches for of them: phone as E.164, e-mail normalised. Finds the file that another channel vouches for too. */
  vouched?: string[];
}

/** All that hangs on a conversation, as one snapshot saw it, without a lock. */
export interface Loaded {
  /** The stored answer of a key known already: nothing is decided or written then. */
  answer: unknown;
  conversation: Conversation | null;
  /** The conversation's customer, or for a new conversation the one known by the same channel identity. */
  customer: Customer | null;
  /** The customer's data key as stored, wrapped; null: none yet. */
  dataKey: Buffer | null;
  /** Open tickets, and those closed in the last 30 days, oldest first; at most 50. */
  tickets: Ticket[];
  /** Owed, paused, or ended with a step still to come, or of an open ticket. */
  commitments: Commitment[];
  /** Asked and not expired. */
  surveys: Survey[];
  /** Of the conversation's person on their channel, also where the conversation is new. */
  blocked: Block | null;
  /**
   * Of a new conversation whose person no channel identity makes known: `joins` where the one file that another channel vouches for
   * with the same contact is their `customer`; `held` where files have it, but it tells nobody apart. Absent: nobody has it.
   */
  vouched?: "joins" | "held";
}

export interface NewMessage {
  id: string;
  seq: number;
  from: "customer" | "bot" | "agent";
  agentId: string | null;
  ticketId: string | null;
  at: Instant;
  locale: Locale;
  /** Masked: what search, evidence, events and logs may see. */
  text: string;
  /** The full text; null where it equals the masked one. */
  full: string | null;
  /** Params masked. */
  say: (Say & { dialogVersion: string }) | null;
  /** Labels in the conversation's language. */
  buttons: (Omit<Button, "label"> & { label: string })[];
  value: unknown;
  clientKey: string | null;
  attachments: MessageFile[];
  /** In words; nothing personal. */
  display: Worded;
}

export interface NewNote {
  id: string;
  ticketId: string;
  agentId: string;
  at: Instant;
  text: string;
  full: string | null;
}

/** What a customer made of a message of theirs later; the message itself stays as it was said. */
export interface NewRevision {
  id: string;
  messageId: string;
  at: Instant;
  /** Masked; null: it was deleted. */
  text: string | null;
  full: string | null;
}

export interface WrittenFile {
  file: Customer;
  isNew: boolean;
  /** The conversation's identity is one of the file's from now on. */
  joins?: boolean;
  /** What its channel vouches for nobody else has: of two that come at once, one finds the other. */
  claims?: boolean;
  placed?: Placed | null;
}

/** What one decided turn writes, all or nothing. */
export interface Change {
  wanted: Wanted;
  /** The version read; null: the conversation is new. The written one is this + 1 (1 for a new one). */
  readVersion: number | null;
  conversation: Conversation;
  /** Upserted field by field, newest wins; null: untouched. `dataKey` is set for a new customer only. */
  customer: WrittenFile | null;
  /** The wrapped data key that seals this turn's personal data; null only while there is nothing personal to seal. */
  dataKey: Buffer | null;
  tickets: { ticket: Ticket; masked: string }[];
  commitments: Commitment[];
  surveys: Survey[];
  messages: NewMessage[];
  notes: NewNote[];
  revisions: NewRevision[];
  events: DeskEvent[];
  /** Set where the turn blocked its person (the reason masked) or let them in again; null: neither. */
  block: ({ lifted: false } & Block) | { lifted: true; by: string } | null;
  /** Said by somebody who is blocked: kept, and rung nowhere. */
  muffled: boolean;
  /** What of it has to leave over a channel that is not ours, with the same commit. */
  deliveries: NewDelivery[];
  /** Kept under the key, given again to every repeat. */
  answer: unknown;
}

/** The two round trips of a batch of turns (architecture 8). Rejects with `DatabaseAway` on an outage. */
export interface TurnStore {
  /** One statement, one snapshot, no lock; in the order asked. `now` is desk time. */
  read(wanted: Wanted[]): Promise<{ now: Instant; loaded: Loaded[] }>;
  /**
   * One statement: writes the changes whose conversation still has the version read, and answers per change whether it won.
   * A clash on `received`, or anything else that fails one row, rejects the whole batch with nothing written.
   */
  write(changes: Change[]): Promise<boolean[]>;
  /** Keeps, sealed, an input whose turn failed three times: acknowledged and shown, never lost. */
  park(input: { conversationId: string; key: Wanted["key"]; answer: unknown; input: unknown; reason: string }): Promise<void>;
}
