import type { Dimension } from "../domain/digest/figures.js";
import type { Category, CommitmentKind, CommitmentState, Form, Holder, Priority, TicketStatus } from "../domain/words.js";
import type { DeliveryState } from "./deliveries/outbox.js";
import type {
  AgentView,
  CommitmentView,
  ConversationView,
  CustomerView,
  DeliveryView,
  EventView,
  MessageView,
  NoteView,
  SurveyView,
  TeamView,
  TicketView,
} from "./desk-views.js";

export type * from "./desk-views.js";

/** Keyset paging: `cursor` is what the page before gave as `next`, opaque. `limit` 1 to 200, 50 unless told. */
export interface PageWish {
  cursor?: string | null;
  limit?: number;
}
export interface Page<T> {
  items: T[];
  next: string | null;
}

/** A cursor that none of our pages gave, or one of another list: answer 400. */
export class BadCursor extends Error {
  readonly code = "query.bad_cursor";
  constructor() {
    super("This cursor is not one of this list: leave it out to start from the first page.");
  }
}

export interface TicketFilter {
  status?: TicketStatus[];
  owner?: string;
  team?: string;
  priority?: Priority[];
  /** `none`: not told yet. */
  category?: Category | "none";
  form?: Form;
  customerId?: string;
  conversationId?: string;
  /** `T-000123` or `123`. */
  number?: string;
  /** Registered, from and before. */
  openedFrom?: Date;
  openedTo?: Date;
  closedFrom?: Date;
  closedTo?: Date;
  /** Registered before this moment and not closed by then. */
  openAt?: Date;
  /** A person has said something that counts. */
  answered?: boolean;
  /** Sent back by its customer at least once. */
  reopened?: boolean;
}
export interface ConversationFilter {
  holder?: Holder;
  agent?: string;
  customerId?: string;
  /** Waits for an answer of the desk: the longest first. */
  unanswered?: boolean;
}
export interface CommitmentFilter {
  state?: CommitmentState[];
  kind?: CommitmentKind[];
  ticketId?: string;
  /** Only those somebody was alerted of. */
  alerted?: boolean;
  dueBefore?: Date;
  /** Ended, from and before. */
  endedFrom?: Date;
  endedTo?: Date;
  /** An agent's id, `bot`, `customer`, or `desk`: whoever but the customer. */
  owedBy?: string;
  /** Those of the ticket. */
  team?: string;
  priority?: Priority[];
  toldBefore?: boolean;
  heldByBot?: boolean;
  byReprioritising?: boolean;
}
export interface CustomerFilter {
  name?: string;
  company?: string;
  /** A phone (E.164) or e-mail, exactly. */
  contact?: string;
}
export interface SurveyFilter {
  ticketId?: string;
  customerId?: string;
  state?: SurveyView["state"][];
  /** Asked, from and before. */
  askedFrom?: Date;
  askedTo?: Date;
  assignee?: string;
  /** The ticket's. */
  team?: string;
  /** With a mark in this dimension. */
  marked?: Dimension;
}
export interface DeliveryFilter {
  state?: DeliveryState[];
  channel?: string;
}

/** Newest first, except where a filter says otherwise. */
export interface TicketQueries {
  list(filter: TicketFilter, page: PageWish): Promise<Page<TicketView>>;
  /** By id or number (`T-000123`). */
  one(idOrNumber: string): Promise<TicketView | null>;
}
/** Oldest first. */
export interface TicketHistory {
  events(ticketId: string, page: PageWish): Promise<Page<EventView>>;
  notes(ticketId: string, page: PageWish): Promise<Page<NoteView>>;
}
export interface ConversationQueries {
  list(filter: ConversationFilter, page: PageWish): Promise<Page<ConversationView>>;
  one(id: string): Promise<ConversationView | null>;
  /**
   * Oldest first; null where there is no such conversation. `newest`: the last ones, still oldest first, and `next` goes further back.
   */
  messages(id: string, page: PageWish & { newest?: boolean }): Promise<Page<MessageView> | null>;
}
export interface CommitmentQueries {
  /** The earliest due first. */
  list(filter: CommitmentFilter, page: PageWish): Promise<Page<CommitmentView>>;
  one(id: string): Promise<CommitmentView | null>;
}
export interface CustomerQueries {
  list(filter: CustomerFilter, page: PageWish): Promise<Page<CustomerView>>;
  /** `reveal`: contacts in clear; the caller records who saw them. */
  one(idOrNumber: string, wish: { reveal: boolean }): Promise<CustomerView | null>;
}
export interface SurveyQueries {
  list(filter: SurveyFilter, page: PageWish): Promise<Page<SurveyView>>;
}
/** By name; a desk has few, so all at once. */
export interface PeopleQueries {
  agents(filter: { team?: string }): Promise<AgentView[]>;
  agent(idOrName: string): Promise<AgentView | null>;
  teams(): Promise<TeamView[]>;
}
export interface DeliveryQueries {
  list(filter: DeliveryFilter, page: PageWish): Promise<Page<DeliveryView>>;
  one(id: string): Promise<DeliveryView | null>;
}

/** Every method rejects with `DatabaseAway` on an outage, the lists with `BadCursor`. */
export interface DeskQueries {
  tickets: TicketQueries;
  history: TicketHistory;
  conversations: ConversationQueries;
  commitments: CommitmentQueries;
  customers: CustomerQueries;
  surveys: SurveyQueries;
  people: PeopleQueries;
  deliveries: DeliveryQueries;
}
