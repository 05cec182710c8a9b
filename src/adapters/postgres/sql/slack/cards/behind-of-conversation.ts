import { statement } from "../../../statement.js";
import { BEHIND } from "./behind.js";

// $1: see the shared part; $2 conversation.
export const behindOfConversation = statement(
  "slack-behind-of-conversation",
  `${BEHIND} and t.conversation_id = $2 order by t.id`,
);
