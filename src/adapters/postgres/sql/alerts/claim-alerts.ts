import { statement } from "../../statement.js";

// $1 channel, $2 how many at most. The row is the claim: of all instances one posts it. What is older than an hour is left alone, so
// that a channel that is new tells nothing of the past.
export const claimAlerts = statement(
  "claim-alerts",
  `
  insert into alert_posts (channel, alert_id)
  select $1, e.id from events e
  where e.type in ('alert_raised', 'owner_warned', 'message_parked') and e.recorded_at > now() - interval '1 hour'
    and (e.type = 'message_parked' or e.data ->> 'level' in ('supervisor', 'manager'))
    and not exists (select from alert_posts p where p.channel = $1 and p.alert_id = e.id)
  order by e.recorded_at, e.id limit $2
  on conflict do nothing returning alert_id`,
);

// $1 alerts: what is told of them. By the same bound as the claim, so that the index finds them.
export const claimedAlerts = statement(
  "claimed-alerts",
  `
  select e.type as kind, coalesce(e.data ->> 'level', 'manager') as level, e.at, t.number, t.team_id, t.owner_id, t.priority,
    c.kind as commitment_kind, c.due_at, c.state, c.why
  from events e left join commitments c on c.id = (e.data ->> 'commitmentId')::uuid left join tickets t on t.id = e.ticket_id
  where e.type in ('alert_raised', 'owner_warned', 'message_parked') and e.recorded_at > now() - interval '2 hours'
    and e.id = any ($1::uuid[])
  order by e.recorded_at, e.id`,
);
