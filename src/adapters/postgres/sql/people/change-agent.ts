import { statement } from "../../statement.js";

export interface ChangedAgentRow {
  last: boolean;
  at_post: boolean;
}

// $1 id; $2 role, $3 team, $4 available, $5 disabled, each null to leave it; $6 by, $7 by which agent or null, $8 audit id.
// Administrators are locked in one order first, so that two who take the right from each other do not both succeed. Another role or
// being disabled ends all sessions; tokens above the new role, or all, end too. Availability is no matter of security: not in the audit.
export const changeAgent = statement(
  "change-agent",
  `
  with admins as (
    select id from agents where role = 'administrator' and password is not null and disabled_at is null order by id for update
  ), was as (
    select id, role, team_id, disabled_at is not null as disabled from agents
    where id = $1 and (select count(*) from admins) >= 0
    for update
  ), judged as (
    select was.*,
      id in (select id from admins) and (select count(*) from admins) = 1
        and (coalesce($2::text, role) <> 'administrator' or coalesce($5::boolean, false)) as last,
      coalesce($5::boolean, false) and exists (select from teams where duty_agent_id = $1) as at_post
    from was
  ), changed as (
    update agents a set
      role = coalesce($2::text, a.role), team_id = coalesce($3::text, a.team_id), available = coalesce($4::boolean, a.available),
      disabled_at = case when $5::boolean is null then a.disabled_at when $5 then coalesce(a.disabled_at, now()) end
    from judged j where a.id = j.id and not j.last and not j.at_post
    returning a.id, a.role, a.team_id, a.disabled_at is not null as disabled,
      j.role as role_was, j.team_id as team_was, j.disabled as disabled_was
  ), gone as (
    delete from sessions where agent_id in (select id from changed where disabled or role <> role_was)
  ), void as (
    update invites set used_at = now() where used_at is null and agent_id in (select id from changed where disabled)
  ), revoked as (
    update tokens t set revoked_at = now() from changed c
    where t.agent_id = c.id and t.revoked_at is null and (c.disabled or c.role <> c.role_was
      and array_position('{agent,supervisor,manager,administrator}', t.role) > array_position('{agent,supervisor,manager,administrator}', c.role))
  ), logged as (
    insert into audit (id, by, agent_id, action, subject_kind, subject_id, detail)
    select $8, $6, $7::uuid, case when disabled and not disabled_was then 'agent_disabled'
        when disabled_was and not disabled then 'agent_enabled' else 'agent_changed' end, 'agent', id::text,
      jsonb_strip_nulls(jsonb_build_object(
        'role', case when role <> role_was then jsonb_build_array(role_was, role) end,
        'team', case when team_id <> team_was then jsonb_build_array(team_was, team_id) end))
    from changed where role <> role_was or team_id <> team_was or disabled <> disabled_was
  )
  select last, at_post from judged`,
);
