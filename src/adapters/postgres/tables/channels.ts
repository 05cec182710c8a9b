import { bytea, key, maybe, table, text, time, uuid } from "./table.js";

/** Our conversation behind a channel's own name of it. */
export const channelAddresses = table(
  "channel_addresses",
  { channel: key(text), channel_conversation_id: key(text), conversation_id: uuid, sealed: maybe(bytea) },
  { uniques: [["conversation_id"]] },
);

/** What a customer made of a message later; no text: deleted. */
export const messageVersions = table(
  "message_versions",
  { id: key(uuid), message_id: uuid, conversation_id: uuid, at: time, text: maybe(text), sealed: maybe(bytea) },
  {
    references: { message_id: "messages" },
    goesWith: ["message_id"],
    indexes: { message_versions_message: ["message_id", "id"] },
  },
);
