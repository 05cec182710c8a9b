import { statement } from "../statement.js";
import { ENQUEUED } from "./deliveries/enqueued.js";

/*
 * The second trip of a batch of turns: one statement in READ COMMITTED. It holds the conversations that still have the version
 * read, in id order, moves them on, makes the new ones, and writes all else for those that won only. Locks are taken in one order
 * everywhere (conversations, customers, keys; each sorted), so that batches of several instances never wait for one another in a ring.
 *
 * `received` comes last and without `on conflict`: with it, either the key survives a lost guard and the retry is swallowed, or a
 * repeat moves the version on and stores no message. Messages are inserted without it too: a doubled sequence must fail.
 *
 * Rows come as JSON, one parameter a table ("in won" is a hashed look-up; a join would be planned as a nested loop over the
 * parsed rows). The sealed minds, most of the bytes, come as they are in one parameter of their own ($2).
 */
const CONVERSATIONS = `
asked as materialized (
  select *, substring($2::bytea from mind_from for mind_size) as mind
  from json_to_recordset($1) as x(id uuid, channel text, channel_conversation_id text, channel_user_id text, locale text, zone text,
    holder text, agent_id uuid, taken_at timestamptz, customer_id uuid, seq bigint, seen_seq bigint, awaits_seq bigint,
    unanswered_since timestamptz, opened_at timestamptz, last_at timestamptz, dialog_version text, version bigint, mind_from integer,
    mind_size integer)
),
held as materialized (
  select a.* from conversations c join asked a on a.id = c.id and a.version = c.version order by c.id for update of c
),
moved as (
  update conversations c set locale = h.locale, zone = h.zone, holder = h.holder, agent_id = h.agent_id, taken_at = h.taken_at,
    customer_id = h.customer_id, seq = h.seq, seen_seq = greatest(c.seen_seq, h.seen_seq), awaits_seq = h.awaits_seq,
    unanswered_since = h.unanswered_since, last_at = coalesce(h.last_at, c.last_at), dialog_version = h.dialog_version,
    version = h.version + 1, mind = h.mind
  from held h where c.id = h.id returning c.id
),
made as (
  insert into conversations (id, channel, channel_conversation_id, channel_user_id, locale, zone, holder, agent_id, taken_at, customer_id,
    seq, seen_seq, awaits_seq, unanswered_since, opened_at, last_at, dialog_version, version, mind)
  select id, channel, channel_conversation_id, channel_user_id, locale, zone, holder, agent_id, taken_at, customer_id,
    seq, seen_seq, awaits_seq, unanswered_since, opened_at, coalesce(last_at, opened_at), dialog_version, 1, mind
  from asked where version is null order by id on conflict do nothing returning id
),
won as materialized (select id from moved union all select id from made)`;

const SAID = `
said as (
  insert into messages (id, conversation_id, seq, sender, agent_id, ticket_id, at, locale, text, say, sealed, buttons, value, client_key,
    attachments, display)
  select id, conversation_id, seq, sender, agent_id, ticket_id, at, locale, text, say, sealed, buttons, value,
    client_key, attachments, display
  from json_populate_recordset(null::messages, $3)
  where (conversation_id in (select id from won)) is true
),
audited as (
  insert into events (id, conversation_id, ticket_id, type, v, at, by, policy_version, data)
  select id, conversation_id, ticket_id, type, v, at, by, policy_version, data
  from json_populate_recordset(null::events, $4) with ordinality
  where (conversation_id in (select id from won)) is true order by ordinality
)`;

/** What only some files' rows hold: whose other channel this is, and where they are reached. */
interface Extra {
  /** Of the rows as parsed. */
  parsed: string;
  /** Columns of customers. */
  columns: string;
  set: string;
  /** Whose conversation's identity becomes theirs. */
  identified: string;
  since: string;
  /** Of the contacts as parsed, and as columns. */
  contact: [parsed: string, column: string];
}

const PLAIN: Extra = { parsed: "", columns: "", set: "", identified: "f.is_new", since: "f.first_contact_at", contact: ["", ""] };

/** What is not given stands as it was: another turn of the same customer may be changing it. */
const PLACED: Extra = {
  parsed: ", joins boolean, wrote_in uuid, prefers text",
  columns: ", wrote_in, prefers",
  set: `, wrote_in = coalesce(excluded.wrote_in, customers.wrote_in), prefers = coalesce(excluded.prefers, customers.prefers)`,
  identified: "(f.is_new or f.joins)",
  since: "a.opened_at",
  contact: [", sole boolean", ", sole"],
};

const files = ({ parsed, columns, set, identified, since, contact: [of, column] }: Extra) => `
files as materialized (
  select * from json_to_recordset($6) as x(conversation_id uuid, is_new boolean, id uuid, number integer, data_key bytea, name text,
    company text, position text, type text, tier text, first_channel text, first_contact_at timestamptz, last_contact_at timestamptz,
    opted_out boolean${parsed})
  where (conversation_id in (select id from won)) is true
),
filed as (
  insert into customers (id, number, data_key, name, company, position, type, tier, first_channel, first_contact_at, last_contact_at,
    opted_out${columns})
  select id, number, data_key, name, company, position, type, tier, first_channel, first_contact_at, last_contact_at, opted_out${columns}
  from files order by id
  on conflict (id) do update set data_key = coalesce(customers.data_key, excluded.data_key), name = excluded.name,
    company = excluded.company, position = excluded.position, type = excluded.type, tier = excluded.tier,
    last_contact_at = greatest(customers.last_contact_at, excluded.last_contact_at), opted_out = excluded.opted_out${set}
  returning id
),
known as (
  insert into identities (channel, channel_user_id, customer_id, joined_at)
  select a.channel, a.channel_user_id, f.id, ${since} from files f join asked a on a.id = f.conversation_id
  where ${identified} order by 1, 2 on conflict do nothing
),
reachable as (
  insert into contacts (customer_id, kind, lookup, sealed, verified, at${column})
  select customer_id, kind, lookup, sealed, verified, at${column === "" ? "" : ", sole is true"}
  from json_to_recordset($7) as x(conversation_id uuid, customer_id uuid, kind text, lookup bytea, sealed bytea, verified text,
    at timestamptz${of})
  where (conversation_id in (select id from won)) is true order by customer_id, kind, lookup
  on conflict (customer_id, kind, lookup) do update set sealed = excluded.sealed, verified = excluded.verified, at = excluded.at
  where contacts.verified <> excluded.verified
)`;

const TICKETS = `
ticketed as (
  insert into tickets (id, number, conversation_id, customer_id, category, form, nature, urgency, importance, priority, rank, outage,
    owner_id, team_id, status, reason, waiting_for, text, sealed, keywords, classification, detail, linked_to, created_at, closed_at,
    reopened, policy_version)
  select id, number, conversation_id, customer_id, category, form, nature, urgency, importance, priority, rank,
    outage, owner_id, team_id, status, reason, waiting_for, text, sealed, keywords, classification, detail,
    linked_to, created_at, closed_at, reopened, policy_version
  from json_populate_recordset(null::tickets, $8)
  where (conversation_id in (select id from won)) is true order by id
  on conflict (id) do update set customer_id = excluded.customer_id, category = excluded.category, form = excluded.form,
    nature = excluded.nature, urgency = excluded.urgency, importance = excluded.importance, priority = excluded.priority,
    rank = excluded.rank, outage = excluded.outage, owner_id = excluded.owner_id, team_id = excluded.team_id, status = excluded.status,
    reason = excluded.reason, waiting_for = excluded.waiting_for, text = excluded.text, sealed = excluded.sealed,
    keywords = excluded.keywords, classification = excluded.classification, detail = excluded.detail, linked_to = excluded.linked_to,
    closed_at = excluded.closed_at, reopened = excluded.reopened, policy_version = excluded.policy_version
),
owed as (
  insert into commitments (id, conversation_id, ticket_id, customer_id, kind, state, owed_to, owed_by, started_at, due_at, clock,
    paused_at, paused_ms, paused_until, said_at, said_seq, warned_at, told_before, held_by_bot, by_reprioritising, late, alerts, why,
    ended_at, steps, next_at, policy_version)
  select id, conversation_id, ticket_id, customer_id, kind, state, owed_to, owed_by, started_at, due_at, clock,
    paused_at, paused_ms, paused_until, said_at, said_seq, warned_at, told_before, held_by_bot, by_reprioritising,
    late, alerts, why, ended_at, steps, next_at, policy_version
  from json_populate_recordset(null::commitments, $9)
  where (conversation_id in (select id from won)) is true order by id
  on conflict (id) do update set conversation_id = excluded.conversation_id, ticket_id = excluded.ticket_id,
    customer_id = excluded.customer_id, state = excluded.state, owed_to = excluded.owed_to, owed_by = excluded.owed_by,
    started_at = excluded.started_at, due_at = excluded.due_at, clock = excluded.clock, paused_at = excluded.paused_at,
    paused_ms = excluded.paused_ms, paused_until = excluded.paused_until, said_at = excluded.said_at, said_seq = excluded.said_seq,
    warned_at = excluded.warned_at, told_before = excluded.told_before, held_by_bot = excluded.held_by_bot,
    by_reprioritising = excluded.by_reprioritising, late = excluded.late, alerts = excluded.alerts, why = excluded.why,
    ended_at = excluded.ended_at, steps = excluded.steps, next_at = excluded.next_at, claimed_until = null,
    policy_version = excluded.policy_version
),
surveyed as (
  insert into surveys (id, ticket_id, conversation_id, customer_id, assignee, kind, state, asked_at, expires_at, scores, answered_at,
    sealed)
  select id, ticket_id, conversation_id, customer_id, assignee, kind, state, asked_at, expires_at, scores,
    answered_at, sealed
  from json_populate_recordset(null::surveys, $10)
  where (conversation_id in (select id from won)) is true order by id
  on conflict (id) do update set state = excluded.state, expires_at = excluded.expires_at, scores = excluded.scores,
    answered_at = excluded.answered_at, sealed = excluded.sealed
),
noted as (
  insert into notes (id, conversation_id, ticket_id, agent_id, at, text, sealed)
  select id, conversation_id, ticket_id, agent_id, at, text, sealed
  from json_populate_recordset(null::notes, $11)
  where (conversation_id in (select id from won)) is true
)`;

/** What has to leave over channels that are not ours, with the messages that say it. After the customers, before the keys. */
const outgoing = (parameter: string, after: string) => `
given as materialized (
  select * from json_to_recordset(${parameter}) as g(conversation_id uuid, id uuid, channel text, address text, kind text, payload bytea,
    message_id uuid, deadline_ms float8, place uuid, n integer)
  where (conversation_id in (select id from won)) is true ${after}
),${ENQUEUED}`;

const REVISED = `
revised as (
  insert into message_versions (id, message_id, conversation_id, at, text, sealed)
  select id, message_id, conversation_id, at, text, sealed from json_populate_recordset(null::message_versions, $13)
  where (conversation_id in (select id from won)) is true
)`;

/** Who is heard no more, or again; each stands in the audit with it. */
const BLOCKED = `
barred as materialized (
  select * from json_to_recordset($14) as b(conversation_id uuid, channel text, channel_user_id text, lifted boolean, at timestamptz,
    agent_id uuid, reason text, audit_id uuid)
  where (conversation_id in (select id from won)) is true order by channel, channel_user_id
),
blocked as (
  insert into blocks (channel, channel_user_id, conversation_id, at, agent_id, reason)
  select channel, channel_user_id, conversation_id, at, agent_id, reason from barred where not lifted
  on conflict (channel, channel_user_id) do nothing
),
unblocked as (
  delete from blocks b using barred x where x.lifted and b.channel = x.channel and b.channel_user_id = x.channel_user_id
),
blocks_audited as (
  insert into audit (id, by, agent_id, action, subject_kind, subject_id)
  select audit_id, 'agent', agent_id, case when lifted then 'conversation_unblocked' else 'conversation_blocked' end, 'conversation',
    conversation_id::text
  from barred
)`;

const kept = (after: string) => `
kept as (
  insert into received (channel, key, answer)
  select channel, key, answer from json_to_recordset($5) as x(conversation_id uuid, channel text, key text, answer jsonb)
  where (conversation_id in (select id from won)) is true ${after} order by channel, key
)`;

const all = (parts: string[]) => `with${parts.join(",")}\nselect id from won`;

/** $1 to $5: most turns only talk, and a statement of four tables costs half as much to start as one of twelve. */
export const writeTalk = statement("write-talk", all([CONVERSATIONS, SAID, kept("")]));

export const writeTurns = statement(
  "write-turns",
  all([CONVERSATIONS, SAID, files(PLAIN), TICKETS, kept("and (select count(*) from filed) >= 0")]),
);

const AFTER_FILES = "and (select count(*) from filed) >= 0";
const AFTER_PLACES = "and (select count(*) from places) >= 0";

/** The same for batches with something to bring out; the web's own never pay for it. $6 what goes out. */
export const writeTalkOutside = statement(
  "write-talk-outside",
  all([CONVERSATIONS, SAID, outgoing("$6", ""), kept(AFTER_PLACES)]),
);

/** $12 what goes out, $13 what customers changed of what they had said, $14 who is blocked or let in again. */
export const writeTurnsOutside = statement(
  "write-turns-outside",
  all([CONVERSATIONS, SAID, files(PLACED), TICKETS, outgoing("$12", AFTER_FILES), REVISED, BLOCKED, kept(AFTER_PLACES)]),
);
