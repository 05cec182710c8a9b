import { statement } from "../../statement.js";

// $1 team ids, $2 the agents at their duty posts.
export const setDuty = statement(
  "set-duty",
  `
  update teams t set duty_agent_id = d.agent
  from unnest($1::text[], $2::uuid[]) as d(team, agent)
  where t.id = d.team and t.duty_agent_id is distinct from d.agent`,
);
