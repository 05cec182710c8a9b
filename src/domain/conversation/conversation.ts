import type { Ask, Button, IntakeSlot } from "./ask.js";
import type { Decided, MessageFile } from "./display.js";
import type { Say } from "../say.js";
import type { Instant } from "../time.js";
import type { Channel, Category, Holder, Level, Locale } from "../words.js";

/** What the customer has given so far; the next question is derived from what is missing, never from a stored step. */
export interface Intake {
  startedAt: Instant;
  demand: string | null;
  /** Understood from the demand, bettered by the answers; see {@link Demand}. */
  understood: Demand | null;
  name: string | null;
  company: string | null;
  position: string | null;
  phone: string | null;
  email: string | null;
  /** The customer would rather not leave a contact: the chat itself is the way back. */
  contactRefused: boolean;
  /** The demand so far is only the choice under the greeting: its particulars are still asked. */
  fromChoice: boolean;
  /** Empathy was shown before the first "is this right?": once is kind. */
  empathised: boolean;
  /** "Please describe it" was answered or passed over: it is not asked twice. */
  described: boolean;
  /** Slots in the order they were answered, newest last: "back" drops the last. */
  answered: IntakeSlot[];
}

/** The classification of a demand with its evidence and confidence (service-process 2). */
export interface Demand {
  category: Category | null;
  form: "consultation" | "support" | "complaint";
  nature: "product" | "service" | "process" | "other" | null;
  urgency: Level;
  importance: Level;
  /** null where the words do not say: then one probing question decides. */
  stopped: boolean | null;
  outage: boolean;
  heavyLoss: boolean;
  keywords: string[];
  secondary: Category | null;
  confidence: Record<string, number>;
  evidence: { field: string; kind: string; text: string }[];
}

/** What only the turn reads of a conversation. Stored sealed under the customer's key, since answers stand in it. */
export interface Mind {
  v: 1;
  /** The privacy notice shown, before the first input (service-process 1). */
  notice: { version: string; locale: Locale; at: Instant } | null;
  intake: Intake | null;
  asks: Ask[];
  /** The ticket that free text is about, once the customer has said so; null: not said. */
  focus: string | null;
  /** When an agent last spoke in words of their own. */
  agentSpokeAt: Instant | null;
  /** The customer's file began here. */
  began?: true;
  /** The customer's last words here: what stands above them was before their eyes. */
  wroteSeq?: number;
  /** Up to where this went to another conversation of the customer's too. */
  pushed?: { to: string; upTo: number };
}

export interface Conversation {
  id: string;
  channel: Channel;
  channelConversationId: string;
  /** The channel's own name of the person, from its token, never from a message. */
  channelUserId: string;
  locale: Locale;
  /** IANA; null: the desk's. */
  zone: string | null;
  holder: Holder;
  agentId: string | null;
  takenAt: Instant | null;
  customerId: string | null;
  /** The public sequence: how many public messages there are. */
  seq: number;
  /** Known seen up to here. Written beside the turn, so that a poll that changes nothing for a commitment runs none. */
  seenSeq: number;
  /** The lowest sequence a commitment waits to be seen; null: none waits. */
  awaitsSeq: number | null;
  unansweredSince: Instant | null;
  openedAt: Instant;
  dialogVersion: string;
  version: number;
  mind: Mind;
}

export const emptyMind = (): Mind => ({ v: 1, notice: null, intake: null, asks: [], focus: null, agentSpokeAt: null });

/** One public message a turn decided, in order. `text` is set where a person wrote it, `say` where the bot speaks. */
export interface Utterance {
  id: string;
  seq: number;
  from: "customer" | "bot" | "agent";
  agentId: string | null;
  ticketId: string | null;
  say: Say | null;
  text: string | null;
  buttons: Button[];
  /** What a button or a form sent back, so that the channel can show the answer in place of the controls. */
  value: { askId: string; choice: string } | null;
  attachments: MessageFile[];
  display: Decided;
}
