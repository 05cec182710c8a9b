import { statement } from "../../statement.js";

// $1 team ids, $2 the agents at their duty posts, $3 their names in the policy. Only where the policy names another than it did:
// a person who took the post over since keeps it.
export const setDuty = statement(
  "set-duty",
  `
  update teams t set duty_agent_id = d.agent, duty_named = d.name
  from unnest($1::text[], $2::uuid[], $3::text[]) as d(team, agent, name)
  where t.id = d.team and t.duty_named is distinct from d.name`,
);
