import { statement } from "../../statement.js";

// $1 channel, $2 the channel's own name of the conversation.
export const findAddress = statement(
  "find-address",
  `select conversation_id, sealed from channel_addresses where channel = $1 and channel_conversation_id = $2`,
);
