import { statement } from "../../statement.js";

// $1 at, $2 team or null, $3 agent or null. Registered before it and not closed by then.
export const reportBacklog = statement(
  "report-backlog",
  `
  select count(*)::int as n from tickets
  where created_at < $1 and (closed_at is null or closed_at >= $1) and ($2::text is null or team_id = $2)
    and ($3::uuid is null or owner_id = $3)`,
);
