import type { StepAction } from "../domain/commitment/commitment.js";
import type { MessageFile } from "../domain/conversation/display.js";
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
  ReachChannel,
  Role,
  TicketStatus,
} from "../domain/words.js";
import type { DeliveryKind, DeliveryState } from "./deliveries/outbox.js";

// What the API shows: plain values, ready for JSON. Times are ISO 8601 in UTC.

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
  /** While it is paused: since when. */
  pausedAt: string | null;
  /** Of pauses that are over; the due has moved by as much. */
  pausedMs: number;
  pausedUntil: string | null;
  saidAt: string | null;
  toldBefore: boolean;
  heldByBot: boolean;
  byReprioritising: boolean;
  late: boolean;
  why: string;
  alerts: { level: AlertLevel; at: string; to: string }[];
  /** What the desk will do by itself while nothing is said, the next first; while it is paused these moments move on. */
  steps: { at: string; do: StepAction }[];
  /** Broken in silence and not done since: it stays in the queue and on the board. */
  overdue: boolean;
  policyVersion: string;
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
  /** The customer's, IANA; null: not told, the desk's holds. */
  zone: string | null;
  openedAt: string;
  lastAt: string;
  /** Its customer is heard no more: the agent's id and name; null: they are. */
  blocked: { at: string; by: string; byName: string; reason: string } | null;
}

/** What became of a message on a channel that is not ours. */
export interface MessageDelivery {
  /** For `POST deliveries/{id}/resend`. */
  id: string;
  state: DeliveryState;
  at: string;
  reason: string | null;
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
  attachments: MessageFile[];
  /** Null: the customer's own, said where the log is the delivery (web chat), or sent longer than 30 days ago. */
  delivery: MessageDelivery | null;
  /** What the customer made of it later, oldest first; `text` stays as it was said. */
  edited: { at: string; text: string }[];
  /** When the customer deleted it on their channel. */
  deletedAt: string | null;
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
  /** How many of theirs there are, and how many are not ended. */
  tickets: number;
  openTickets: number;
  optedOut: boolean;
  /** Where they are known, the first first. */
  channels: { channel: Channel; since: string }[];
  /** On which they wrote last, where only they read. */
  lastChannel: Channel;
  /** On which they chose to be told things; null: on the one they wrote on last. */
  prefers: ReachChannel | null;
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
  /** Left the desk: neither signs in nor gets anything to do; what they did keeps their name. */
  disabled: boolean;
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
