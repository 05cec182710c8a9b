import { statement } from "../../statement.js";

// $1 how many at most. What went out or was taken back is kept for a day, as long as its Idempotency-Key; what failed for its author for a week.
export const pruneDrafts = statement(
  "prune-drafts",
  `delete from drafts where ctid = any (array(
    select ctid from drafts
    where state <> 'held' and created_at < now() - case state when 'failed' then interval '7 days' else interval '1 day' end limit $1
  )) returning 1`,
);
