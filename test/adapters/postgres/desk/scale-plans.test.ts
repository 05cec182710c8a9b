import pg from "pg";
import { v7 as newId } from "uuid";
import { makeAlerts } from "../../../../src/adapters/postgres/desk/alerts/alerts.js";
import { makeDigestCounts } from "../../../../src/adapters/postgres/desk/digests/figures.js";
import { makeTicketQueries } from "../../../../src/adapters/postgres/desk/queries/tickets.js";
import { makeSearch } from "../../../../src/adapters/postgres/desk/search/search.js";
import { DAY_MS } from "../../../../src/domain/time.js";
import { aDatabase, aDesk } from "./a-database.js";
import type { Desk } from "./a-database.js";
import { anAffair, vault } from "./an-affair.js";
import { plansOf } from "./plans-of.js";

// Two years of tickets, all closed, with two promises each; one in ten promises was alerted, one ticket in fifty lost a delivery.
const TICKETS = 60_000;
const DAYS = 730;
const MESSAGES = 20_000;
const AT = `now() - (n::float8 / ${TICKETS} * ${DAYS}) * interval '1 day'`;

let desk: Desk;
let agentId: string;
const newcomer = newId();
beforeAll(async () => {
  desk = await aDatabase();
  ({ agentId } = await aDesk(desk));
  await desk.query(`insert into agents (id, name, role, team_id) values ($1, 'Newcomer', 'agent', 'care')`, [newcomer]);
  const { ticket } = await anAffair({ desk, agentId });
  // The product's own connections give up a statement long before that many rows are made.
  const client = new pg.Client(desk.url);
  await client.connect();
  await client.query(
    `insert into tickets select md5('t' || n)::uuid, 10000 + n, conversation_id, customer_id, category, form, nature, urgency, importance,
       priority, rank, outage, owner_id, team_id, 'closed', 'accepted', null, text, sealed, keywords, classification, detail, linked_to,
       ${AT} - interval '1 hour', ${AT}, 0, policy_version from tickets, generate_series(1, ${TICKETS}) n where id = $1`,
    [ticket.id],
  );
  await client.query(
    `insert into commitments (id, conversation_id, ticket_id, kind, state, owed_to, owed_by, started_at, due_at, clock, why, ended_at,
       alerts, policy_version)
     select md5('c' || k || n)::uuid, conversation_id, md5('t' || n)::uuid, kind, case when n % 10 = 0 then 'broken' else 'met' end, owed_to,
       $2, started_at, ${AT}, clock, why, ${AT}, case when n % 10 = 0 then '[{"level":"owner","at":0}]'::jsonb else '[]' end, policy_version
     from commitments, generate_series(1, ${TICKETS}) n, generate_series(1, 2) k where ticket_id = $1`,
    [ticket.id, agentId],
  );
  const destination = newId();
  await client.query(`insert into destinations (id, channel, address) values ($1, 'web', 'nobody')`, [destination]);
  await client.query(
    `insert into deliveries (id, destination_id, kind, state, payload, created_at, deadline_at, settled_at)
     select md5('d' || n)::uuid, $1, 'customer', 'expired', '', ${AT}, ${AT}, ${AT} from generate_series(50, ${TICKETS}, 50) n`,
    [destination],
  );
  // Ids rise; one message in 200 has the word.
  await client.query(
    `insert into messages (id, conversation_id, seq, sender, at, locale, text) select ('01900000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid,
       conversation_id, 1000 + n, 'customer', now(), 'zh-CN', case when n % 200 = 0 then '电机' else '你好' end
     from tickets, generate_series(1, ${MESSAGES}) n where id = $1`,
    [ticket.id],
  );
  await client.query(
    `insert into message_words select id, array_to_tsvector(array[text]) from messages where text in ('电机', '你好')`,
  );
  await client.query("analyze");
  await client.end();
}, 120_000);
afterAll(() => desk.drop());

/** Tables of a handful of rows may be scanned. */
const SCANNED = /Seq Scan on (?:tickets|commitments|deliveries)\b/g;
const seen = (plans: string[]): string[] => plans.flatMap((plan) => plan.match(SCANNED) ?? []);

/** The most rows that a step of these plans looked at, those it threw away with them. */
function looked(plans: string[]): number {
  const rows = plans.flatMap((plan) => [
    ...[...plan.matchAll(/actual rows=(\d+)(?:\.\d+)? loops=(\d+)/g)].map(([, n, loops]) => Number(n) * Number(loops)),
    ...[...plan.matchAll(/Rows Removed by Filter: (\d+)/g)].map(([, n]) => Number(n)),
  ]);
  expect(rows).not.toEqual([]);
  return Math.max(...rows);
}

const tickets = (pool: pg.Pool) => makeTicketQueries({ pool, vault });
test.each<[string, (pool: pg.Pool) => Promise<unknown>]>([
  ["an owner who has none", (pool) => tickets(pool).list({ owner: newcomer }, {})],
  ["a team that has none", (pool) => tickets(pool).list({ team: "none" }, {})],
  ["all, the first page", (pool) => tickets(pool).list({}, { limit: 20 })],
])("the tickets of %s are found without looking at the others", async (_, read) => {
  const plans = await plansOf(desk.pool, read);
  expect(seen(plans)).toEqual([]);
  expect(looked(plans)).toBeLessThan(100);
});

test("a team's name that is no plain word is asked for as a value, and finds nothing", async () => {
  expect(await tickets(desk.pool).list({ team: "care' or ?" }, {})).toEqual({ items: [], next: null });
});

test("a report of six days reads what ended in twelve, not all tickets", async () => {
  const to = Date.now();
  const period = { before: to - 12 * DAY_MS, from: to - 6 * DAY_MS, to, team: null, agent: null, zone: "Asia/Shanghai" };
  const plans = await plansOf(desk.pool, (pool) => makeDigestCounts(pool).report(period));
  expect(plans.length).toBeGreaterThan(5);
  expect(seen(plans)).toEqual([]);
  expect(looked(plans)).toBeLessThan(TICKETS / 20);
});

test("the daily watch looks at the alerts of its days, not at those of all years", async () => {
  const now = Date.now();
  const plans = await plansOf(desk.pool, (pool) => makeDigestCounts(pool).watch({ now, until: now + DAY_MS, team: null }));
  expect(plans.length).toBeGreaterThan(5);
  expect(seen(plans)).toEqual([]);
  expect(looked(plans)).toBeLessThan(TICKETS / 20);
});

test("what could not be brought out is found among the last 30 days' only", async () => {
  const reader = { agentId, levels: ["manager"], team: null } as const;
  const plans = await plansOf(desk.pool, (pool) => makeAlerts(pool).list(reader, {}, { limit: 200 }));
  expect(seen(plans)).toEqual([]);
  expect(looked(plans)).toBeLessThan(TICKETS / 50 / 4);
});

test("a word that the newest messages hold now and then is found further back, without the index that names all of them", async () => {
  const search = (pool: pg.Pool) =>
    makeSearch({ pool, vault, tickets: tickets(pool), contactsIn: () => ({ email: null, phone: null }) });
  const plans = await plansOf(desk.pool, async (pool) => {
    const { items } = await search(pool).search("电机", { limit: 50 });
    expect(items.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, n) => 1000 + MESSAGES - 200 * n));
  });
  expect(plans.join()).toContain("using message_words_pkey");
  expect(plans.join()).not.toContain("message_words_words");
});
