import { statement } from "../../statement.js";

// $1 team or null, $2 rows at most.
export const watchUrgent = statement(
  "watch-urgent",
  `
  select t.number, t.priority, t.status, t.owner_id, due.at as due_at, (count(*) over ())::int as total
  from tickets t left join lateral (
    select min(c.due_at) as at from commitments c where c.ticket_id = t.id and c.state = 'owed'
  ) due on true
  where t.closed_at is null and t.priority in ('P1', 'P2') and ($1::text is null or t.team_id = $1)
  order by t.priority, due.at nulls last, t.rank, t.number limit $2`,
);

// $1 team or null, $2 rows at most.
export const watchWaiting = statement(
  "watch-waiting",
  `
  select number, priority, created_at, owner_id, (count(*) over ())::int as total from tickets
  where closed_at is null and status = 'waiting' and waiting_for = 'customer' and ($1::text is null or team_id = $1)
  order by created_at, number limit $2`,
);

// $1 team or null, $2 rows at most. A conversation without an open ticket is of no team yet, so it is in the list of all only.
export const watchUnanswered = statement(
  "watch-unanswered",
  `
  select t.number, v.unanswered_since, v.holder, v.agent_id, (count(*) over ())::int as total
  from conversations v left join lateral (
    select number, team_id from tickets where conversation_id = v.id and closed_at is null order by id desc limit 1
  ) t on true
  where v.unanswered_since is not null and ($1::text is null or t.team_id = $1)
  order by v.unanswered_since, v.id limit $2`,
);

// $1 team or null, $2 desk time, $3 the end of the next working day: what each team and each agent has in hand.
export const watchLoad = statement(
  "watch-load",
  `
  with live as materialized (
    select t.team_id, t.owner_id, t.priority in ('P1', 'P2') as urgent, due.overdue, due.owed
    from tickets t left join lateral (
      select (count(*) filter (where (c.state = 'owed' and c.said_at is null and c.due_at < $2)
          or (c.state = 'broken' and c.next_at is not null)))::int as overdue,
        (count(*) filter (where c.state = 'owed' and c.said_at is null and c.due_at >= $2 and c.due_at <= $3))::int as owed
      from commitments c where c.ticket_id = t.id and c.owed_by <> 'customer'
    ) due on true
    where t.closed_at is null and ($1::text is null or t.team_id = $1)
  )
  select case when grouping(team_id) = 0 then 'team' else 'agent' end as of, team_id, owner_id, count(*)::int as open,
    (count(*) filter (where urgent))::int as urgent, sum(overdue)::int as overdue, sum(owed)::int as owed
  from live group by grouping sets ((team_id), (owner_id))`,
);
