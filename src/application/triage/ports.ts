import type { Category, Priority, Role } from "../../domain/words.js";
import type { NewDelivery } from "../deliveries/outbox.js";

/** A ticket whose card is missing or behind, or whose thread is. */
export interface Behind {
  ticketId: string;
  conversationId: string;
  team: string;
  category: Category | null;
  priority: Priority;
  isOpen: boolean;
  /** The conversation's, and its newest message. */
  version: number;
  seq: number;
  card: { channel: string; ts: string | null; behind: boolean; threadBehind: boolean } | null;
}

export interface CardRow {
  ticketId: string;
  conversationId: string;
  channel: string;
  ts: string | null;
  /** A hash of what stands there. */
  shown: string | null;
  mirroredSeq: number;
}

export const REPLY_STATES = ["held", "sent", "delivered", "failed", "taken_back"] as const;
export type ReplyState = (typeof REPLY_STATES)[number];

/** A reply written beside a card, with what became of it. */
export interface ShownReply {
  draftId: string;
  ticketId: string;
  conversationId: string;
  agentName: string;
  channel: string;
  threadTs: string;
  ts: string | null;
  /** As last shown; null: not yet. */
  shown: ReplyState | null;
  state: ReplyState;
  /** Of a failure: the refusal's or the delivery's own. */
  reason: string | null;
  /** Of its message in the public log; null: it is none. */
  seq: number | null;
  /** Kept until it goes out. */
  text: string;
}

/** Each delivery is enqueued together with the row that says that it is, or not at all. All reject with `DatabaseAway` on an outage. */
export interface CardStore {
  /** Of these conversations; null: of all that are open or ended lately. Cards are begun for tickets from `from` (a UUID) on only. */
  behind(of: readonly string[] | null, from: string): Promise<Behind[]>;
  /** `begin`: where a new card's thread begins. `leave`: to where the card stood before. False: somebody else asked meanwhile. */
  askCard(of: Behind & { channel: string; begin: number }, delivery: NewDelivery, leave: NewDelivery | null): Promise<boolean>;
  askMirror(of: Behind, delivery: NewDelivery): Promise<boolean>;
  /** From now on a change asks anew. Null: there is no such card any more. */
  takeCard(ticketId: string): Promise<CardRow | null>;
  takeMirror(ticketId: string): Promise<CardRow | null>;
  keepCard(ticketId: string, at: { channel: string; ts: string; shown: string }): Promise<void>;
  keepMirror(ticketId: string, upTo: number): Promise<void>;
  cardOf(ticketId: string): Promise<CardRow | null>;
  cardAt(channel: string, ts: string): Promise<CardRow | null>;
  /** Messages that stand in the thread as replies of their own. */
  repliesIn(ticketId: string): Promise<string[]>;
  addReply(reply: Pick<ShownReply, "draftId" | "ticketId" | "conversationId" | "channel" | "threadTs" | "ts">): Promise<void>;
  /** Replies whose state is not the one shown; of these conversations, or all that are not at their end. */
  changedReplies(of: readonly string[] | null): Promise<{ draftId: string; channel: string }[]>;
  askMark(draftId: string, delivery: NewDelivery): Promise<boolean>;
  takeMark(draftId: string): Promise<ShownReply | null>;
  keepMark(draftId: string, at: { ts: string; shown: ReplyState }): Promise<void>;
  /** Who holds the conversation, and since when in desk time; null: no agent does. */
  holder(conversationId: string): Promise<{ agentId: string; name: string; since: number } | null>;
}

export interface LinkedAgent {
  id: string;
  name: string;
  role: Role;
  team: string;
}

/** Who of a chat's users is an agent. */
export interface ChatAgents {
  linked(userId: string): Promise<LinkedAgent | null>;
  /** The agent of this e-mail whom nobody is linked to yet. */
  byEmail(email: string): Promise<LinkedAgent | null>;
  /** Null: somebody is linked to that agent meanwhile, or the user to another one. Is written into the audit. */
  link(agentId: string, userId: string): Promise<LinkedAgent | null>;
}
