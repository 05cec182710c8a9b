import { statement } from "../../statement.js";
import { RAISED } from "./raised.js";

export interface SentRow {
  id: string;
  ticket_ids: string[];
  /** The highest sequence of them that its channel took; 0: none. */
  upto: string;
}

// $1 messages that were brought out, $2 which of them their channel took: accepted there is seen (architecture 4).
export const raiseSent = statement(
  "raise-sent",
  `
  with seen as (
    select c.id, c.seen_seq, t.upto, t.ticket_ids from (
      select m.conversation_id as id, coalesce(max(m.seq) filter (where s.sent), 0) as upto,
        coalesce(array_agg(distinct m.ticket_id) filter (where m.ticket_id is not null), '{}') as ticket_ids
      from unnest($1::uuid[], $2::boolean[]) as s(id, sent) join messages m on m.id = s.id group by 1
    ) t join conversations c on c.id = t.id
  ),${RAISED}
  select id, ticket_ids, upto from seen`,
);
