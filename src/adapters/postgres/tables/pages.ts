import { boolean, bytea, jsonb, key, maybe, now, oneOf, preset, table, text, time, tsvector, uuid } from "./table.js";

/** Replies held for undo. */
export const drafts = table(
  "drafts",
  {
    id: key(uuid),
    conversation_id: uuid,
    ticket_id: maybe(uuid),
    agent_id: uuid,
    state: text,
    force: boolean,
    sealed: bytea,
    attachments: preset(jsonb, []),
    created_at: now,
    release_at: time,
    claimed_until: maybe(time),
    message_id: maybe(uuid),
    reason: maybe(jsonb),
    repeat_key: maybe(text),
    body_hash: maybe(text),
  },
  {
    references: { conversation_id: "conversations", agent_id: "agents" },
    goesWith: ["conversation_id"],
    uniques: [["repeat_key"]],
    indexes: {
      drafts_held: { on: ["release_at", "id"], where: "(state = 'held'::text)" },
      drafts_author: ["agent_id", "conversation_id", "id"],
      drafts_conversation: ["conversation_id"],
    },
    checks: {
      drafts_state_check: oneOf("state", "held", "sent", "failed", "taken_back"),
    },
  },
);

/** What search finds messages by: masked words, segmented by the application. */
export const messageWords = table(
  "message_words",
  { message_id: key(uuid), words: tsvector },
  {
    references: { message_id: "messages" },
    goesWith: ["message_id"],
    indexes: { message_words_words: ["words"] },
    apart: ["message_words_words"],
  },
);

/** The same of customers' names and companies. */
export const customerWords = table(
  "customer_words",
  { customer_id: key(uuid), words: tsvector },
  {
    references: { customer_id: "customers" },
    goesWith: ["customer_id"],
    indexes: { customer_words_words: ["words"] },
    apart: ["customer_words_words"],
  },
);
