import { statement } from "../../statement.js";

// The newest message whose words are known: where to go on from.
export const lastWorded = statement("last-worded", `select message_id as id from message_words order by message_id desc limit 1`);

// $1 after this id, $2 how many at most
export const unreadMessages = statement(
  "unread-messages",
  `select m.id, m.text, c.customer_id from messages m join conversations c on c.id = m.conversation_id
  where m.id > $1::uuid and not exists (select from message_words w where w.message_id = m.id) order by m.id limit $2`,
);
