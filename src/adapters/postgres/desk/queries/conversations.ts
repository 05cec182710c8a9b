import type {
  ConversationFilter,
  ConversationQueries,
  ConversationView,
  MessageView,
} from "../../../../application/desk-queries.js";
import type { DeliveryState } from "../../../../application/deliveries/outbox.js";
import type { Vault } from "../../../../application/ports.js";
import type { Channel, Holder, Locale } from "../../../../domain/words.js";
import { HOLDERS } from "../../../../domain/words.js";
import type { Pool } from "../../pool.js";
import { bytes } from "../../rows.js";
import { isUuid } from "../shared/is-uuid.js";
import { anyOf, iso, isoOrNull, list, one, where } from "./list.js";
import { openText } from "../shared/open-text.js";

interface Row {
  id: string;
  channel: Channel;
  channel_conversation_id: string;
  holder: Holder;
  agent_id: string | null;
  agent_name: string | null;
  customer_id: string | null;
  unseen: number;
  unanswered_since: Date | null;
  locale: Locale;
  zone: string | null;
  opened_at: Date;
  last_at: Date;
  blocked: { at: string; by: string; byName: string; reason: string } | null;
}

const conversationView = (row: Row): ConversationView => ({
  id: row.id,
  channel: row.channel,
  channelConversationId: row.channel_conversation_id,
  holder: row.holder,
  agent: row.agent_id,
  agentName: row.agent_name,
  customerId: row.customer_id,
  unseen: row.unseen,
  unansweredSince: isoOrNull(row.unanswered_since),
  locale: row.locale,
  zone: row.zone,
  openedAt: iso(row.opened_at),
  lastAt: iso(row.last_at),
  blocked: row.blocked && { ...row.blocked, at: iso(row.blocked.at) },
});

export interface MessageRow {
  id: string;
  conversation_id: string;
  seq: string;
  at: Date;
  sender: MessageView["from"];
  agent_id: string | null;
  agent_name: string | null;
  ticket_id: string | null;
  locale: Locale;
  text: string;
  sealed: Buffer | null;
  data_key: Buffer | null;
  say_key: string | null;
  buttons: MessageView["buttons"] | null;
  value: unknown;
  attachments: MessageView["attachments"] | null;
  delivery: { id: string; state: DeliveryState; at: string; reason: string | null } | null;
  versions: { id: string; at: string; text: string | null; sealed: string | null }[] | null;
}

export const messageView = (row: MessageRow, vault: Vault): MessageView => ({
  id: row.id,
  conversationId: row.conversation_id,
  seq: Number(row.seq),
  at: iso(row.at),
  from: row.sender,
  agent: row.agent_id,
  name: row.agent_name,
  ticketId: row.ticket_id,
  locale: row.locale,
  text: openText(row, vault),
  say: row.say_key,
  buttons: row.buttons ?? [],
  value: row.value,
  attachments: row.attachments ?? [],
  delivery: row.delivery && { ...row.delivery, at: iso(row.delivery.at) },
  edited: (row.versions ?? []).flatMap(({ id, at, text, sealed }) =>
    text === null
      ? []
      : [
          {
            at: iso(at),
            text: openText({ id, text, sealed: sealed === null ? null : bytes(sealed), data_key: row.data_key }, vault),
          },
        ],
  ),
  deletedAt: isoOrNull(row.versions?.find(({ text }) => text === null)?.at ?? null),
});

export const MESSAGES = {
  select: `m.*, m.say->>'key' as say_key, a.name as agent_name, k.data_key,
    (select json_build_object('id', v.id, 'state', v.state, 'at', coalesce(v.settled_at, v.created_at), 'reason', v.reason)
     from deliveries v where v.message_id = m.id order by v.id desc limit 1) as delivery,
    (select json_agg(r order by r.id) from message_versions r where r.message_id = m.id) as versions`,
  table: { name: "messages", as: "m" },
  join: `join conversations c on c.id = m.conversation_id left join agents a on a.id = m.agent_id
    left join customers k on k.id = c.customer_id`,
};

const CONVERSATIONS = {
  select: `c.id, c.channel, c.channel_conversation_id, c.holder, c.agent_id, a.name as agent_name, c.customer_id, c.unanswered_since,
    c.locale, c.zone, c.opened_at, c.last_at,
    (select count(*)::int from messages m where m.conversation_id = c.id and m.seq > c.seen_seq and m.sender <> 'customer') as unseen,
    (select json_build_object('at', b.at, 'by', b.agent_id, 'byName', g.name, 'reason', b.reason)
     from blocks b join agents g on g.id = b.agent_id where b.channel = c.channel and b.channel_user_id = c.channel_user_id) as blocked`,
  table: { name: "conversations", as: "c" },
  join: "left join agents a on a.id = c.agent_id",
  view: conversationView,
};

const ID = { column: "c.id", cast: "uuid" } as const;
const NEWEST = { name: "conversations", order: { by: [ID], descending: true } } as const;
const LONGEST_WAITING = {
  name: "unanswered",
  order: { by: [{ column: "c.unanswered_since", cast: "timestamptz" }, ID] },
} as const;

export function makeConversationQueries({ pool, vault }: { pool: Pool; vault: Vault }): ConversationQueries {
  return {
    list: async (filter, page) => {
      if ([filter.agent, filter.customerId].some((id) => id !== undefined && !isUuid(id))) return { items: [], next: null };
      const ordered = filter.unanswered ? LONGEST_WAITING : NEWEST;
      return list(pool, { ...CONVERSATIONS, ...ordered, where: conditions(filter) }, page);
    },
    one: async (id) => (isUuid(id) ? one(pool, { ...CONVERSATIONS, where: where().and("c.id = ?", id) }) : null),
    messages: async (id, page) => {
      if (!isUuid(id)) return null;
      const { newest = false } = page;
      const order = { by: [{ column: "m.seq", cast: "bigint" }], descending: newest } as const;
      const name = newest ? "messages-back" : "messages";
      const of = { ...MESSAGES, name, order, view: (row: MessageRow) => messageView(row, vault) };
      const found = await list(pool, { ...of, where: where().and("m.conversation_id = ?", id) }, page);
      if (newest) found.items.reverse();
      if (found.items.length > 0 || page.cursor) return found;
      return (await one(pool, { ...CONVERSATIONS, where: where().and("c.id = ?", id) })) ? found : null;
    },
  };
}

function conditions(filter: ConversationFilter) {
  const wanted = where().and("c.agent_id = ?", filter.agent).and("c.customer_id = ?", filter.customerId);
  if (filter.holder) wanted.and(anyOf("c.holder", [filter.holder], HOLDERS));
  if (filter.unanswered !== undefined) wanted.and(`c.unanswered_since is ${filter.unanswered ? "not null" : "null"}`);
  return wanted;
}
