import { statement } from "../../statement.js";

const SHOWN = `m.id, m.conversation_id, m.ticket_id, m.seq, m.at, m.sender, m.text, k.id as customer_id, k.number as customer_number,
  k.name as customer_name, k.company`;
const JOINED = `join messages m on m.id = h.message_id join conversations c on c.id = m.conversation_id
  left join customers k on k.id = c.customer_id order by h.message_id desc`;

// $1 query, $2 before this id, $3 how many at most, $4 how many of the newest are looked at: a common word is found there, without
// the index, which would name half of all messages.
export const findAmongNewest = statement(
  "find-among-newest",
  `select ${SHOWN} from (
    select n.message_id from (select * from message_words where message_id < $2::uuid order by message_id desc limit $4) n
    where n.words @@ $1::tsquery order by n.message_id desc limit $3
  ) h ${JOINED}`,
);

// $1 query, $2 before this id, $3 how many at most, $4 not before this id. The index knows words only, so they are looked up first.
export const findMessages = statement(
  "find-messages",
  `with found as materialized (select message_id from message_words where words @@ $1::tsquery)
  select ${SHOWN} from (
    select f.message_id from found f where f.message_id < $2::uuid and f.message_id >= $4::uuid order by f.message_id desc limit $3
  ) h ${JOINED}`,
);
