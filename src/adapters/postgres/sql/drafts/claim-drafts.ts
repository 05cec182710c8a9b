import { statement } from "../../statement.js";

// $1 how many at most. One instance has them for 10 s; the turn's key says whether an earlier claim got as far as its commit.
export const claimDrafts = statement(
  "claim-drafts",
  `with due as materialized (
    select id from drafts where state = 'held' and release_at <= now() and coalesce(claimed_until, '-infinity') <= now()
    order by release_at, id limit $1 for update skip locked
  ), claimed as (
    update drafts d set claimed_until = now() + interval '10 seconds' from due where d.id = due.id returning d.*
  )
  select c.*, a.name as agent_name from claimed c join agents a on a.id = c.agent_id order by c.release_at, c.id`,
);
