import { boolean, bytea, integer, key, maybe, oneOf, preset, table, text, time, uuid } from "./table.js";

export const customers = table(
  "customers",
  {
    id: key(uuid),
    number: integer,
    data_key: maybe(bytea),
    name: maybe(text),
    company: maybe(text),
    position: maybe(text),
    type: text,
    tier: text,
    first_channel: text,
    first_contact_at: time,
    last_contact_at: time,
    opted_out: preset(boolean, false),
    prefers: maybe(text),
    wrote_in: maybe(uuid),
  },
  {
    uniques: [["number"]],
    checks: { customers_prefers_check: oneOf("prefers", "last", "web", "slack", "botframework") },
  },
);

export const identities = table(
  "identities",
  {
    channel: key(text),
    channel_user_id: key(text),
    customer_id: uuid,
    joined_at: time,
  },
  {
    references: { customer_id: "customers" },
    indexes: { identities_customer: ["customer_id"] },
  },
);

/** Whom the desk no longer listens to. */
export const blocks = table(
  "blocks",
  {
    channel: key(text),
    channel_user_id: key(text),
    conversation_id: uuid,
    at: time,
    agent_id: uuid,
    reason: text,
  },
  {
    references: { conversation_id: "conversations", agent_id: "agents" },
    goesWith: ["conversation_id"],
    indexes: { blocks_conversation: ["conversation_id"] },
  },
);

export const contacts = table(
  "contacts",
  {
    customer_id: key(uuid),
    kind: key(text),
    lookup: key(bytea),
    sealed: bytea,
    verified: text,
    at: time,
    sole: preset(boolean, false),
  },
  {
    references: { customer_id: "customers" },
    indexes: {
      contacts_lookup: ["lookup"],
      contacts_sole: { on: ["lookup"], where: "sole", unique: true },
    },
    checks: {
      contacts_kind_check: oneOf("kind", "phone", "email"),
    },
  },
);

export const resumes = table(
  "resumes",
  {
    hash: key(bytea),
    conversation_id: uuid,
    channel_user_id: text,
    expires_at: time,
    kind: preset(text, "browser"),
  },
  {
    checks: {
      resumes_kind_check: oneOf("kind", "browser", "identity", "link"),
    },
  },
);
