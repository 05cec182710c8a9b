import { statement } from "../../statement.js";

// $1 id, $2 state, $3 message, $4 reason. What was sent stands among the messages: its text goes here.
export const settleDraft = statement(
  "settle-draft",
  `update drafts set state = $2, message_id = $3, reason = $4::jsonb, sealed = case when $2::text = 'sent' then ''::bytea else sealed end
  where id = $1 and state = 'held' returning 1`,
);
