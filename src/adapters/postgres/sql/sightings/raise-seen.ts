import { statement } from "../../statement.js";
import { RAISED } from "./raised.js";

export interface SeenRow {
  id: string;
  /** Up to where it is known seen now. */
  seen: string;
  awaits_seq: string | null;
}

// $1 conversations, $2 up to where each was seen; never above what was said.
export const raiseSeen = statement(
  "raise-seen",
  `
  with seen as (
    select c.id, c.seen_seq, c.awaits_seq, least(s.seq, c.seq) as upto
    from unnest($1::uuid[], $2::bigint[]) as s(id, seq) join conversations c on c.id = s.id
  ),${RAISED}
  select id, greatest(seen_seq, upto) as seen, awaits_seq from seen`,
);
