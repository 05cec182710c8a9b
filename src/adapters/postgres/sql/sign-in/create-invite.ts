import { statement } from "../../statement.js";

export interface InviteRow {
  agent_id: string;
  expires_at: Date;
}

// $1 hash, $2 e-mail, $3 name, $4 role, $5 team, $6 Slack or null, $7 an id for the agent if it is made, $8 by, $9 by which agent or
// null, $10 audit id. For somebody new, or for whoever has this very name, role and team and no other e-mail: a fresh link; only
// the newest is good. No row: name or e-mail belong to somebody else.
export const createInvite = statement(
  "create-invite",
  `
  with made as (
    insert into agents (id, name, role, team_id, email, slack) values ($7, $3, $4, $5, $2, $6)
    on conflict do nothing
    returning id
  ), known as (
    update agents set email = $2
    where name = $3 and role = $4 and team_id = $5 and (email is null or email = $2) and disabled_at is null
    returning id
  ), person as (
    select id from made union all select id from known
  ), invited as (
    insert into invites (hash, kind, agent_id, expires_at) select $1, 'invite', id, now() + interval '24 hours' from person
    returning agent_id, expires_at
  ), logged as (
    insert into audit (id, by, agent_id, action, subject_kind, subject_id, detail)
    select $10, $8, $9::uuid, 'invited', 'agent', agent_id::text, jsonb_build_object('role', $4::text, 'team', $5::text) from invited
  )
  select agent_id, expires_at from invited`,
);
