import { statement } from "../../statement.js";
import { FIRST_ANSWER } from "./first-answer.js";

// $1 from, $2 to, $3 team or null, $4 agent or null. Demands registered in the period: of the whole, each team, each agent (the owner),
// each category and form, each priority.
export const digestDemands = statement(
  "digest-demands",
  `
  with born as materialized (
    select t.team_id, t.owner_id, t.category, t.form, t.priority, t.status,
      extract(epoch from ${FIRST_ANSWER} - t.created_at) * 1000 as answered_ms
    from tickets t
    where t.created_at >= $1 and t.created_at < $2 and ($3::text is null or t.team_id = $3)
      and ($4::uuid is null or t.owner_id = $4)
  )
  select case when grouping(team_id) = 0 then 'team' when grouping(owner_id) = 0 then 'agent' when grouping(form) = 0 then 'kind'
      when grouping(priority) = 0 then 'priority' else 'whole' end as of,
    team_id, owner_id, category, form, priority, count(*)::int as demands,
    (count(*) filter (where status not in ('cancelled', 'merged')))::int as counted,
    (count(*) filter (where status in ('resolved', 'closed')))::int as resolved,
    count(answered_ms)::int as n, avg(answered_ms)::float8 as mean_ms,
    percentile_cont(0.5) within group (order by answered_ms::float8) as median_ms,
    percentile_cont(0.9) within group (order by answered_ms::float8) as p90_ms
  from born group by grouping sets ((), (team_id), (owner_id), (category, form), (priority))`,
);
