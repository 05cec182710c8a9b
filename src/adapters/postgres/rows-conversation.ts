import { v7 as newId } from "uuid";
import type { Change, NewMessage } from "../../application/turn-store.js";
import { NewerState } from "../../application/turns/errors.js";
import type { Conversation, Mind } from "../../domain/conversation/conversation.js";
import type { Channel, Holder, Locale } from "../../domain/words.js";
import { instant, instantOrNull, iso, isoOrNull, numberOrNull } from "./rows.js";
import type { Big, Sealer, Time } from "./rows.js";

export const MIND_VERSION = 1;

export interface ConversationRow {
  id: string;
  channel: Channel;
  channel_conversation_id: string;
  channel_user_id: string;
  locale: Locale;
  zone: string | null;
  holder: Holder;
  agent_id: string | null;
  taken_at: Time | null;
  customer_id: string | null;
  seq: Big;
  seen_seq: Big;
  awaits_seq: Big | null;
  unanswered_since: Time | null;
  opened_at: Time;
  dialog_version: string;
  version: Big;
  mind: Buffer;
}

export function openConversation(row: ConversationRow, sealer: Sealer): Conversation {
  return {
    id: row.id,
    channel: row.channel,
    channelConversationId: row.channel_conversation_id,
    channelUserId: row.channel_user_id,
    locale: row.locale,
    zone: row.zone,
    holder: row.holder,
    agentId: row.agent_id,
    takenAt: instantOrNull(row.taken_at),
    customerId: row.customer_id,
    seq: Number(row.seq),
    seenSeq: Number(row.seen_seq),
    awaitsSeq: numberOrNull(row.awaits_seq),
    unansweredSince: instantOrNull(row.unanswered_since),
    openedAt: instant(row.opened_at),
    dialogVersion: row.dialog_version,
    version: Number(row.version),
    mind: openMind(row, sealer),
  };
}

function openMind(row: ConversationRow, sealer: Sealer): Mind {
  const mind = JSON.parse(sealer.open(row.id, row.mind)) as Mind;
  if ((mind.v as number) > MIND_VERSION) throw new NewerState(row.id);
  return mind;
}

/** `version` is the one read, null for a new conversation: the statement compares it and writes the next. */
export function conversationRow({ conversation: c, readVersion, messages }: Change, mind: { from: number; size: number }) {
  return {
    id: c.id,
    channel: c.channel,
    channel_conversation_id: c.channelConversationId,
    channel_user_id: c.channelUserId,
    locale: c.locale,
    zone: c.zone,
    holder: c.holder,
    agent_id: c.agentId,
    taken_at: isoOrNull(c.takenAt),
    customer_id: c.customerId,
    seq: c.seq,
    seen_seq: c.seenSeq,
    awaits_seq: c.awaitsSeq,
    unanswered_since: isoOrNull(c.unansweredSince),
    opened_at: iso(c.openedAt),
    last_at: isoOrNull(messages.at(-1)?.at ?? null),
    dialog_version: c.dialogVersion,
    version: readVersion,
    mind_from: mind.from,
    mind_size: mind.size,
  };
}

/** Every change of who is heard stands in the audit, under an id of its own. */
export const blockRow = ({ conversation: c }: Change, block: NonNullable<Change["block"]>) => ({
  conversation_id: c.id,
  channel: c.channel,
  channel_user_id: c.channelUserId,
  lifted: block.lifted,
  at: block.lifted ? null : iso(block.at),
  agent_id: block.by,
  reason: block.lifted ? null : block.reason,
  audit_id: newId(),
});

export const messageRow = (conversationId: string, m: NewMessage, sealer: Sealer) => ({
  id: m.id,
  conversation_id: conversationId,
  seq: m.seq,
  sender: m.from,
  agent_id: m.agentId,
  ticket_id: m.ticketId,
  at: iso(m.at),
  locale: m.locale,
  text: m.text,
  say: m.say,
  sealed: m.full === null ? null : sealer.seal(m.id, m.full),
  buttons: m.buttons.length === 0 ? null : m.buttons,
  value: m.value ?? null,
  client_key: m.clientKey,
  attachments: m.attachments.length === 0 ? null : m.attachments,
  display: isEmpty(m.display) ? null : m.display,
});

const isEmpty = (display: object): boolean => Object.keys(display).length === 0;
