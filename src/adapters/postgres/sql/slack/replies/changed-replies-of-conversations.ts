import { statement } from "../../../statement.js";
import { REPLY_CHANGED } from "./reply-changed.js";
import { REPLY_STATE } from "./reply-state.js";

// $1 conversations.
export const changedRepliesOfConversations = statement(
  "slack-changed-replies-of-conversations",
  `select r.draft_id, r.channel from ${REPLY_STATE} where r.conversation_id = any ($1::uuid[]) and ${REPLY_CHANGED} order by r.draft_id limit 100`,
);
