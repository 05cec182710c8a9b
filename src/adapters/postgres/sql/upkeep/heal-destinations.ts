import { statement } from "../../statement.js";

// $1 how many at most. A destination at rest must have nothing waiting: `enqueue` and `finish` keep count. Where something else had
// its hands on the rows (a restore, a repair) the count is made anew, so that nothing waits unseen. One that is not at rest any
// more when its lock is taken is passed over: its count is kept.
export const healDestinations = statement(
  "heal-destinations",
  `
  with forgotten as (
    select d.id, w.n from (
      select destination_id, count(*)::int as n from deliveries where state = 'waiting' group by destination_id
    ) w join destinations d on d.id = w.destination_id
    where d.next_run_at is null and d.lease is null limit $1 for update of d skip locked
  )
  update destinations d set pending = f.n, next_run_at = now() from forgotten f where d.id = f.id returning 1`,
);
