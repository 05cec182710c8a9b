import { v7 as newId } from "uuid";
import type { Change, NewMessage } from "../../../../src/application/turn-store.js";
import { emptyMind } from "../../../../src/domain/conversation.js";

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
