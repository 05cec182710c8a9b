import { statement } from "../../statement.js";

// $1 from, $2 to, $3 team or null, $4 agent or null. Tickets closed in the period, from their registration; cancelled and merged ones are no work done.
export const digestClosed = statement(
  "digest-closed",
  `
  with closed as materialized (
    select team_id, owner_id, reopened, extract(epoch from closed_at - created_at) * 1000 as took_ms from tickets
    where closed_at >= $1 and closed_at < $2 and status = 'closed' and ($3::text is null or team_id = $3)
      and ($4::uuid is null or owner_id = $4)
  )
  select case when grouping(team_id) = 0 then 'team' when grouping(owner_id) = 0 then 'agent' else 'whole' end as of,
    team_id, owner_id, count(*)::int as n, (count(*) filter (where reopened > 0))::int as reopened, avg(took_ms)::float8 as mean_ms,
    percentile_cont(0.5) within group (order by took_ms::float8) as median_ms,
    percentile_cont(0.9) within group (order by took_ms::float8) as p90_ms
  from closed group by grouping sets ((), (team_id), (owner_id))`,
);
