import pg from "pg";
import { makeQueueQueries } from "../../../../src/adapters/postgres/desk/queries/queue.js";
import { aDatabase, aDesk } from "./a-database.js";
import type { Desk } from "./a-database.js";
import { anAffair } from "./an-affair.js";
import { plansOf } from "./plans-of.js";

const TICKETS = 100_000;
/** One in fifty is open. */
const OPEN = 2_000;

let desk: Desk;
let agentId: string;
beforeAll(async () => {
  desk = await aDatabase();
  ({ agentId } = await aDesk(desk));
  const { ticket } = await anAffair({ desk, agentId });
  // The product's own connections give up a statement long before that many rows are made.
  const client = new pg.Client(desk.url);
  await client.connect();
  await client.query(
    `insert into tickets select md5('t' || n)::uuid, 10000 + n, conversation_id, customer_id, category, form, nature, urgency, importance,
       priority, rank, outage, owner_id, team_id, case when n <= ${OPEN} then 'open' else 'closed' end,
       case when n > ${OPEN} then 'accepted' end, waiting_for, text, sealed, keywords, classification, detail, linked_to, created_at,
       case when n > ${OPEN} then created_at end, reopened, policy_version from tickets, generate_series(1, ${TICKETS}) n where id = $1`,
    [ticket.id],
  );
  await client.query(
    `insert into commitments (id, conversation_id, ticket_id, kind, state, owed_to, owed_by, started_at, due_at, clock, why, ended_at,
       policy_version)
     select md5('c' || n)::uuid, conversation_id, md5('t' || (1 + n % ${TICKETS}))::uuid, kind, 
       case when n % ${TICKETS} < ${OPEN} and n < ${TICKETS} then 'owed' else 'met' end, owed_to, owed_by, started_at,
       now() + (n % 10000 - 100) * interval '1 minute', clock, why, case when n % ${TICKETS} < ${OPEN} and n < ${TICKETS} then null else now() - n % 365 * interval '1 day' end,
       policy_version from commitments, generate_series(1, ${TICKETS + OPEN}) n where ticket_id = $1`,
    [ticket.id],
  );
  await client.query("analyze");
  await client.end();
}, 120_000);
afterAll(() => desk.drop());

const queries = (pool: pg.Pool) => makeQueueQueries({ pool, zone: () => "Asia/Shanghai" });
/** Tables of a handful of rows may be scanned. */
const SCANNED = /Seq Scan on (?!clock|teams|agents|conversations|customers)\w+/g;

test.each<[string, (pool: pg.Pool) => Promise<{ items: unknown[] }>]>([
  ["the first page with its counts", (pool) => queries(pool).queue({}, {})],
  ["one owner's", (pool) => queries(pool).queue({ owner: agentId }, {})],
  ["what is overdue", (pool) => queries(pool).queue({ due: ["overdue"] }, {})],
  ["the meter", async (pool) => ({ items: [await queries(pool).meter({ hours: 2, team: "service" })] })],
  ["the board", (pool) => queries(pool).board({ hours: 2 }, {})],
  [
    "a page far down",
    async (pool) => {
      const { next } = await queries(desk.pool).queue({}, { limit: 200 });
      return queries(pool).queue({}, { cursor: next });
    },
  ],
])("%s reads no table from end to end among 100,000 tickets", async (_, read) => {
  let shown = 0;
  const plans = await plansOf(desk.pool, async (pool) => (shown = (await read(pool)).items.length));
  expect(shown).toBeGreaterThan(0);
  expect(plans.length).toBeGreaterThan(1);
  expect(plans.flatMap((plan) => plan.match(SCANNED) ?? [])).toEqual([]);
});

test("a page looks at few more commitments than it shows", async () => {
  const plans = await plansOf(desk.pool, (pool) => queries(pool).queue({}, { limit: 20 }));
  const walk = plans.find((plan) => plan.includes("commitments_owed") && plan.includes("Limit")) ?? "";
  const rows = [...walk.matchAll(/commitments_owed on commitments c_1 .*rows=(\d+)(?:\.\d+)? loops=1/g)].map(([, n]) =>
    Number(n),
  );
  expect(rows).not.toEqual([]);
  expect(Math.max(...rows)).toBeLessThan(200);
});

test.each([
  ["of all", () => ({})],
  ["of one owner", () => ({ owner: agentId })],
])("the queue %s asks tickets for what is owed, and reads nothing that ended", async (_, filter) => {
  const plans = await plansOf(desk.pool, (pool) => queries(pool).queue(filter(), {}));
  expect(plans.join()).toContain("using commitments_owed_ticket on");
  expect(plans.join()).not.toContain("using commitments_ticket on");
});
