import { statement } from "../../statement.js";

const ROW = `select t.number, t.priority, c.kind, c.due_at, t.owner_id, (count(*) over ())::int as total
  from commitments c join tickets t on t.id = c.ticket_id`;
const OF = `c.owed_by <> 'customer' and ($1::text is null or t.team_id = $1)`;

// $1 team or null, $2 rows at most, $3 desk time, $4 the end of the next working day.
export const watchOwed = statement(
  "watch-owed",
  `${ROW} where c.state = 'owed' and c.said_at is null and c.due_at >= $3 and c.due_at <= $4 and ${OF}
  order by c.due_at, t.rank, t.number limit $2`,
);

// $1 team or null, $2 rows at most, $3 desk time. Past due with no answer: not fired yet, or broken with alerts still to come.
export const watchOverdue = statement(
  "watch-overdue",
  `${ROW} where ((c.state = 'owed' and c.said_at is null and c.due_at < $3) or (c.state = 'broken' and c.next_at is not null)) and ${OF}
  order by c.due_at, t.rank, t.number limit $2`,
);

// $1 team or null, $2 rows at most. Said, and waiting to be seen.
export const watchUnseen = statement(
  "watch-unseen",
  `${ROW} where c.state = 'owed' and c.said_at is not null and ${OF} order by c.said_at, t.number limit $2`,
);

// $1 team or null, $2 rows at most, $3 since when. Broken and silent; the rows of what was told before are counted beside it.
export const watchBroken = statement(
  "watch-broken",
  `${ROW} where c.ended_at >= $3 and c.state = 'broken' and not c.told_before and ${OF} order by c.due_at desc, t.number limit $2`,
);

// $1 team or null, $2 since when.
export const watchToldBefore = statement(
  "watch-told-before",
  `select count(*)::int as n from commitments c join tickets t on t.id = c.ticket_id
  where c.ended_at >= $2 and c.state = 'broken' and c.told_before and c.owed_by <> 'customer' and ($1::text is null or t.team_id = $1)`,
);

// $1 team or null, $2 since when. An alert may be of what is still owed (a follow-up); what ended long ago raises none any more.
export const watchAlerts = statement(
  "watch-alerts",
  `select a.value ->> 'level' as level, count(*)::int as n
  from commitments c join tickets t on t.id = c.ticket_id cross join lateral jsonb_array_elements(c.alerts) a
  where c.alerts <> '[]' and (c.ended_at is null or c.ended_at >= $2::timestamptz - interval '8 days') and ($1::text is null or t.team_id = $1)
    and to_timestamp((a.value ->> 'at')::float8 / 1000) >= $2
  group by 1`,
);
