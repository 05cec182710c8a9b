import { statement } from "../../statement.js";

// $1 how many at most
export const pruneInvites = statement(
  "prune-invites",
  `delete from invites where ctid = any (array(select ctid from invites where expires_at < now() - interval '30 days' limit $1)) returning 1`,
);
