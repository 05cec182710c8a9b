import { statement } from "../../statement.js";

// The whole desk: a few hundred people at most. A duty post may be held by somebody of another team.
export const readShifts = statement(
  "read-shifts",
  `
  select t.id, t.name, t.duty_agent_id as duty, d.name as duty_name, (
    select coalesce(json_agg(json_build_object('id', a.id, 'name', a.name, 'role', a.role, 'available', a.available,
      'onDuty', exists (select from teams where duty_agent_id = a.id),
      'openTickets', (select count(*) from tickets where owner_id = a.id and closed_at is null)) order by a.name, a.id), '[]')
    from agents a where a.team_id = t.id and a.disabled_at is null
  ) as people
  from teams t left join agents d on d.id = t.duty_agent_id order by t.id`,
);
