import { statement } from "../../statement.js";

// $1 how many at most
export const pruneSessions = statement(
  "prune-sessions",
  `delete from sessions where ctid = any (array(select ctid from sessions where expires_at < now() limit $1)) returning 1`,
);
