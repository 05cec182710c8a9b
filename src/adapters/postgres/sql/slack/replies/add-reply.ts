import { statement } from "../../../statement.js";

// $1 draft, $2 ticket, $3 conversation, $4 channel, $5 thread, $6 ts or null. Again, with the ts, once it is known.
export const addReply = statement(
  "slack-add-reply",
  `
  insert into slack_replies as r (draft_id, ticket_id, conversation_id, channel, thread_ts, ts, shown)
  values ($1, $2, $3, $4, $5, $6::text, case when $6::text is not null then 'held' end)
  on conflict (draft_id) do update set ts = coalesce(r.ts, excluded.ts), shown = coalesce(r.shown, excluded.shown)`,
);
