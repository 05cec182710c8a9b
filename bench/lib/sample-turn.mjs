import { v7 as uuid } from "uuid";

// A turn as most are: a customer answers a question of the intake, the bot asks the next one.

const intake = {
  startedAt: 1_795_000_000_000,
  demand: "我的订单 SO-20261122-0815 一直没有发货,请帮我查一下",
  understood: {
    category: "insale",
    form: "support",
    nature: "service",
    urgency: "low",
    importance: "low",
    stopped: null,
    outage: false,
    heavyLoss: false,
    keywords: ["订单", "发货"],
    secondary: null,
    confidence: { category: 0.91, form: 0.84, nature: 0.7 },
    evidence: [
      { field: "category", kind: "word", text: "订单" },
      { field: "nature", kind: "word", text: "发货" },
    ],
  },
  name: null,
  company: null,
  position: null,
  phone: null,
  email: null,
  orderNo: "SO-20261122-0815",
  contactRefused: false,
  described: false,
  answered: ["demand"],
};

export const newConversation = (n) => ({
  id: uuid(),
  channel: "web",
  channelConversationId: `bench-${n}`,
  channelUserId: `dl_bench_${n}`,
  locale: "zh-CN",
  zone: "Asia/Shanghai",
  holder: "bot",
  agentId: null,
  takenAt: null,
  customerId: null,
  seq: 0,
  seenSeq: 0,
  awaitsSeq: null,
  unansweredSince: null,
  openedAt: 1_795_000_000_000,
  dialogVersion: "bench",
  version: 0,
  mind: { v: 1, notice: { version: "1", locale: "zh-CN", at: 1_795_000_000_000 }, intake, asks: [], focus: null },
});

const NOTHING = {
  customer: null,
  dataKey: null,
  tickets: [],
  commitments: [],
  surveys: [],
  notes: [],
  revisions: [],
  deliveries: [],
};

export const opening = (conversation) => ({
  ...NOTHING,
  wanted: { conversationId: conversation.id, key: null, person: null },
  readVersion: null,
  conversation,
  messages: [],
  events: [],
  answer: null,
});

const message = (values) => ({
  agentId: null,
  ticketId: null,
  locale: "zh-CN",
  full: null,
  say: null,
  buttons: [],
  value: null,
  clientKey: null,
  attachments: [],
  display: {},
  ...values,
});

/** The next turn of a conversation, whoever read it. */
export function decideTurn({ conversation }, wanted, now) {
  const { seq, mind } = conversation;
  const ask = { id: uuid(), openedAt: now, odd: 0, kind: "intake", slot: "name" };
  return {
    ...NOTHING,
    wanted,
    readVersion: conversation.version,
    conversation: { ...conversation, seq: seq + 2, mind: { ...mind, asks: [ask] } },
    messages: [
      message({
        id: uuid(),
        seq: seq + 1,
        from: "customer",
        at: now,
        text: "没有停机,只是有点慢,麻烦尽快处理",
        clientKey: wanted.key.key,
      }),
      message({
        id: uuid(),
        seq: seq + 2,
        from: "bot",
        at: now,
        text: "好的。请问怎么称呼您?",
        say: { key: "ask.name", params: {}, dialogVersion: "bench" },
      }),
    ],
    events: [
      {
        id: uuid(),
        type: "message.received",
        v: 1,
        at: now,
        by: { kind: "customer" },
        ticketId: null,
        policyVersion: "bench",
        data: { seq: seq + 1, intent: "provide_info" },
      },
    ],
    answer: { ok: true, seq: seq + 2, messageId: null, noteId: null, ticketIds: [] },
  };
}
