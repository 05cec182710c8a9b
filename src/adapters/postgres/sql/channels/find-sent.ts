import { statement } from "../../statement.js";

// $1 conversation, $2 the sender's own id of a message there.
export const findSent = statement(
  "find-sent",
  `
  select id, ticket_id from messages where conversation_id = $1 and client_key = $2 and sender = 'customer' order by seq desc limit 1`,
);
