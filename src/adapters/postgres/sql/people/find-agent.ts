import { statement } from "../../statement.js";

// $1 id or null, $2 name: the id first, a name may look like one.
export const findAgent = statement(
  "find-agent",
  `
  select id, name, role, team_id, available, email, slack, disabled_at is not null as disabled from agents where id = $1::uuid or name = $2::text
  order by (id = $1::uuid) is true desc limit 1`,
);
