import type { AuditView } from "../../../../src/application/audit.js";
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
  TicketView,
} from "../../../../src/application/desk-queries.js";
import type { DigestView } from "../../../../src/application/digests/views.js";

/** Ids of the fixed data, by a short name of two hex digits. */
export const idOf = (name: string): string => `01890a5d-ac96-774b-bcce-b302099a80${name}`;

export const TICKET = idOf("01");
export const CONVERSATION = idOf("02");
export const CUSTOMER = idOf("03");
export const COMMITMENT = idOf("04");
export const WANG = idOf("05");
export const LI = idOf("06");
export const MESSAGE = idOf("07");
export const NOTE = idOf("08");
export const DELIVERY = idOf("0b");
export const AT = "2026-11-23T02:00:00.000Z";

export const aCommitment: CommitmentView = {
  id: COMMITMENT,
  kind: "call",
  state: "owed",
  ticketId: TICKET,
  conversationId: CONVERSATION,
  owedTo: "customer",
  owedBy: WANG,
  startedAt: AT,
  dueAt: AT,
  clock: "always",
  pausedAt: null,
  pausedMs: 0,
  pausedUntil: null,
  saidAt: null,
  toldBefore: false,
  heldByBot: false,
  byReprioritising: false,
  late: false,
  why: "unseen",
  alerts: [{ level: "owner", at: AT, to: WANG }],
  steps: [{ at: AT, do: "alert_supervisor" }],
  overdue: false,
  policyVersion: "p1",
  endedAt: null,
};
export const aTicket: TicketView = {
  id: TICKET,
  number: "T-000123",
  status: "open",
  reason: null,
  waitingFor: null,
  category: "aftersale",
  form: "support",
  nature: null,
  urgency: "high",
  importance: "low",
  priority: "P3",
  rank: 0,
  outage: false,
  owner: WANG,
  ownerName: "Wang Wei",
  team: "service",
  customerId: CUSTOMER,
  conversationId: CONVERSATION,
  text: "The printer stops",
  keywords: ["printer"],
  classification: {},
  linkedTo: null,
  reopened: 0,
  createdAt: AT,
  closedAt: null,
  commitments: [aCommitment],
};
export const aConversation: ConversationView = {
  id: CONVERSATION,
  channel: "web",
  channelConversationId: "c-1",
  holder: "agent",
  agent: WANG,
  agentName: "Wang Wei",
  customerId: CUSTOMER,
  unseen: 0,
  unansweredSince: null,
  locale: "en",
  zone: null,
  openedAt: AT,
  lastAt: AT,
  blocked: null,
};
export const aMessage: MessageView = {
  id: MESSAGE,
  conversationId: CONVERSATION,
  seq: 7,
  at: AT,
  from: "agent",
  agent: WANG,
  name: "Wang Wei",
  ticketId: TICKET,
  locale: "en",
  text: "We are on it",
  say: null,
  buttons: [],
  value: null,
  attachments: [{ id: "0198f3a0-0000-7000-8000-0000000000aa", name: "a.png", type: "image/png", bytes: 3 }],
  delivery: { id: DELIVERY, state: "sent", at: AT, reason: null },
  edited: [],
  deletedAt: null,
};
export const aNote: NoteView = {
  id: NOTE,
  ticketId: TICKET,
  conversationId: CONVERSATION,
  agent: WANG,
  agentName: "Wang Wei",
  at: AT,
  text: "Called back",
};
export const anEvent: EventView = {
  id: idOf("09"),
  seq: 1,
  type: "assigned",
  v: 1,
  at: AT,
  recordedAt: AT,
  by: WANG,
  ticketId: TICKET,
  conversationId: CONVERSATION,
  policyVersion: "p1",
  data: {},
};
export const aCustomer: CustomerView = {
  id: CUSTOMER,
  number: "C-000001",
  name: "Zhang San",
  company: null,
  position: null,
  type: "new",
  tier: "ordinary",
  firstChannel: "web",
  firstContactAt: AT,
  lastContactAt: AT,
  tickets: 2,
  openTickets: 1,
  optedOut: false,
  channels: [{ channel: "web", since: AT }],
  lastChannel: "web",
  prefers: null,
  contacts: [{ kind: "phone", value: "+86 138 **** 0000", verified: "typed", at: AT }],
};
export const aSurvey: SurveyView = {
  id: idOf("0a"),
  ticketId: TICKET,
  conversationId: CONVERSATION,
  customerId: CUSTOMER,
  assignee: WANG,
  kind: "full",
  state: "answered",
  askedAt: AT,
  expiresAt: AT,
  scores: [5, 5, 4, 5],
  comment: null,
  answeredAt: AT,
};
export const aDelivery: DeliveryView = {
  id: DELIVERY,
  channel: "slack",
  address: "C1",
  kind: "alert",
  state: "sent",
  messageId: null,
  attempts: 1,
  refusals: 0,
  reason: null,
  createdAt: AT,
  deadlineAt: AT,
  settledAt: AT,
};
export const wang: AgentView = {
  id: WANG,
  name: "Wang Wei",
  role: "agent",
  team: "service",
  available: true,
  email: null,
  slack: null,
  disabled: false,
};
export const li: AgentView = { ...wang, id: LI, name: "Li Na", team: "sales" };
export const anAuditEntry: AuditView = {
  id: idOf("0c"),
  at: AT,
  by: "agent",
  agent: WANG,
  agentName: "Wang Wei",
  action: "signed_in",
  subject: { kind: "agent", id: WANG },
  detail: {},
};
export const aDigest: DigestView = {
  id: idOf("0e"),
  name: "watch",
  period: "2026-11-23",
  channel: "desk",
  team: null,
  dueAt: AT,
  madeAt: AT,
  late: false,
  document: { locale: "en", title: "Daily watch list", lines: [], sections: [], link: null },
  charts: [],
  figures: {},
  deliveries: [{ id: DELIVERY, state: "unknown", reason: "outcome unknown" }],
};
