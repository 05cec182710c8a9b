import { statement } from "../../statement.js";

// $1 from, $2 to, $3 team or null, $4 how many. Words of the desk's own lexicon; one that few tickets share could point at somebody.
export const digestKeywords = statement(
  "digest-keywords",
  `
  select word, count(distinct t.id)::int as n from tickets t cross join lateral unnest(t.keywords) as word
  where t.created_at >= $1 and t.created_at < $2 and ($3::text is null or t.team_id = $3)
  group by word having count(distinct t.id) >= 3 order by n desc, word limit $4`,
);
