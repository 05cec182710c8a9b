import type { DeliveryKind } from "../../../../application/deliveries/outbox.js";
import { statement } from "../../statement.js";

export interface ClaimedRow {
  destination_id: string;
  channel: string;
  address: string;
  id: string;
  kind: DeliveryKind;
  payload: Buffer;
  message_id: string | null;
  refusals: number;
  attempts: number;
  unknowns: number;
  expired: boolean;
}

// $1 token, $2 channels, for each of them $3 the deliveries a lease and $4 the leases at most. A lease not given back was that of an
// instance that died or stands still: what it held up to `leased_seq` may have been sent.
export const claimDeliveries = statement(
  "claim-deliveries",
  `
  with free as materialized (
    select d.*, r.each from unnest($2::text[], $3::int[], $4::int[]) as r(channel, each, room) cross join lateral (
      select id, channel, address, lease is not null as lost, leased_seq, pending from destinations
      where channel = r.channel and next_run_at <= now() and coalesce(leased_until, '-infinity') <= now()
      order by next_run_at limit r.room for update skip locked
    ) d
  ), picked as materialized (
    select f.id as destination_id, f.channel, f.address, v.*, f.lost and v.seq <= f.leased_seq as doubtful
    from free f cross join lateral (
      select id, seq, kind, payload, message_id, refusals, attempts, unknowns, deadline_at from deliveries
      where destination_id = f.id and state = 'waiting' order by seq limit f.each
    ) v
  ), idle as (
    update destinations d set next_run_at = null, lease = null, leased_until = null, leased_seq = null
    from free f where d.id = f.id and f.pending = 0 and f.id not in (select destination_id from picked)
  ), leased as (
    update destinations d set lease = $1, leased_until = now() + interval '10 seconds', leased_seq = p.upto
    from (select destination_id, max(seq) as upto from picked group by destination_id) p
    where d.id = p.destination_id
  )
  select destination_id, channel, address, id, kind, payload, message_id, refusals, attempts,
    unknowns + (doubtful is true)::int as unknowns, deadline_at <= now() as expired
  from picked order by destination_id, seq`,
);
