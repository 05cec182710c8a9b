import { v7 as uuid } from "uuid";
import type { Change, NewMessage, Wanted } from "../../../src/application/turn-store.js";
import type { Commitment } from "../../../src/domain/commitment/commitment.js";
import { emptyMind } from "../../../src/domain/conversation/conversation.js";
import type { Conversation } from "../../../src/domain/conversation/conversation.js";
import type { Customer } from "../../../src/domain/ticket/customer.js";
import type { DeskEvent } from "../../../src/domain/event.js";
import type { Survey, Ticket } from "../../../src/domain/ticket/ticket.js";
import type { Pool } from "../../../src/adapters/postgres/pool.js";

// Builders with defaults: a test names only what it is about.

export const AT = Date.parse("2026-11-22T02:00:00.123Z");
export const TEAM = "support";
export const AGENT = "01939e5c-0000-7000-8000-000000000001";

export async function seedPeople(pool: Pool): Promise<void> {
  await pool.query(`insert into teams (id, name) values ($1, '{"zh-CN": "客服", "en": "Support"}')`, [TEAM]);
  await pool.query("insert into agents (id, name, role, team_id) values ($1, '值班 / Duty', 'agent', $2)", [AGENT, TEAM]);
}

export function aConversation(given: Partial<Conversation> = {}): Conversation {
  const id = given.id ?? uuid();
  return {
    id,
    channel: "web",
    channelConversationId: id,
    channelUserId: `dl_${id}`,
    locale: "zh-CN",
    zone: null,
    holder: "bot",
    agentId: null,
    takenAt: null,
    customerId: null,
    seq: 0,
    seenSeq: 0,
    awaitsSeq: null,
    unansweredSince: null,
    openedAt: AT,
    dialogVersion: "d1",
    version: 0,
    mind: emptyMind(),
    ...given,
  };
}

export const wantedOf = (conversation: Conversation, key: string | null = null): Wanted => ({
  conversationId: conversation.id,
  key: key === null ? null : { channel: conversation.channel, key },
  person: { channel: conversation.channel, channelUserId: conversation.channelUserId },
});

export function aMessage(given: Partial<NewMessage> = {}): NewMessage {
  const id = uuid();
  return {
    id,
    seq: 1,
    from: "customer",
    agentId: null,
    ticketId: null,
    at: AT,
    locale: "zh-CN",
    text: "订单没有发货",
    full: null,
    say: null,
    buttons: [],
    value: null,
    clientKey: null,
    attachments: [],
    display: {},
    ...given,
  };
}

export const anEvent = (given: Partial<DeskEvent> = {}): DeskEvent => ({
  id: uuid(),
  type: "message.received",
  v: 1,
  at: AT,
  by: { kind: "customer" },
  ticketId: null,
  policyVersion: "p1",
  data: {},
  ...given,
});

export function aChange(conversation: Conversation, given: Partial<Change> = {}): Change {
  return {
    wanted: wantedOf(conversation),
    readVersion: conversation.version === 0 ? null : conversation.version,
    conversation,
    customer: null,
    dataKey: null,
    tickets: [],
    commitments: [],
    surveys: [],
    messages: [],
    notes: [],
    revisions: [],
    events: [],
    block: null,
    muffled: false,
    deliveries: [],
    answer: null,
    ...given,
  };
}

let number = 0;

export const aCustomer = (given: Partial<Customer> = {}): Customer => ({
  id: uuid(),
  number: ++number,
  name: "张三",
  company: "蓝天公司",
  position: null,
  type: "new",
  tier: "ordinary",
  firstChannel: "web",
  firstContactAt: AT,
  lastContactAt: AT,
  optedOut: false,
  contacts: [],
  ...{ prefers: null, wroteIn: null, reach: null },
  ...given,
});

type Open = Extract<Ticket, { status: "open" }>;

export const aTicket = (conversation: Conversation, given: Partial<Open> = {}): Open => ({
  id: uuid(),
  number: ++number,
  conversationId: conversation.id,
  customerId: conversation.customerId ?? "",
  category: "aftersale",
  form: "support",
  nature: "product",
  urgency: "high",
  importance: "low",
  priority: "P2",
  rank: 0,
  outage: false,
  owner: AGENT,
  team: TEAM,
  text: "设备停机,请打 13800138000",
  keywords: ["设备", "停机"],
  classification: { confidence: { category: 0.9 }, evidence: [{ field: "category", kind: "word", text: "设备" }] },
  linkedTo: null,
  createdAt: AT,
  reopened: 0,
  policyVersion: "p1",
  status: "open",
  ...given,
});

export const aCommitment = (given: Partial<Commitment> = {}): Commitment => ({
  id: uuid(),
  kind: "first_response",
  state: "owed",
  ticketId: null,
  customerId: null,
  owedTo: "customer",
  owedBy: AGENT,
  startedAt: AT,
  dueAt: AT + 1_800_000,
  clock: "service",
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
  why: "sla.P2.first_response",
  endedAt: null,
  steps: [{ at: AT + 1_200_000, do: "warn_owner" }],
  policyVersion: "p1",
  ...given,
});

export const aSurvey = (ticket: Ticket, given: Partial<Survey> = {}): Survey => ({
  id: uuid(),
  ticketId: ticket.id,
  customerId: ticket.customerId,
  assignee: AGENT,
  kind: "full",
  askedAt: AT,
  expiresAt: AT + 86_400_000,
  answers: [],
  state: "asked",
  ...given,
});
