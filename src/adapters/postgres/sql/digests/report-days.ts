import { statement } from "../../statement.js";

// $1 from, $2 to, $3 team or null, $4 agent or null, $5 zone. Counted as the figures of the whole period are, by local day.
export const reportDays = statement(
  "report-days",
  `
  with marked as (
    select created_at as at, 'opened' as what from tickets
    where created_at >= $1 and created_at < $2 and ($3::text is null or team_id = $3) and ($4::uuid is null or owner_id = $4)
    union all
    select closed_at, 'resolved' from tickets
    where closed_at >= $1 and closed_at < $2 and status = 'closed' and ($3::text is null or team_id = $3)
      and ($4::uuid is null or owner_id = $4)
    union all
    select c.ended_at, case c.state when 'met' then 'kept' else 'broken' end from commitments c left join tickets t on t.id = c.ticket_id
    where c.ended_at >= $1 and c.ended_at < $2 and c.state in ('met', 'broken') and c.owed_by <> 'customer'
      and ($3::text is null or t.team_id = $3) and ($4::uuid is null or c.owed_by = $4::text)
  )
  select to_char(at at time zone $5::text, 'YYYY-MM-DD') as day, (count(*) filter (where what = 'opened'))::int as opened,
    (count(*) filter (where what = 'resolved'))::int as resolved, (count(*) filter (where what = 'kept'))::int as kept,
    (count(*) filter (where what = 'broken'))::int as broken
  from marked group by 1`,
);
