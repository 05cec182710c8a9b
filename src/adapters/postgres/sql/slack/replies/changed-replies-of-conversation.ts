import { statement } from "../../../statement.js";
import { REPLY_CHANGED } from "./reply-changed.js";
import { REPLY_STATE } from "./reply-state.js";

// $1 conversation.
export const changedRepliesOfConversation = statement(
  "slack-changed-replies-of-conversation",
  `select r.draft_id, r.channel from ${REPLY_STATE} where r.conversation_id = $1 and ${REPLY_CHANGED} order by r.draft_id limit 100`,
);
