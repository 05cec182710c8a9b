import { statement } from "../../statement.js";

// $1 how many at most
export const pruneTries = statement(
  "prune-tries",
  `delete from sign_in_tries where ctid = any (array(select ctid from sign_in_tries where ends_at < now() and coalesce(known_until < now(), true) limit $1)) returning 1`,
);
