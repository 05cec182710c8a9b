import { statement } from "../../statement.js";

// $1 destinations, $2 the token of each lease, $3 ms until the next may go; $4 deliveries, $5 the destination of each, $6 states,
// $7 reasons, $8 refusals, $9 attempts, $10 unknowns. Only leases still held are written: the token fences whoever stood still.
// Locked in the order in which `enqueue` locks. Answers the destinations written.
export const finishDeliveries = statement(
  "finish-deliveries",
  `
  with asked as materialized (
    select * from unnest($1::uuid[], $2::uuid[], $3::float8[]) as a(id, token, retry_ms)
  ), held as materialized (
    select d.id, a.retry_ms from asked a join destinations d on d.id = a.id and d.lease = a.token
    order by d.channel, d.address for update of d
  ), settled as (
    update deliveries v set state = s.state, reason = s.reason, refusals = s.refusals, attempts = s.attempts, unknowns = s.unknowns,
      settled_at = case when s.state <> 'waiting' then now() end
    from unnest($4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::int[], $9::int[], $10::int[])
      as s(id, destination_id, state, reason, refusals, attempts, unknowns)
    join held h on h.id = s.destination_id
    where v.id = s.id and v.state = 'waiting'
    returning v.destination_id, v.state
  ), freed as (
    update destinations d set lease = null, leased_until = null, leased_seq = null, pending = d.pending - h.gone,
      next_run_at = case when d.pending > h.gone or h.retry_ms > 0 then now() + h.retry_ms * interval '1 millisecond' end
    from (
      select held.id, held.retry_ms, count(settled.state) filter (where settled.state <> 'waiting')::int as gone
      from held left join settled on settled.destination_id = held.id group by held.id, held.retry_ms
    ) h
    where d.id = h.id
  )
  select id from held`,
);
