import { v7 as newId } from "uuid";
import type { Change, NewMessage } from "../../../../src/application/turn-store.js";
import type { Commitment } from "../../../../src/domain/commitment/commitment.js";
import { emptyMind } from "../../../../src/domain/conversation/conversation.js";
import type { Customer } from "../../../../src/domain/ticket/customer.js";
import type { Ticket } from "../../../../src/domain/ticket/ticket.js";

export const AT = Date.parse("2026-11-23T02:00:00Z");

export const aMessage = (of: Partial<NewMessage> = {}): NewMessage => ({
  id: newId(),
  seq: 1,
  from: "customer",
  agentId: null,
  ticketId: null,
  at: AT,
  locale: "en",
  text: "Call me at +86 138****8000",
  full: "Call me at +86 13800138000",
  say: null,
  buttons: [],
  value: null,
  clientKey: null,
  attachments: [],
  display: {},
  ...of,
});

/** What a turn committed: the messages of a conversation whose sequence is that of the last. */
export const aChange = (conversationId: string, messages: NewMessage[], awaitsSeq: number | null = null): Change => ({
  wanted: { conversationId, key: null, person: null },
  readVersion: 1,
  conversation: {
    id: conversationId,
    channel: "web",
    channelConversationId: conversationId,
    channelUserId: "dl_1",
    locale: "en",
    zone: null,
    holder: "bot",
    agentId: null,
    takenAt: null,
    customerId: null,
    seq: messages.at(-1)?.seq ?? 0,
    seenSeq: 0,
    awaitsSeq,
    unansweredSince: null,
    openedAt: AT,
    dialogVersion: "d1",
    version: 1,
    mind: emptyMind(),
  },
  customer: null,
  dataKey: null,
  tickets: [],
  commitments: [],
  surveys: [],
  messages,
  notes: [],
  events: [],
  answer: null,
});

export const aCustomer = (of: Partial<Customer> = {}): Customer => ({
  id: newId(),
  number: 1,
  name: "Zhang San",
  company: "Blue Sky",
  position: null,
  type: "new",
  tier: "ordinary",
  firstChannel: "web",
  firstContactAt: AT,
  lastContactAt: AT,
  optedOut: false,
  contacts: [
    { kind: "phone", value: "+8613800138000", verified: "typed" },
    { kind: "email", value: "zhang@example.com", verified: "typed" },
  ],
  ...of,
});

export const aTicket = (of: Partial<Ticket> & Pick<Ticket, "conversationId" | "customerId" | "owner">): Ticket =>
  ({
    id: newId(),
    number: 1,
    category: "aftersale",
    form: "support",
    nature: null,
    urgency: "high",
    importance: "low",
    priority: "P2",
    rank: 0,
    outage: false,
    team: "care",
    text: "It is broken, call +86 13800138000",
    keywords: ["broken"],
    classification: { confidence: {}, evidence: [] },
    linkedTo: null,
    createdAt: AT,
    reopened: 0,
    policyVersion: "p1",
    status: "open",
    ...of,
  }) as Ticket;

export const aPromise = (of: Partial<Commitment> = {}): Commitment => ({
  id: newId(),
  kind: "first_response",
  state: "owed",
  ticketId: null,
  customerId: null,
  owedTo: "customer",
  owedBy: "bot",
  startedAt: AT,
  dueAt: AT + 30 * 60_000,
  clock: "always",
  pausedAt: null,
  pausedMs: 0,
  pausedUntil: null,
  saidAt: null,
  saidSeq: null,
  warnedAt: null,
  toldBefore: false,
  heldByBot: false,
  byReprioritising: false,
  late: false,
  alerts: [],
  why: "sla.P2",
  endedAt: null,
  steps: [],
  policyVersion: "p1",
  ...of,
});
