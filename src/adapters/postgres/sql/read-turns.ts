import { statement } from "../statement.js";
import { DESK_NOW } from "./clock/desk-now.js";

// Of `f`, a customer: where they chose to be told things, where they can be told so in private, else where they wrote last.
const REACH = `coalesce(
      case when f.prefers <> 'last' then (
        select json_build_object('id', p.id, 'channel', p.channel, 'channelConversationId', p.channel_conversation_id) from conversations p
        where p.customer_id = f.id and p.channel = f.prefers and (p.channel <> 'slack' or p.channel_conversation_id ~ '^[^/]+/D[^#]*$')
        order by p.id desc limit 1) end,
      (select json_build_object('id', p.id, 'channel', p.channel, 'channelConversationId', p.channel_conversation_id) from conversations p
       where p.id = f.wrote_in))`;

/** More than two of them tell as little as two. */
const HOLDERS_LOOKED_AT = 50;

/**
 * The first trip of a batch of turns: repeat keys, conversations and all that hangs on them, and desk time, of one snapshot and
 * without a lock; one row for each that is wanted, in their order. Of a known key only its answer is read.
 *
 * Each look-up is a lateral with a limit: so it stays a probe of the index, whatever the planner believed of a table's size on
 * the day the statement was prepared. `offset 0` keeps "not closed" away from the choice of the index: all open tickets would be read
 * for those of one conversation.
 *
 * A person whom no identity makes known, but a contact that their channel vouches for, is whom another channel vouches for with the same
 * contact: where there is just one such file, and it has no identity on this channel yet, on which the channel tells people apart itself.
 */
export const readTurns = statement(
  "read-turns",
  `
with desk as materialized (select ${DESK_NOW} as at)
select desk.at as desk_at, r.key is not null as known, r.answer,
  c.id, c.channel, c.channel_conversation_id, c.channel_user_id, c.locale, c.zone, c.holder, c.agent_id, c.taken_at, c.customer_id,
  c.seq, c.seen_seq, c.awaits_seq, c.unanswered_since, c.opened_at, c.dialog_version, c.version, c.mind,
  f.id as file_id, f.data_key,
  case when f.id is not null then json_build_object('number', f.number, 'name', f.name, 'company', f.company, 'position', f.position,
    'type', f.type, 'tier', f.tier, 'first_channel', f.first_channel, 'first_contact_at', f.first_contact_at,
    'last_contact_at', f.last_contact_at, 'opted_out', f.opted_out, 'prefers', f.prefers, 'wrote_in', f.wrote_in, 'reach', ${REACH},
    'contacts', (select json_agg(k order by k.at, k.kind, k.lookup) from contacts k where k.customer_id = f.id)) end as file,
  (select json_agg(t order by t.created_at, t.id) from (
     select * from tickets t where t.conversation_id = c.id and (t.closed_at is null or t.closed_at > desk.at - interval '30 days')
     order by t.closed_at is null desc, t.id desc limit 50) t) as tickets,
  (select json_agg(m order by m.started_at, m.id) from (
     select * from commitments m where m.conversation_id = c.id and (m.state in ('owed', 'paused') or m.next_at is not null)
     union all
     select m.* from (select id, closed_at from tickets t where t.conversation_id = c.id offset 0) t
     join commitments m on m.ticket_id = t.id
     where t.closed_at is null and m.state not in ('owed', 'paused') and m.next_at is null) m) as commitments,
  (select json_agg(s order by s.asked_at, s.id) from surveys s
   where s.conversation_id = c.id and (s.state = 'asked' or s.state = 'answered' and s.expires_at > desk.at)) as surveys,
  (select json_build_object('at', b.at, 'by', b.agent_id, 'reason', b.reason) from blocks b
   where b.channel = coalesce(c.channel, w.person_channel) and b.channel_user_id = coalesce(c.channel_user_id, w.person_id)) as blocked,
  case when j.customer_id is not null then 'joins' when v.files > 0 then 'held' end as vouched
from desk
cross join rows from (json_to_recordset($1) as (conversation_id uuid, channel text, key text, person_channel text, person_id text,
  customer_id uuid, vouched bytea[]))
  with ordinality as w
left join lateral (select * from received r where r.channel = w.channel and r.key = w.key limit 1) r on true
left join lateral (select * from conversations c where c.id = w.conversation_id and r.key is null limit 1) c on true
left join lateral (
  select * from identities i where i.channel = w.person_channel and i.channel_user_id = w.person_id and c.customer_id is null and r.key is null
  limit 1) i on true
left join lateral (
  select count(distinct k.customer_id) as files, (array_agg(k.customer_id))[1] as customer_id from (
    select customer_id from contacts where lookup = any (w.vouched) and verified <> 'typed'
      and w.vouched is not null and c.customer_id is null and i.customer_id is null and r.key is null limit ${HOLDERS_LOOKED_AT}) k) v on true
left join lateral (
  select v.customer_id where v.files = 1 and c.id is null and w.customer_id is null
    and (select true from identities o where o.customer_id = v.customer_id and o.channel = w.person_channel limit 1) is null) j on true
left join lateral (select * from customers f where f.id = coalesce(c.customer_id, w.customer_id, i.customer_id, j.customer_id) limit 1) f on true
order by w.ordinality`,
);
