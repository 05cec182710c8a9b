import { statement } from "../../statement.js";

// $1 hash, $2 role, $3 name or null for the duty agent, $4 the default team, $5 an id for the agent if it is made, $6 audit id.
// Answers the agent, or no row where there is no duty agent yet or the one named is disabled.
export const createToken = statement(
  "create-token",
  `
  with named as (
    insert into agents (id, name, role, team_id)
    select $5::uuid, $3::text, $2::text, id from teams where id = $4 and $3::text is not null
    on conflict (name) do update set name = excluded.name where agents.disabled_at is null
    returning id
  ), agent as (
    select id from named
    union all
    select duty_agent_id from teams where id = $4 and $3::text is null and duty_agent_id is not null
  ), made as (
    insert into tokens (hash, agent_id, role) select $1, id, $2::text from agent
    returning agent_id
  ), logged as (
    insert into audit (id, by, action, subject_kind, subject_id, detail)
    select $6, 'cli', 'token_made', 'agent', agent_id::text, jsonb_build_object('role', $2::text) from made
  )
  select agent_id from made`,
);
