import { statement } from "../../../statement.js";
import { REPLY_CHANGED } from "./reply-changed.js";
import { REPLY_STATE } from "./reply-state.js";

// Those that are not at their end.
export const changedRepliesOfAll = statement(
  "slack-changed-replies-of-all",
  `
  select r.draft_id, r.channel from ${REPLY_STATE}
  where (r.shown is null or r.shown in ('held', 'sent')) and ${REPLY_CHANGED} order by r.draft_id limit 500`,
);
