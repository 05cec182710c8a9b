import { statement } from "../../statement.js";

// $1 delivery, $2 its deadline in ms by kind (json). Only what has ended without being sent. The destination first, as everywhere.
export const resendDelivery = statement(
  "resend-delivery",
  `
  with held as materialized (
    select d.id from destinations d where d.id = (select destination_id from deliveries where id = $1) for update
  ), again as (
    update deliveries v set state = 'waiting', reason = null, refusals = 0, attempts = 0, unknowns = 0, settled_at = null,
      deadline_at = now() + ($2::jsonb ->> v.kind)::float8 * interval '1 millisecond'
    from held where v.id = $1 and v.state in ('parked', 'unknown', 'expired')
    returning v.id, v.destination_id
  ), woken as (
    update destinations d set pending = d.pending + 1, next_run_at = coalesce(d.next_run_at, now())
    from again where d.id = again.destination_id
  )
  select id from again`,
);
