import { statement } from "../../statement.js";

// $1 conversations, $2 the cursor of each: those whose log has gone on.
export const readHeads = statement(
  "read-heads",
  `
  select c.id, c.seq from unnest($1::uuid[], $2::bigint[]) as w(id, cursor) join conversations c on c.id = w.id
  where c.seq > w.cursor`,
);
