// Of `seen` (id, seen_seq, upto): raised only; locked in the order the turns lock. `(… in …) is true` keeps a hashed look-up, as the pool
// plans no hash joins. Guarded by no version: a turn must not lose for it.
export const RAISED = `
  locked as materialized (
    select c.id from conversations c where c.id in (select id from seen where upto > seen_seq) order by c.id for no key update
  ), raised as (
    update conversations c set seen_seq = greatest(c.seen_seq, s.upto) from seen s
    where c.id = s.id and (s.id in (select id from locked)) is true
  )`;
