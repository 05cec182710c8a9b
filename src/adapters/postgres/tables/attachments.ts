import { bytea, integer, key, maybe, now, oneOf, table, text, time, uuid } from "./table.js";

export const attachments = table(
  "attachments",
  {
    id: key(uuid),
    conversation_id: uuid,
    name: text,
    type: text,
    bytes: integer,
    sha256: bytea,
    by: text,
    created_at: now,
    bound_at: maybe(time),
  },
  {
    references: { conversation_id: "conversations" },
    goesWith: ["conversation_id"],
    indexes: {
      attachments_conversation: ["conversation_id"],
      attachments_unbound: { on: ["created_at"], where: "(bound_at IS NULL)" },
    },
    checks: {
      attachments_by_check: oneOf("by", "customer", "agent"),
    },
  },
);

export const attachmentChunks = table(
  "attachment_chunks",
  {
    attachment_id: key(uuid),
    n: key(integer),
    sealed: bytea,
  },
  {
    references: { attachment_id: "attachments" },
    goesWith: ["attachment_id"],
  },
);
