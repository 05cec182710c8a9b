import { statement } from "../../../statement.js";
import { BEHIND } from "./behind.js";

// $1: see the shared part; $2 conversations.
export const behindOfConversations = statement(
  "slack-behind-of-conversations",
  `${BEHIND} and t.conversation_id = any ($2::uuid[]) order by t.id`,
);
