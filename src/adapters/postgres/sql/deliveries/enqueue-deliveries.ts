import { statement } from "../../statement.js";

// $1 ids, $2 channels, $3 addresses, $4 kinds, $5 payloads, $6 messages, $7 deadlines in ms, $8 ids for new destinations.
// The destination's row is locked before its deliveries get their sequence, so that they keep the order of the commits. What waits
// is counted there, under that lock: `finish` sees by it that something came meanwhile. A back-off under way is left alone.
// A look-up in jsonb stands for a join: the pool plans no hash joins, and 500 deliveries took 40 ms by loops.
export const enqueueDeliveries = statement(
  "enqueue-deliveries",
  `
  with given as materialized (
    select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bytea[], $6::uuid[], $7::float8[], $8::uuid[])
      with ordinality as g(id, channel, address, kind, payload, message_id, deadline_ms, place, n)
  ), places as (
    insert into destinations as d (id, channel, address, next_run_at, pending)
    select min(place::text)::uuid, channel, address, now(), count(*) from given group by channel, address order by channel, address
    on conflict (channel, address) do update
      set pending = d.pending + excluded.pending, next_run_at = coalesce(d.next_run_at, excluded.next_run_at)
    returning id, channel, address
  ), found as materialized (
    select jsonb_object_agg(channel || chr(31) || address, id) as ids from places
  )
  insert into deliveries (id, destination_id, kind, payload, message_id, deadline_at)
  select g.id, (f.ids ->> (g.channel || chr(31) || g.address))::uuid, g.kind, g.payload, g.message_id,
    now() + g.deadline_ms * interval '1 millisecond'
  from given g cross join found f
  order by g.n`,
);
