import { statement } from "../../statement.js";

// $1 channel, $2 its own name of the conversation, $3 our id for it if it has none yet, $4 how to speak there (null: as known). Whoever
// comes first decides the id, so that instances that hear of it at the same moment open one conversation.
export const keepAddress = statement(
  "keep-address",
  `
  insert into channel_addresses as a (channel, channel_conversation_id, conversation_id, sealed) values ($1, $2, $3, $4)
  on conflict (channel, channel_conversation_id) do update set sealed = coalesce(excluded.sealed, a.sealed)
  returning conversation_id`,
);
