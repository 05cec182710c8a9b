import { statement } from "../../statement.js";

// $1 team or null for all
export const listAgents = statement(
  "list-agents",
  `
  select id, name, role, team_id, available, email, slack, disabled_at is not null as disabled from agents where $1::text is null or team_id = $1
  order by name, id limit 10000`,
);
