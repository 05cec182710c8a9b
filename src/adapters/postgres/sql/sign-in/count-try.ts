import { statement } from "../../statement.js";

export interface TryRow {
  tries: number;
  /** Seconds until this span ends. */
  wait_s: number;
  known: boolean;
}

// $1 key, $2 span in ms. The span runs from its first try and is not lengthened by more: whoever waits it out gets in.
export const countTry = statement(
  "count-try",
  `
  insert into sign_in_tries as t (key, tries, ends_at) values ($1, 1, now() + $2::float8 * interval '1 millisecond')
  on conflict (key) do update set
    tries = case when t.ends_at <= now() then 1 else t.tries + 1 end,
    ends_at = case when t.ends_at <= now() then excluded.ends_at else t.ends_at end
  returning tries, ceil(extract(epoch from ends_at - now()))::integer as wait_s,
    coalesce(known_until > now(), false) as known`,
);
