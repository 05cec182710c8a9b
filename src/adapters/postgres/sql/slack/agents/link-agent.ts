import { statement } from "../../../statement.js";

// $1 agent, $2 the chat's user, $3 audit id. No row: one of the two is linked already.
export const linkAgent = statement(
  "slack-link-agent",
  `
  with linked as (
    update agents a set slack = $2
    where a.id = $1 and a.slack is null and a.disabled_at is null and not exists (select from agents o where o.slack = $2)
    returning a.id, a.name, a.role, a.team_id as team
  ), logged as (
    insert into audit (id, by, agent_id, action, subject_kind, subject_id, detail)
    select $3, 'agent', id, 'agent_changed', 'agent', id::text, jsonb_build_object('slack', $2::text) from linked
  )
  select id, name, role, team from linked`,
);
