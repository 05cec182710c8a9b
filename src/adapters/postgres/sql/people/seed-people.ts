import { statement } from "../../statement.js";

// $1 team ids, $2 their names (jsonb), $3 the name of the duty agent of each, $4 fresh agent ids, one a team.
// Teams in the order of their ids, so that two instances that start at once cannot block each other.
export const seedPeople = statement(
  "seed-people",
  `
  with wanted as (
    select * from unnest($1::text[], $2::jsonb[], $3::text[], $4::uuid[]) as w(team, name, duty, agent)
  ), named as (
    insert into teams (id, name) select team, name from wanted order by team
    on conflict (id) do update set name = excluded.name
    returning id
  ), fresh as (
    insert into agents (id, name, role, team_id)
    select distinct on (duty) agent, duty, 'agent', team from wanted join named on named.id = team order by duty, team
    on conflict (name) do update set name = excluded.name
    returning id, name
  )
  select w.team, fresh.id as agent, w.duty as name from wanted w join fresh on fresh.name = w.duty`,
);
