import { statement } from "../../statement.js";

// $1 how many at most, $2 an id of 30 days ago: ids are in the order of time. Only what was sent, and signs of
// typing; the rest waits for somebody.
export const pruneDeliveries = statement(
  "prune-deliveries",
  `
  delete from deliveries where ctid = any (array(
    select ctid from deliveries where id < $2 and (state = 'sent' or kind = 'typing') order by id limit $1
  )) returning 1`,
);
