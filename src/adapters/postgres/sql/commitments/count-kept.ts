import { statement } from "../../statement.js";
import { ENDED_PROMISE } from "./ended-promise.js";

// $1 since when, $2 owed by whom or null, $3 team or null
export const countKept = statement(
  "count-kept",
  `
  select (count(*) filter (where c.state = 'met'))::int as "keptToday", (count(*) filter (where c.state = 'broken'))::int as "brokenToday"
  from commitments c where c.ended_at >= $1 and ${ENDED_PROMISE} and ($2::text is null or c.owed_by = $2)
    and ($3::text is null or exists (select from tickets t where t.id = c.ticket_id and t.team_id = $3))`,
);
