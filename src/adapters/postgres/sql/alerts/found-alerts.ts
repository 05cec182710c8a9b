const LEVEL = "coalesce(e.data ->> 'level', case e.type when 'owner_warned' then 'owner' else 'manager' end)";

const seen = (id: string): string =>
  `($4::boolean is null or exists (select from alert_reads r where r.agent_id = $1 and r.alert_id = ${id}) = $4)`;

/**
 * $1 the reader, $2 the levels heard of, $3 team or null, $4 seen or null, before $5 and $6, $7 at most. Placed by machine time, which
 * events and deliveries share. What was raised to the owner is shown to whoever owns it by now. Signs of typing are no loss. Levels that
 * are not heard of are left out before tickets and commitments are looked up.
 */
export const FOUND_ALERTS = `
  found as (
    (
      select e.id, e.type as kind, ${LEVEL} as level, e.at, e.recorded_at as since, e.ticket_id, e.conversation_id,
        c.id as commitment_id, null::uuid as delivery_id,
        null::uuid as by
      from events e left join commitments c on c.id = (e.data ->> 'commitmentId')::uuid left join tickets t on t.id = e.ticket_id
      where e.type in ('alert_raised', 'owner_warned', 'message_parked') and e.recorded_at > now() - interval '30 days'
        and (e.recorded_at, e.id) < ($5::timestamptz, $6::uuid) and ${seen("e.id")}
        and ${LEVEL} = any (array['owner'] || $2::text[])
        and case ${LEVEL} when 'owner' then t.owner_id = $1::uuid or c.owed_by = $1::text
          else ${LEVEL} = any ($2::text[]) and ($3::text is null or t.team_id is null or t.team_id = $3) end
      order by e.recorded_at desc, e.id desc limit $7
    ) union all (
      select v.id, case v.state when 'unknown' then 'delivery_outcome_unknown' else 'delivery_' || v.state end, 'manager',
        v.settled_at + (select offset_ms from clock) * interval '1 millisecond', v.settled_at, null, null, null, v.id, null
      from deliveries v
      where v.state in ('parked', 'unknown', 'expired') and v.kind <> 'typing' and v.settled_at > now() - interval '30 days'
        and 'manager' = any ($2::text[]) and (v.settled_at, v.id) < ($5::timestamptz, $6::uuid) and ${seen("v.id")}
      order by v.settled_at desc, v.id desc limit $7
    ) union all (
      select e.id, e.type, null, e.at, e.recorded_at, e.ticket_id, e.conversation_id, null, null, e.by::uuid
      from events e
      where e.type = 'mentioned' and e.data ->> 'to' = $1::text and e.recorded_at > now() - interval '30 days'
        and (e.recorded_at, e.id) < ($5::timestamptz, $6::uuid) and ${seen("e.id")}
      order by e.recorded_at desc, e.id desc limit $7
    )
  )`;
