import { statement } from "../../statement.js";

// $1 how many at most. No channel repeats anything after 30 days (architecture 2, I1).
export const pruneReceived = statement(
  "prune-received",
  `
  delete from received where ctid = any (array(
    select ctid from received where at < now() - interval '30 days' order by at limit $1
  )) returning 1`,
);
