import { statement } from "../../statement.js";
import { ENDED_PROMISE } from "../commitments/ended-promise.js";

// $1 from, $2 to, $3 team or null, $4 agent or null. What the desk owed and what ended in the period, met or broken. `sla_…`: the clocks of the policy, for the table by priority.
export const digestPromises = statement(
  "digest-promises",
  `
  with ended as materialized (
    select c.state = 'met' as met, c.told_before, c.held_by_bot, c.by_reprioritising, c.owed_by, c.kind, t.team_id, t.priority,
      c.kind in ('first_response', 'plan', 'investigation', 'solution') and t.id is not null as sla
    from commitments c left join tickets t on t.id = c.ticket_id
    where c.ended_at >= $1 and c.ended_at < $2 and ${ENDED_PROMISE}
      and ($3::text is null or t.team_id = $3) and ($4::uuid is null or c.owed_by = $4::text)
  )
  select case when grouping(team_id) = 0 then 'team' when grouping(owed_by) = 0 then 'agent' when grouping(priority) = 0 then 'priority'
      when grouping(kind) = 0 then 'kind' else 'whole' end as of,
    team_id, owed_by as owner_id, priority, kind,
    (count(*) filter (where met))::int as met, (count(*) filter (where not met))::int as broken,
    (count(*) filter (where not met and told_before))::int as told_before,
    (count(*) filter (where not met and held_by_bot))::int as held_by_bot,
    (count(*) filter (where not met and by_reprioritising))::int as by_reprioritising,
    (count(*) filter (where sla and met))::int as sla_met, (count(*) filter (where sla and not met))::int as sla_broken
  from ended group by grouping sets ((), (team_id), (owed_by), (priority), (kind))`,
);
