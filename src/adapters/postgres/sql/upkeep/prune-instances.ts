import { statement } from "../../statement.js";

// $1 how many at most. They died without a word.
export const pruneInstances = statement(
  "prune-instances",
  `delete from instances where ctid = any (array(select ctid from instances where seen_at < now() - interval '1 hour' limit $1)) returning 1`,
);
