import { v7 as newId } from "uuid";
import { makeZone } from "../../../../src/adapters/calendar/zone.js";
import { renderPosts } from "../../../../src/adapters/channels/robots/robots.js";
import { makeAlerts } from "../../../../src/adapters/postgres/desk/alerts/alerts.js";
import { makeAlertPosts } from "../../../../src/adapters/postgres/desk/alerts/posts.js";
import { levelsOf, type AlertReader, type AlertView } from "../../../../src/application/alerts/alerts.js";
import { makePostAlerts } from "../../../../src/application/alerts/post-alerts.js";
import { BadCursor } from "../../../../src/application/desk-queries.js";
import { targetsOf, type RobotPlan } from "../../../../src/application/digests/ports.js";
import type { AlertLevel, Role } from "../../../../src/domain/words.js";
import { aPromise } from "./a-change.js";
import { aDatabase, aDesk, type Desk } from "./a-database.js";
import { all, anAffair, NOBODY, vault } from "./an-affair.js";

let desk: Desk;
let agentId: string;
beforeAll(async () => {
  desk = await aDatabase();
  ({ agentId } = await aDesk(desk));
  await desk.query(`insert into teams (id, name) values ('tech', '{"zh-CN":"技术","en":"Tech"}')`);
});
afterAll(() => desk.drop());
beforeEach(async () => {
  await desk.query("truncate conversations, customers, events, destinations, alert_reads, alert_posts cascade");
  at = 0;
});

const reader = (role: Role, of: Partial<AlertReader> = {}): AlertReader => ({
  agentId: NOBODY,
  levels: levelsOf(role),
  team: null,
  ...of,
});

/** One event a second, the last of them now. */
let at = 0;
type Affair = Awaited<ReturnType<typeof anAffair>>;

async function raise(
  { ticket, conversation, change }: Affair,
  of: { type?: string; level?: AlertLevel; hoursAgo?: number } = {},
) {
  const { type = "alert_raised", level, hoursAgo = 0 } = of;
  const id = newId();
  const parked = type === "message_parked";
  const data = parked ? {} : { commitmentId: change.commitments[0]!.id, ...(level && { level }) };
  await desk.query(
    `insert into events (id, conversation_id, ticket_id, type, v, at, recorded_at, by, policy_version, data)
     values ($1, $2, $3, $4, 1, now(), now() - interval '1 minute' + $5 * interval '1 second' - $6 * interval '1 hour', 'bot', 'p1', $7)`,
    [id, conversation.id, parked ? null : ticket.id, type, ++at, hoursAgo, data],
  );
  return id;
}

async function aLostDelivery(state: string, kind = "customer") {
  const [place] = await desk.query<{ id: string }>(
    `insert into destinations (id, channel, address) values ($1::uuid, 'slack', $1::text) returning id`,
    [newId()],
  );
  const id = newId();
  await desk.query(
    `insert into deliveries (id, destination_id, kind, state, payload, reason, deadline_at, settled_at)
     values ($1, $2, $3, $4, '', 'http 403', now(), now())`,
    [id, place!.id, kind, state],
  );
  return id;
}

const ids = async (of: AlertReader, filter = {}) => (await makeAlerts(desk.pool).list(of, filter, {})).items.map(({ id }) => id);

test("owner, supervisor and manager each see what was raised to them: once a level, newest first", async () => {
  const affair = await anAffair({ desk, agentId });
  const warned = await raise(affair, { type: "owner_warned" });
  const owner = await raise(affair, { level: "owner" });
  const supervisor = await raise(affair, { level: "supervisor" });
  const manager = await raise(affair, { level: "manager" });
  await raise(affair, { type: "commitment_broken" });
  expect(await ids(reader("agent", { agentId }))).toEqual([owner, warned]);
  expect(await ids(reader("agent"))).toEqual([]);
  expect(await ids(reader("supervisor", { team: "care" }))).toEqual([supervisor]);
  expect(await ids(reader("supervisor", { team: "tech" }))).toEqual([]);
  expect(await ids(reader("supervisor", { agentId, team: "tech" }))).toEqual([owner, warned]);
  expect(await ids(reader("manager"))).toEqual([manager]);
  expect(await ids(reader("administrator"))).toEqual([manager]);
});

test("an alert shows its commitment as it stands by now, the ticket and whom it is about", async () => {
  const affair = await anAffair({ desk, agentId });
  const id = await raise(affair, { level: "supervisor" });
  const [c] = affair.change.commitments;
  const [alert] = (await makeAlerts(desk.pool).list(reader("supervisor", { team: "care" }), {}, {})).items;
  expect(alert).toEqual({
    id,
    kind: "alert_raised",
    level: "supervisor",
    by: null,
    at: expect.any(String),
    ticketId: affair.ticket.id,
    number: `T-${String(affair.ticket.number).padStart(6, "0")}`,
    conversationId: affair.conversation.id,
    customer: { name: "Zhang San", company: "Blue Sky" },
    commitment: { id: c!.id, kind: c!.kind, dueAt: new Date(c!.dueAt).toISOString(), state: "owed" },
    deliveryId: null,
    why: "sla.P2",
    seenAt: null,
  } satisfies AlertView);
});

test("who was named by a colleague's note sees by whom and where, whatever the role; nobody else does, and no robot tells it", async () => {
  const affair = await anAffair({ desk, agentId });
  const [other, id, theirs] = [newId(), newId(), newId()];
  await desk.query(`insert into agents (id, name, role, team_id) values ($1, 'Zhou Chen', 'agent', 'tech')`, [other]);
  const raised = await raise(affair, { level: "owner" });
  for (const [event, by, to] of [
    [id, other, agentId],
    [theirs, agentId, other],
  ])
    await desk.query(
      `insert into events (id, conversation_id, ticket_id, type, v, at, by, policy_version, data)
       values ($1, $2, $3, 'mentioned', 1, now(), $4, 'p1', $5)`,
      [event, affair.conversation.id, affair.ticket.id, by, { noteId: newId(), to }],
    );
  const alerts = makeAlerts(desk.pool);
  const { items, counts } = await alerts.list(reader("supervisor", { agentId, team: "tech" }), {}, {});
  expect(items.map((alert) => alert.id)).toEqual([id, raised]);
  expect(items[0]).toMatchObject({
    ...{ kind: "mentioned", level: null, by: { id: other, name: "Zhou Chen" }, ticketId: affair.ticket.id },
    ...{ customer: { name: "Zhang San" }, commitment: null, why: null, seenAt: null },
  });
  expect(counts).toEqual({ unseen: 2 });
  await alerts.see(agentId, [id]);
  expect(await ids(reader("agent", { agentId }), { seen: false })).toEqual([raised]);
  expect(await ids(reader("manager"))).toEqual([]);
  expect(await ids(reader("agent", { agentId: other }))).toEqual([theirs]);
  await aPoster()();
  expect(await posted()).toEqual([]);
});

test("what was raised to the owner goes to whoever owns it by now, and to who took it over", async () => {
  const affair = await anAffair({ desk, agentId }, { change: { commitments: [aPromise({ owedBy: NOBODY })] } });
  const id = await raise(affair, { level: "owner" });
  expect(await ids(reader("agent", { agentId }))).toEqual([id]);
  expect(await ids(reader("agent"))).toEqual([id]);
});

test("a parked message and what could not be sent stand with managers; signs of typing, what is sent and what is old do not", async () => {
  const affair = await anAffair({ desk, agentId });
  await raise(affair, { level: "manager", hoursAgo: 31 * 24 });
  const message = await raise(affair, { type: "message_parked" });
  const parked = await aLostDelivery("parked");
  const unknown = await aLostDelivery("unknown");
  await aLostDelivery("expired", "typing");
  await aLostDelivery("sent");
  const { items } = await makeAlerts(desk.pool).list(reader("manager"), {}, {});
  expect(items.map(({ id, kind, why }) => [id, kind, why])).toEqual([
    [unknown, "delivery_outcome_unknown", "http 403"],
    [parked, "delivery_parked", "http 403"],
    [message, "message_parked", null],
  ]);
  expect(items[0]).toMatchObject({ deliveryId: unknown, ticketId: null, customer: null, commitment: null });
  expect(await ids(reader("supervisor", { team: "care" }))).toEqual([]);
});

test("seen is each one's own; it is counted with the first page, and pages hold every alert once", async () => {
  const alerts = makeAlerts(desk.pool);
  const manager = reader("manager", { agentId });
  const raised: string[] = [];
  for (let n = 0; n < 5; n++) raised.unshift(await raise(await anAffair({ desk, agentId }), { level: "manager" }));
  expect((await alerts.list(manager, {}, { limit: 2 })).counts).toEqual({ unseen: 5 });
  await alerts.see(agentId, raised.slice(0, 2));
  await alerts.see(agentId, raised.slice(1, 3));
  expect(await ids(manager, { seen: false })).toEqual(raised.slice(3));
  expect(await ids(manager, { seen: true })).toEqual(raised.slice(0, 3));
  const page = await alerts.list(manager, {}, { limit: 3 });
  expect([page.counts?.unseen, page.items.map(({ seenAt }) => seenAt !== null)]).toEqual([2, [true, true, true]]);
  expect((await alerts.list(manager, {}, { cursor: page.next })).counts).toBeNull();
  expect((await all((wish) => alerts.list(manager, {}, wish), 2)).map(({ id }) => id)).toEqual(raised);
  await desk.query("delete from alert_reads");
  expect((await alerts.list(manager, {}, {})).counts).toEqual({ unseen: 5 });
});

test.each([
  "x",
  Buffer.from('["alerts",0,"2026-02-31 00:00:00+00",0,"018f3a4e-0000-7000-8000-000000000000"]').toString("base64url"),
])("a cursor that no page gave is refused: %s", (cursor) =>
  expect(makeAlerts(desk.pool).list(reader("manager"), {}, { cursor })).rejects.toBeInstanceOf(BadCursor),
);

const ROBOTS: RobotPlan[] = [
  { id: "leads", format: "slack", locale: "en", address: "A", secret: null },
  { id: "managers", format: "wecom", locale: "zh-CN", address: "B", secret: null },
];

function aPoster() {
  return makePostAlerts({
    posts: makeAlertPosts({ pool: desk.another(), vault }),
    targets: () => targetsOf({ robots: ROBOTS }),
    world: {
      names: () => Promise.resolve({ team: (id) => `team ${id}`, agent: (id) => `agent ${id === agentId}` }),
      zone: () => ({ name: "Asia/Shanghai", clock: makeZone("Asia/Shanghai") }),
      company: () => ({ "zh-CN": "澄川", en: "Chengchuan" }),
      deskUrl: null,
    },
    render: renderPosts,
    newId,
    ring: () => undefined,
  });
}

const posted = async () =>
  (
    await desk.query<{ id: string; address: string; kind: string; payload: Buffer }>(
      `select v.id, d.address, v.kind, v.payload from deliveries v join destinations d on d.id = v.destination_id order by v.seq`,
    )
  ).map(({ id, payload, ...row }) => ({ ...row, body: vault.open(null, id, payload) }));

test("supervisors' and managers' alerts go to each group once, however many instances are rung; nothing of the customer goes", async () => {
  const affair = await anAffair({ desk, agentId });
  await raise(affair, { type: "owner_warned" });
  await raise(affair, { level: "owner" });
  await raise(affair, { level: "supervisor", hoursAgo: 2 });
  await raise(affair, { level: "supervisor" });
  await raise(affair, { type: "message_parked" });
  const posters = [aPoster(), aPoster(), aPoster()];
  // Who comes second waits for the first one's row; what gives up waiting is tried again at the next ring.
  for (let round = 0; round < 3; round++) await Promise.allSettled(posters.map((post) => post()));
  const told = await posted();
  expect(told.map(({ address, kind }) => [address, kind]).sort()).toEqual([
    ["leads", "alert"],
    ["managers", "alert"],
  ]);
  const body = told.find(({ address }) => address === "leads")!.body;
  expect(body).toContain(`T-${String(affair.ticket.number).padStart(6, "0")}`);
  expect(body).toContain("Supervisor");
  expect(body).toContain("A message could not be worked on");
  expect(body).not.toContain("Zhang San");
  expect(body.match(/T-\d{6}/g)).toHaveLength(1);
  await raise(affair, { level: "manager" });
  await posters[0]!();
  expect(await posted()).toHaveLength(4);
});

test("what fails on the way is not lost: the claim goes back with it", async () => {
  await raise(await anAffair({ desk, agentId }), { level: "manager" });
  const posts = makeAlertPosts({ pool: desk.another(), vault });
  const boom = () => {
    throw new Error("no words");
  };
  await expect(posts.post("leads", boom)).rejects.toThrow();
  expect(await posts.post("leads", () => [])).toBe(1);
  expect(await posts.post("leads", () => [])).toBe(0);
});
