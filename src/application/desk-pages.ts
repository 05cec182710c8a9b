import type { DueWord } from "../domain/commitment/due-word.js";
import type {
  Category,
  Channel,
  CommitmentKind,
  CommitmentState,
  Form,
  Holder,
  Priority,
  TicketStatus,
} from "../domain/words.js";
import type { PageWish } from "./desk-queries.js";

// What the desk's pages show beside the plain lists. Times are ISO 8601 in UTC, "now" is desk time.

/** Windows that follow one another as the queue does, so that a heading never stands between two rows of its own. */
export const DUE_GROUPS = ["overdue", "soon", "today", "later"] as const;
export type DueGroup = (typeof DUE_GROUPS)[number];

export interface QueueFilter {
  owner?: string;
  team?: string;
  category?: Category;
  priority?: Priority[];
  status?: TicketStatus[];
  due?: DueGroup[];
  holder?: Holder;
  /** Where the conversation is held. */
  channel?: Channel;
  /** The customer waits for a word of the desk. */
  unanswered?: boolean;
  /** The customer has not seen all that was said. */
  unseen?: boolean;
  /** At a duty post, so nobody's own yet. */
  atDutyPost?: boolean;
}

export interface NearestView {
  id: string;
  kind: CommitmentKind;
  state: CommitmentState;
  word: DueWord;
  startedAt: string;
  dueAt: string;
  pausedUntil: string | null;
  saidAt: string | null;
  owedTo: "customer" | "desk";
  owedBy: string;
  why: string;
}

export interface QueueCustomer {
  id: string;
  /** `C-000123`. */
  number: string;
  name: string | null;
  company: string | null;
}

export interface QueueConversation {
  id: string;
  channel: Channel;
  holder: Holder;
  agent: string | null;
  agentName: string | null;
  /** Public messages that the customer has not seen. */
  unseen: number;
  unansweredSince: string | null;
}

/** A ticket at its nearest commitment. */
export interface QueueRow {
  id: string;
  number: string;
  status: TicketStatus;
  waitingFor: string | null;
  category: Category | null;
  form: Form;
  priority: Priority;
  rank: number;
  outage: boolean;
  owner: string;
  ownerName: string;
  atDutyPost: boolean;
  team: string;
  createdAt: string;
  /** The first words of the demand, masked. */
  text: string;
  customer: QueueCustomer;
  conversation: QueueConversation;
  /** Null: nothing is owed. */
  nearest: NearestView | null;
  group: DueGroup;
}

/** Each as if its own filter were not set, so that what one could choose instead keeps its number. */
export interface QueueCounts {
  total: number;
  due: Record<DueGroup, number>;
  owner: { owner: string; name: string; count: number }[];
  category: { category: Category | null; count: number }[];
  status: { status: TicketStatus; count: number }[];
  /** There are more than are counted: the figures are "at least". */
  more: boolean;
}

export interface QueuePage {
  items: QueueRow[];
  next: string | null;
  /** Desk time of the words and groups. */
  at: string;
  /** With the first page only. */
  counts: QueueCounts | null;
}

export interface BoardFilter {
  hours: number;
  owedBy?: string;
  team?: string;
}

/** A commitment with whom it is owed to. */
export interface BoardRow {
  commitment: NearestView;
  owedByName: string | null;
  conversationId: string;
  customer: QueueCustomer | null;
  ticket: { id: string; number: string; priority: Priority; team: string; owner: string; ownerName: string; text: string } | null;
}

export interface BoardPage {
  items: BoardRow[];
  next: string | null;
  at: string;
  /** With the first page only: commitments, not tickets; `soon` within 30 minutes, `hours` within the hours asked for. */
  counts: OwedCounts | null;
}

export interface OwedCounts {
  overdue: number;
  soon: number;
  hours: number;
  /** There are more than are counted: the figures are "at least". */
  more: boolean;
}

/** What the desk owes, and how it kept its word since the midnight of its zone: promises met and broken as digests count them. */
export interface Meter extends OwedCounts {
  at: string;
  keptToday: number;
  brokenToday: number;
}

/** Rejects with `DatabaseAway` on an outage and with `BadCursor`. */
export interface QueueQueries {
  /** Tickets that are open, and ended ones that still owe something, by due time; equal dues by rank, then id. */
  queue(filter: QueueFilter, page: PageWish): Promise<QueuePage>;
  /** What the desk owes within the hours, and what is overdue, by due time. */
  board(filter: BoardFilter, page: PageWish): Promise<BoardPage>;
  meter(filter: BoardFilter): Promise<Meter>;
}
