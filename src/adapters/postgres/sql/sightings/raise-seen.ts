import { statement } from "../../statement.js";

export interface SeenRow {
  id: string;
  /** Up to where it is known seen now. */
  seen: string;
  awaits_seq: string | null;
}

// $1 conversations, $2 up to where each was seen. Raised only, and never above what was said; locked in the order the turns lock.
// `(… in …) is true` keeps a hashed look-up, as the pool plans no hash joins. Guarded by no version: a turn must not lose for it.
export const raiseSeen = statement(
  "raise-seen",
  `
  with seen as (
    select c.id, c.seq, c.seen_seq, c.awaits_seq, least(s.seq, c.seq) as upto
    from unnest($1::uuid[], $2::bigint[]) as s(id, seq) join conversations c on c.id = s.id
  ), locked as materialized (
    select c.id from conversations c where c.id in (select id from seen where upto > seen_seq) order by c.id for no key update
  ), raised as (
    update conversations c set seen_seq = greatest(c.seen_seq, s.upto) from seen s
    where c.id = s.id and (s.id in (select id from locked)) is true
  )
  select id, greatest(seen_seq, upto) as seen, awaits_seq from seen`,
);
