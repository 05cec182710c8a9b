// Of `given` (id, channel, address, kind, payload, message_id, deadline_ms, place, n): the destinations, made where there are none, and
// the deliveries, in the order given. The destination's row is locked before its deliveries get their sequence, so that they keep the
// order of the commits. What waits is counted there, under that lock: `finish` sees by it that something came meanwhile. A back-off
// under way is left alone. A look-up in jsonb stands for a join: the pool plans no hash joins, and 500 deliveries took 40 ms by loops.
export const ENQUEUED = `
  places as (
    insert into destinations as d (id, channel, address, next_run_at, pending)
    select min(place::text)::uuid, channel, address, now(), count(*) from given group by channel, address order by channel, address
    on conflict (channel, address) do update
      set pending = d.pending + excluded.pending, next_run_at = coalesce(d.next_run_at, excluded.next_run_at)
    returning id, channel, address
  ), found as materialized (
    select jsonb_object_agg(channel || chr(31) || address, id) as ids from places
  ), enqueued as (
    insert into deliveries (id, destination_id, kind, payload, message_id, deadline_at)
    select g.id, (f.ids ->> (g.channel || chr(31) || g.address))::uuid, g.kind, g.payload, g.message_id,
      now() + g.deadline_ms * interval '1 millisecond'
    from given g cross join found f
    order by g.n
  )`;
