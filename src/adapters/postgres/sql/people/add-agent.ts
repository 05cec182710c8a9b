import { statement } from "../../statement.js";

// $1 id, $2 name, $3 role, $4 team, $5 e-mail, $6 Slack, $7 by, $8 by which agent or null, $9 audit id. No row: name or e-mail are taken.
export const addAgent = statement(
  "add-agent",
  `
  with added as (
    insert into agents (id, name, role, team_id, email, slack) values ($1, $2, $3, $4, $5, $6)
    on conflict do nothing
    returning id, role, team_id
  ), logged as (
    insert into audit (id, by, agent_id, action, subject_kind, subject_id, detail)
    select $9, $7, $8::uuid, 'agent_added', 'agent', id::text, jsonb_build_object('role', role, 'team', team_id) from added
  )
  select id from added`,
);
