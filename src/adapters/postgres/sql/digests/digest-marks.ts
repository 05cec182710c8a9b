import { statement } from "../../statement.js";

// $1 from, $2 to, $3 team or null, $4 agent or null. Surveys asked in the period, credited to the assignee of that time; a dropped one (reopened, declined)
// counts nowhere. A short survey has one mark, the overall; a full one speed, resolution, attitude, overall.
const marks = (name: string, mark: string): string => `count(${mark})::int as ${name}_n, avg(${mark})::float8 as ${name}_mean,
    (count(*) filter (where ${mark} >= 4))::int as ${name}_satisfied`;

export const digestMarks = statement(
  "digest-marks",
  `
  with asked as materialized (
    select t.team_id, s.assignee as owner_id, s.state = 'answered' as answered,
      case when s.kind = 'full' then s.scores[1] end as speed, case when s.kind = 'full' then s.scores[2] end as resolution,
      case when s.kind = 'full' then s.scores[3] end as attitude, s.scores[cardinality(s.scores)] as overall
    from surveys s join tickets t on t.id = s.ticket_id
    where s.asked_at >= $1 and s.asked_at < $2 and s.state <> 'dropped' and ($3::text is null or t.team_id = $3)
      and ($4::uuid is null or s.assignee = $4)
  )
  select case when grouping(team_id) = 0 then 'team' when grouping(owner_id) = 0 then 'agent' else 'whole' end as of,
    team_id, owner_id, count(*)::int as asked, (count(*) filter (where answered))::int as answered,
    ${marks("speed", "speed")}, ${marks("resolution", "resolution")}, ${marks("attitude", "attitude")}, ${marks("overall", "overall")}
  from asked group by grouping sets ((), (team_id), (owner_id))`,
);
