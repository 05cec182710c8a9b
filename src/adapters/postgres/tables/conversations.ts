import { bigint, bytea, jsonb, key, maybe, now, oneOf, preset, table, text, time, uuid } from "./table.js";

export const conversations = table(
  "conversations",
  {
    id: key(uuid),
    channel: text,
    channel_conversation_id: text,
    channel_user_id: text,
    locale: text,
    zone: maybe(text),
    holder: text,
    agent_id: maybe(uuid),
    taken_at: maybe(time),
    customer_id: maybe(uuid),
    seq: bigint,
    seen_seq: preset(bigint, 0),
    awaits_seq: maybe(bigint),
    unanswered_since: maybe(time),
    opened_at: time,
    last_at: time,
    dialog_version: text,
    version: bigint,
    mind: bytea,
  },
  {
    references: { agent_id: "agents", customer_id: "customers" },
    uniques: [["channel", "channel_conversation_id"]],
    indexes: {
      conversations_agent: { on: ["agent_id", "id"], where: "(agent_id IS NOT NULL)" },
      conversations_customer: { on: ["customer_id", "id"], where: "(customer_id IS NOT NULL)" },
      conversations_identified: { on: ["channel_user_id"], where: "(channel_user_id ~~ 'dl\\_id\\_%'::text)" },
      conversations_unanswered: { on: ["unanswered_since", "id"], where: "(unanswered_since IS NOT NULL)" },
    },
    checks: {
      conversations_holder_check: oneOf("holder", "bot", "agent"),
      conversations_check: "((holder = 'agent'::text) = (agent_id IS NOT NULL))",
    },
  },
);

export const messages = table(
  "messages",
  {
    id: key(uuid),
    conversation_id: uuid,
    seq: bigint,
    sender: text,
    agent_id: maybe(uuid),
    ticket_id: maybe(uuid),
    at: time,
    recorded_at: now,
    locale: text,
    text,
    say: maybe(jsonb),
    sealed: maybe(bytea),
    buttons: maybe(jsonb),
    value: maybe(jsonb),
    client_key: maybe(text),
    attachments: maybe(jsonb),
    display: maybe(jsonb),
  },
  {
    references: { conversation_id: "conversations" },
    uniques: [["conversation_id", "seq"]],
    checks: {
      messages_sender_check: oneOf("sender", "customer", "bot", "agent"),
    },
  },
);

export const received = table(
  "received",
  {
    channel: key(text),
    key: key(text),
    answer: jsonb,
    at: now,
  },
  {
    indexes: {
      received_at: ["at"],
    },
  },
);

export const parked = table("parked", {
  id: key(uuid),
  conversation_id: maybe(uuid),
  at: now,
  reason: text,
  sealed: bytea,
  settled_at: maybe(time),
});
