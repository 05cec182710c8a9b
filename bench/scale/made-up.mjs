// Tickets made up in Postgres itself, always the same ones: every share is drawn from a hash of the ticket's number. What a
// statement costs hangs on how many rows there are, where they stand and how the indexed columns are spread, so that is what is
// made with care; sealed columns are as long as the product's and hold nothing.

/** Draws by number; ids in UUID v7's shape and order; words of two Chinese characters, one of first × second. */
export const FUNCTIONS = `
create function pick(n bigint, what int, one_of int) returns int immutable parallel safe language sql
  return ((hashint8extended(n, what) & 2147483647) % one_of)::int;
create function id_at(at timestamptz, what int, n bigint) returns uuid immutable parallel safe language sql
  return (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '70008'
    || lpad(to_hex(hashint8extended(n, what) & 1152921504606846975), 15, '0'))::uuid;
create function agent_id(k int) returns uuid immutable parallel safe language sql return id_at('2024-01-01Z'::timestamptz, 1, k);
create function word(n bigint, what int, first int, second int) returns text immutable parallel safe language sql
  return chr(20000 + what * 500 + pick(n, what, first)) || chr(20250 + what * 500 + pick(n, what + 100, second));`;

/** One agent in six for each team; the first stands at every duty post. */
export const people = (agents) => `
insert into teams (id, name) select 'team-' || k, '{"zh-CN":"客服","en":"Care"}' from generate_series(0, 5) k;
insert into agents (id, name, role, team_id)
  select agent_id(k), 'Agent ' || k, 'agent', 'team-' || k % 6 from generate_series(0, ${agents - 1}) k;
update teams set duty_agent_id = agent_id(0);
insert into clock (mode) values ('real');
insert into destinations (id, channel, address) values (agent_id(0), 'web', 'nobody');`;

/** What a word is looked for by: one message in 50,000 has such a one, one in 500 such a one, every message the last. */
export const WORDS = {
  rare: (n) => `word(${n}, 6, 224, 224)`,
  middling: (n) => `word(${n}, 5, 25, 20)`,
  common: "电机",
};

const array = (...words) => `(array[${words.map((word) => `'${word}'`).join(", ")}])`;
const nothing = (bytes) => `decode(repeat('00', ${bytes}), 'hex')`;

/**
 * The rows of the tickets numbered `from` to `to`, which are part of a stretch: its first number, how many it has, where it begins
 * and ends in days from `now`, and whether its tickets are open. Two tickets a conversation, eight a customer.
 */
export function rowsOf({ from, to, first, count, begins, ends, open, agents, now }) {
  const at = (n) =>
    `('${now}'::timestamptz + (${begins} + ${ends - begins}::float8 * (${n} - ${first}) / ${count}) * interval '1 day')`;
  const firstOf = (n, size) => `(${n} - (${n} - ${first}) % ${size})`;
  const customer = `id_at(${at(firstOf("n", 8))}, 2, ${firstOf("n", 8)})`;
  const conversation = `id_at(${at(firstOf("n", 2))}, 3, ${firstOf("n", 2)})`;
  const each = (size) => `generate_series(${from}::bigint, ${to}::bigint) n where (n - ${first}) % ${size} = 0`;
  const eachOf = (k) => `(select * from tickets where number between ${from} and ${to}) t cross join generate_series(1, ${k}) k`;
  const owner = "pick(n, 11, " + agents + ")";
  const ended = open ? "null" : `${at("n")} + (10 + pick(n, 25, 350)) * interval '1 minute'`;
  const said = "t.created_at + k * interval '5 minutes'";
  const message = `id_at(${said}, 30 + k, t.number)`;
  return [
    `insert into customers (id, number, data_key, name, company, type, tier, first_channel, first_contact_at, last_contact_at)
    select ${customer}, n, ${nothing(60)}, 'Customer ' || n, word(n, 7, 200, 200) || ' Ltd', 'individual', 'standard', 'web',
      ${at("n")}, ${at("n")} from ${each(8)}`,

    `insert into customer_words (customer_id, words)
    select ${customer}, array_to_tsvector(array['customer', n::text, word(n, 7, 200, 200), 'ltd']) from ${each(8)}`,

    `insert into conversations (id, channel, channel_conversation_id, channel_user_id, locale, holder, agent_id, taken_at, customer_id, seq,
      seen_seq, unanswered_since, opened_at, last_at, dialog_version, version, mind)
    select ${conversation}, 'web', 'c' || n, 'dl_' || n, 'zh-CN', '${open ? "agent" : "bot"}',
      ${open ? `agent_id(${owner}), ${at("n")}` : "null, null"}, ${customer}, 12, 12 - pick(n, 12, 2),
      ${open ? `case when pick(n, 13, 20) = 0 then ${at("n")} end` : "null"}, ${at("n")}, ${at("n")}, 'd1', 12, ${nothing(600)}
    from ${each(2)}`,

    `insert into tickets (id, number, conversation_id, customer_id, category, form, urgency, importance, priority, rank, outage, owner_id,
      team_id, status, reason, waiting_for, text, keywords, classification, detail, created_at, closed_at, reopened, policy_version)
    select id_at(${at("n")}, 4, n), n, ${conversation}, ${customer},
      ${array("presale", "insale", "aftersale", "aftersale", "aftersale", "value_added")}[1 + pick(n, 21, 6)],
      ${array("consultation", "support", "support", "complaint")}[1 + pick(n, 22, 4)], 'low', 'high',
      ${array("P1", "P2", "P2", "P3", "P3", "P3", "P3", "P4", "P4", "P4")}[1 + pick(n, 23, 10)], 0, false,
      agent_id(${owner}), 'team-' || ${owner} % 6,
      ${open ? `${array("open", "open", "open", "waiting", "resolved")}[1 + pick(n, 24, 5)]` : "case when pick(n, 24, 100) < 92 then 'closed' when pick(n, 24, 100) < 97 then 'cancelled' else 'merged' end"},
      ${open ? "null, case when pick(n, 24, 5) = 3 then 'customer' end" : "'accepted', null"},
      '电机不转，请尽快处理。' || ${WORDS.middling("n")}, array['电机', word(n, 5, 5, 4)], '{"by":"rules","score":0.9}', ${nothing(300)},
      ${at("n")}, ${ended}, (pick(n, 26, 25) = 0)::int, 'p1' from ${each(1)}`,

    `insert into messages (id, conversation_id, seq, sender, ticket_id, at, recorded_at, locale, text, sealed)
    select ${message}, t.conversation_id, (t.number - ${first}) % 2 * 6 + k,
      ${array("customer", "bot", "customer", "agent", "customer", "agent")}[k], t.id, ${said}, ${said}, 'zh-CN',
      '您好，' || ${WORDS.middling("t.number * 8 + k")} || '，电机不转，' || ${WORDS.rare("t.number * 8 + k")},
      case when k % 2 = 1 then ${nothing(100)} end from ${eachOf(6)}`,

    `insert into message_words (message_id, words)
    select ${message}, array_to_tsvector(array['您好', '电机', '机不', '不转', ${WORDS.middling("t.number * 8 + k")},
      ${WORDS.rare("t.number * 8 + k")}]) from ${eachOf(6)}`,

    commitments({ eachOf, open }),

    // One in thirty raised an alert, one in fifty was answered late.
    `insert into events (id, conversation_id, ticket_id, type, v, at, recorded_at, by, policy_version, data)
    select id_at(${said}, 50 + k, t.number), t.conversation_id, t.id, x.type, 1, ${said}, ${said}, 'bot', 'p1',
      case x.type when 'alert_raised' then jsonb_build_object('level', ${array("supervisor", "manager")}[1 + pick(t.number, 41, 2)],
          'commitmentId', id_at(t.created_at, 63, t.number))
        when 'owner_warned' then jsonb_build_object('commitmentId', id_at(t.created_at, 63, t.number))
        when 'answered_late' then '{"kind":"first_response"}'
        else '{"kind":"progress_update","why":"sla.P3","from":"open","to":"waiting","dueAt":"2026-11-22T08:00:00.000Z"}' end
    from ${eachOf(8)}, lateral (select case when k = 7 and pick(t.number, 42, 30) = 0 then 'alert_raised'
      when k = 6 and pick(t.number, 43, 15) = 0 then 'owner_warned' when k = 3 and pick(t.number, 44, 50) = 0 then 'answered_late'
      else ${array("ticket_registered", "commitment_made", "message_said", "commitment_met", "ticket_changed", "commitment_made", "message_said", "ticket_closed")}[k] end as type) x`,

    `insert into surveys (id, ticket_id, conversation_id, customer_id, assignee, kind, state, asked_at, expires_at, scores, answered_at, sealed)
    select id_at(closed_at, 70, number), id, conversation_id, customer_id, owner_id, 'full', x.state, closed_at, closed_at + interval '7 days',
      case x.state when 'answered' then array[1 + pick(number, 71, 5), 1 + pick(number, 72, 5), 1 + pick(number, 73, 5), 1 + pick(number, 74, 5)] end,
      case x.state when 'answered' then closed_at + interval '1 hour' end, ${nothing(60)}
    from tickets, lateral (select case when pick(number, 75, 5) < 3 then 'answered' else 'expired' end as state) x
    where number between ${from} and ${to} and closed_at is not null and pick(number, 76, 5) < 3`,

    `insert into deliveries (id, destination_id, kind, state, payload, created_at, deadline_at, settled_at)
    select id_at(created_at, 80, number), agent_id(0), 'customer', ${array("parked", "unknown", "expired", "expired")}[1 + pick(number, 81, 4)],
      ${nothing(300)}, created_at, created_at, created_at from tickets where number between ${from} and ${to} and pick(number, 82, 200) = 0`,
  ];
}

/**
 * Five a ticket. Of an open one two are owed, due from two hours ago to five days ahead; every fiftieth falls to the sweep now. What
 * ended was kept nine times in ten.
 */
const commitments = ({ eachOf, open }) => {
  const live = open ? "k in (3, 4)" : "false";
  const due = open
    ? "case when k in (3, 4) then now() + (pick(t.number, 60 + k, 7300) - 120) * interval '1 minute' else x.at end"
    : "x.at";
  return `insert into commitments (id, conversation_id, ticket_id, customer_id, kind, state, owed_to, owed_by, started_at, due_at, clock, said_at,
    told_before, alerts, why, ended_at, next_at, policy_version)
  select id_at(t.created_at, 60 + k, t.number), t.conversation_id, t.id, t.customer_id,
    ${array("first_response", "plan", "solution", "progress_update", "acceptance")}[k],
    case when ${live} then 'owed' else x.state end, case when k = 5 then 'desk' else 'customer' end,
    case when k = 5 then 'customer' else t.owner_id::text end, t.created_at, ${due}, 'always', case when k = 1 then x.at end,
    x.state = 'broken' and pick(t.number, 65, 2) = 0,
    case when x.state = 'broken' and not (${live}) then jsonb_build_array(jsonb_build_object('level', 'owner', 'at', (extract(epoch from x.at) * 1000)::bigint)) else '[]' end,
    'sla.P3', case when not (${live}) then x.at end,
    case when ${live} then case when pick(t.number, 66 + k, 50) = 0 then now() - pick(t.number, 67, 60) * interval '1 second'
      else greatest(${due}, now() + interval '1 hour') end end, 'p1'
  from ${eachOf(5)}, lateral (select least(t.created_at + k * coalesce(t.closed_at - t.created_at, interval '1 hour') / 5, now()) as at,
    case when pick(t.number * 8 + k, 64, 100) < 90 then 'met' when pick(t.number * 8 + k, 64, 100) < 97 then 'broken' else 'dropped' end as state) x`;
};
