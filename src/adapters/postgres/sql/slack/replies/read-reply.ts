import { statement } from "../../../statement.js";
import { REPLY_STATE } from "./reply-state.js";

// $1 draft.
export const readReply = statement(
  "slack-read-reply",
  `
  select r.draft_id, r.ticket_id, r.conversation_id, r.channel, r.thread_ts, r.ts, r.shown, s.state, d.sealed, m.seq, a.name as agent_name,
    case when d.state = 'failed' then d.reason ->> 'code' else v.reason end as reason
  from ${REPLY_STATE} join agents a on a.id = d.agent_id where r.draft_id = $1`,
);
