import type {
  AlertLevel,
  Category,
  Channel,
  CommitmentKind,
  CommitmentState,
  Form,
  Holder,
  Level,
  Locale,
  Nature,
  Priority,
  Role,
  TicketStatus,
} from "../domain/words.js";
import type { DeliveryKind, DeliveryState } from "./deliveries/outbox.js";

// What the API shows: plain values, ready for JSON. Times are ISO 8601 in UTC.

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

export interface CommitmentView {
  id: string;
  kind: CommitmentKind;
  state: CommitmentState;
  ticketId: string | null;
  conversationId: string;
  owedTo: "customer" | "desk";
  owedBy: string;
  startedAt: string;
  dueAt: string;
  clock: string;
  pausedUntil: string | null;
  saidAt: string | null;
  toldBefore: boolean;
  heldByBot: boolean;
  byReprioritising: boolean;
  late: boolean;
  why: string;
  alerts: { level: AlertLevel; at: string; to: string }[];
  endedAt: string | null;
}

export interface ResolutionView {
  summary: string;
  outcome: string | null;
  prevention: string | null;
  rootCause: string | null;
  by: string;
  at: string;
}

export interface TicketView {
  id: string;
  /** `T-000123`. */
  number: string;
  status: TicketStatus;
  reason: string | null;
  waitingFor: string | null;
  category: Category | null;
  form: Form;
  nature: Nature | null;
  urgency: Level;
  importance: Level;
  priority: Priority;
  rank: number;
  outage: boolean;
  /** The agent's id. */
  owner: string;
  ownerName: string;
  team: string;
  customerId: string;
  conversationId: string;
  /** Masked. */
  text: string;
  keywords: string[];
  classification: unknown;
  resolution?: ResolutionView;
  linkedTo: string | null;
  reopened: number;
  createdAt: string;
  closedAt: string | null;
  /** Owed and ended ones, the earliest due first. */
  commitments: CommitmentView[];
}

export interface ConversationView {
  id: string;
  channel: Channel;
  channelConversationId: string;
  holder: Holder;
  agent: string | null;
  agentName: string | null;
  customerId: string | null;
  /** Public messages that the customer has not seen. */
  unseen: number;
  unansweredSince: string | null;
  locale: Locale;
  openedAt: string;
  lastAt: string;
}

export interface MessageView {
  id: string;
  conversationId: string;
  seq: number;
  at: string;
  from: "customer" | "bot" | "agent";
  agent: string | null;
  name: string | null;
  ticketId: string | null;
  locale: Locale;
  /** In full: for agents. */
  text: string;
  /** Names the sentence the bot said. */
  say: string | null;
  buttons: { askId: string; choice: string; label: string }[];
  value: unknown;
}

export interface EventView {
  id: string;
  seq: number;
  type: string;
  v: number;
  at: string;
  recordedAt: string;
  by: string;
  ticketId: string | null;
  conversationId: string | null;
  policyVersion: string;
  data: unknown;
}

export interface NoteView {
  id: string;
  ticketId: string;
  conversationId: string;
  agent: string;
  agentName: string;
  at: string;
  text: string;
}

export interface CustomerView {
  id: string;
  /** `C-000123`. */
  number: string;
  name: string | null;
  company: string | null;
  position: string | null;
  type: string;
  tier: string;
  firstChannel: Channel;
  firstContactAt: string;
  lastContactAt: string;
  optedOut: boolean;
  /** Masked unless asked to reveal; null where the key is gone (erased). */
  contacts: { kind: "phone" | "email"; value: string | null; verified: string; at: string }[];
}

export interface SurveyView {
  id: string;
  ticketId: string;
  conversationId: string;
  customerId: string;
  assignee: string;
  kind: "full" | "short";
  state: "asked" | "answered" | "expired" | "dropped";
  askedAt: string;
  expiresAt: string;
  /** The answer that counts. */
  scores: number[] | null;
  comment: string | null;
  answeredAt: string | null;
}

export interface AgentView {
  id: string;
  name: string;
  role: Role;
  team: string;
  available: boolean;
  email: string | null;
  slack: string | null;
}

export interface TeamView {
  id: string;
  name: Record<Locale, string>;
  duty: string | null;
}

export interface DeliveryView {
  id: string;
  channel: string;
  address: string;
  kind: DeliveryKind;
  state: DeliveryState;
  messageId: string | null;
  attempts: number;
  refusals: number;
  reason: string | null;
  createdAt: string;
  deadlineAt: string;
  settledAt: string | null;
}

export interface TicketFilter {
  status?: TicketStatus[];
  owner?: string;
  team?: string;
  priority?: Priority[];
  category?: Category;
  customerId?: string;
  conversationId?: string;
  /** `T-000123` or `123`. */
  number?: string;
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
  state?: SurveyView["state"];
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
  /** Oldest first; null where there is no such conversation. */
  messages(id: string, page: PageWish): Promise<Page<MessageView> | null>;
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
