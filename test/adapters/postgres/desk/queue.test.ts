import { v7 as newId } from "uuid";
import { makeQueueQueries } from "../../../../src/adapters/postgres/desk/queries/queue.js";
import type { QueueFilter, QueueQueries } from "../../../../src/application/desk-pages.js";
import { BadCursor } from "../../../../src/application/desk-queries.js";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../../src/domain/time.js";
import { aDatabase, aDesk } from "./a-database.js";
import type { Desk } from "./a-database.js";
import { all, NOBODY } from "./an-affair.js";
import { makeOwing } from "./owing.js";

let desk: Desk;
let agentId: string;
let queries: QueueQueries;
let now: number;
beforeAll(async () => {
  desk = await aDatabase();
  ({ agentId } = await aDesk(desk));
  queries = makeQueueQueries({ pool: desk.pool, zone: () => "Asia/Shanghai" });
});
afterAll(() => desk.drop());
beforeEach(async () => {
  await desk.query(`truncate conversations, customers, events, destinations cascade`);
  now = Date.now();
});

const { owing, promise } = makeOwing(() => ({ desk, agentId, now }));

const ids = async (filter: QueueFilter = {}) => (await queries.queue(filter, {})).items.map(({ id }) => id);
const idsOf = (...affairs: { ticket: { id: string } }[]) => affairs.map(({ ticket }) => ticket.id);

test("a ticket is one row at its nearest commitment, by due time; what is paused or said comes after what is to be done", async () => {
  const later = await owing([500, 400]);
  const paused = await owing([-60], { each: { state: "paused" } });
  const soon = await owing([20, 500]);
  const overdue = await owing([-5]);
  const said = await owing([-30], { each: { saidAt: now - HOUR_MS } });
  const half = await owing([-600], { each: { state: "paused" } });
  await promise(half, 45);
  const nothing = await owing([]);
  const kept = await owing([5], { each: { state: "met", endedAt: now } });
  const { items, next, counts } = await queries.queue({}, {});
  expect(items.map(({ id }) => id)).toEqual(idsOf(overdue, soon, half, later, paused, said, nothing, kept));
  expect(items.map(({ nearest }) => nearest?.word ?? null)).toEqual([
    ...["overdue", "due_soon", "due_soon", "owed", "paused", "said"],
    ...[null, null],
  ]);
  expect(items.map(({ group }) => group).filter((group) => group !== "today" && group !== "later")).toEqual(["overdue", "soon"]);
  expect(next).toBeNull();
  expect(counts).toMatchObject({ total: 8, owner: [{ owner: agentId, name: "值班 / Duty", count: 8 }], more: false });
  expect(counts?.due).toMatchObject({ overdue: 1, soon: 1 });
  expect(Object.values(counts?.due ?? {}).reduce((a, b) => a + b)).toBe(8);
});

test("a row shows whom it is about, where it stands and the first words, masked", async () => {
  const { ticket, customer, conversation } = await owing([20], { conversation: { unansweredSince: now } });
  const [row] = (await queries.queue({}, {})).items;
  expect(row).toMatchObject({
    id: ticket.id,
    number: `T-${String(ticket.number).padStart(6, "0")}`,
    status: "open",
    priority: "P2",
    owner: agentId,
    ownerName: "值班 / Duty",
    atDutyPost: true,
    team: "care",
    text: "It is broken, call 138••••8000",
    customer: { id: customer.id, name: "Zhang San", company: "Blue Sky" },
    conversation: { id: conversation.id, channel: "web", holder: "bot", agent: null, unseen: 1 },
    nearest: { kind: "first_response", state: "owed", dueAt: new Date(now + 20 * MINUTE_MS).toISOString(), owedBy: "bot" },
  });
  expect(row?.conversation.unansweredSince).toBe(new Date(now).toISOString());
  expect(JSON.stringify(row)).not.toContain("13800138000");
});

test("a post that the first administrator took leaves in sight what its agent owned before", async () => {
  const before = await owing([20]);
  const [post] = await desk.query<{ duty_named: string | null }>("select duty_named from teams where id = 'care'");
  const administrator = newId();
  await desk.query(`insert into agents (id, name, role, team_id) values ($1, $2, 'administrator', 'care')`, [
    administrator,
    "Chen",
  ]);
  await desk.query("update teams set duty_named = '值班 / Duty', duty_agent_id = $1", [administrator]);
  expect(await ids({ atDutyPost: true })).toEqual(idsOf(before));
  expect(await ids({ atDutyPost: false })).toEqual([]);
  await desk.query("update teams set duty_named = $1, duty_agent_id = $2", [post?.duty_named ?? null, agentId]);
});

test("what broke in silence stays on top, in queue, board and meter, until it is done", async () => {
  const late = async (nextAt: string | null) => {
    const affair = await owing([-300, 40], { each: { state: "owed" } });
    await desk.query(
      `update commitments set state = 'broken', ended_at = due_at, next_at = $2 where ticket_id = $1 and due_at < now()`,
      [affair.ticket.id, nextAt],
    );
    return affair;
  };
  const open = await late("9999-01-01");
  const done = await late(null);
  const soon = await owing([5]);
  const { items, counts } = await queries.queue({}, {});
  expect(items.map(({ id, nearest }) => [id, nearest?.word])).toEqual([
    [open.ticket.id, "overdue"],
    [soon.ticket.id, "due_soon"],
    [done.ticket.id, "due_soon"],
  ]);
  expect(items.map(({ group }) => group).slice(0, 2)).toEqual(["overdue", "soon"]);
  expect(counts).toMatchObject({ total: 3, due: { overdue: 1, soon: 1 } });
  expect(await ids({ due: ["overdue"] })).toEqual(idsOf(open));
  expect(await ids({ due: ["soon"] })).toEqual(idsOf(soon));
  expect(await all((page) => queries.queue({}, page), 1)).toHaveLength(3);
  const board = await queries.board({ hours: 2 }, {});
  expect(board.items.map(({ ticket, commitment }) => [ticket?.id, commitment.word])).toEqual([
    [open.ticket.id, "overdue"],
    [soon.ticket.id, "due_soon"],
    [open.ticket.id, "due_soon"],
    [done.ticket.id, "due_soon"],
  ]);
  expect(await queries.meter({ hours: 2 })).toMatchObject({ overdue: 1, soon: 1, hours: 3 });
});

test("a closed ticket stays while it owes and goes when it does not; a waiting one is there", async () => {
  const resolution = { summary: "Done", outcome: null, prevention: null, rootCause: null, by: agentId, at: now };
  const closed = { ticket: { status: "closed", reason: "accepted", closedAt: now, resolution } };
  const owes = await owing([100], closed);
  await owing([100], { ...closed, each: { state: "met", endedAt: now } });
  const waits = await owing([50], { ticket: { status: "waiting", waitingFor: "customer", waitingSince: now } });
  expect(await ids()).toEqual(idsOf(waits, owes));
  expect(await ids({ status: ["closed"] })).toEqual(idsOf(owes));
  const { counts } = await queries.queue({ status: ["closed"] }, {});
  expect(counts).toMatchObject({ total: 1 });
  expect(counts?.status).toEqual(
    expect.arrayContaining([
      { status: "closed", count: 1 },
      { status: "waiting", count: 1 },
    ]),
  );
});

test("equal dues go by the complaint's rank, then by id; no page loses or repeats a row at any size", async () => {
  const rows: Awaited<ReturnType<typeof owing>>[] = [];
  for (const rank of [0, 3, 1, 0, 2, 1]) rows.push(await owing([40], { ticket: { rank } }));
  rows.push(await owing([40], { each: { state: "paused" } }), await owing([]), await owing([]), await owing([-5]));
  const wanted = idsOf(...[9, 2, 5, 4, 1, 0, 3, 6, 7, 8].map((n) => rows[n]!));
  for (const limit of [1, 2, 3, 7, 50])
    expect((await all((page) => queries.queue({}, page), limit)).map(({ id }) => id)).toEqual(wanted);
});

test("counts come with the first page only, each without its own filter", async () => {
  await owing([-5], { ticket: { category: "presale" } });
  await owing([10], { ticket: { category: "presale" } });
  await owing([10], { ticket: { category: "aftersale" } });
  const first = await queries.queue({ category: "presale", due: ["soon"] }, { limit: 1 });
  expect(first.counts).toMatchObject({
    total: 1,
    due: { overdue: 1, soon: 1, today: 0, later: 0 },
    owner: [{ owner: agentId, count: 1 }],
    category: expect.arrayContaining([
      { category: "presale", count: 1 },
      { category: "aftersale", count: 1 },
    ]) as unknown,
  });
  const { next } = await queries.queue({}, { limit: 1 });
  expect((await queries.queue({}, { limit: 1, cursor: next })).counts).toBeNull();
});

test("each filter finds what it names and nothing else", async () => {
  const other = newId();
  await desk.query(`insert into agents (id, name, role, team_id) values ($1, $2, 'agent', 'care')`, [other, `Li ${other}`]);
  const mine = await owing([10], { ticket: { owner: other, priority: "P1" } });
  const held = await owing([100], { conversation: { holder: "agent", agentId: other, takenAt: now, seenSeq: 2 } });
  const waits = await owing([-100], { conversation: { unansweredSince: now, channel: "slack" } });
  expect(await ids({ owner: other })).toEqual(idsOf(mine));
  expect(await ids({ owner: NOBODY })).toEqual([]);
  expect(await ids({ owner: "x" })).toEqual([]);
  expect(await ids({ atDutyPost: false })).toEqual(idsOf(mine));
  expect(await ids({ atDutyPost: true })).toEqual(idsOf(waits, held));
  expect(await ids({ priority: ["P1"] })).toEqual(idsOf(mine));
  expect(await ids({ team: "care'; drop table tickets; --" })).toEqual([]);
  expect(await ids({ holder: "agent" })).toEqual(idsOf(held));
  expect(await ids({ channel: "slack" })).toEqual(idsOf(waits));
  expect(await ids({ channel: "web" })).toEqual(idsOf(mine, held));
  expect(await ids({ unanswered: true })).toEqual(idsOf(waits));
  expect(await ids({ unanswered: false })).toEqual(idsOf(mine, held));
  expect(await ids({ unseen: false })).toEqual(idsOf(held));
  expect(await ids({ unseen: true })).toEqual(idsOf(waits, mine));
  expect(await ids({ due: ["overdue"] })).toEqual(idsOf(waits));
  expect(await ids({ due: ["soon"] })).toEqual(idsOf(mine));
  expect(await ids({ due: ["overdue", "soon"] })).toEqual(idsOf(waits, mine));
  expect(await ids({ due: ["today", "later"] })).toEqual(idsOf(held));
});

test("the board has one line a commitment that the desk owes within the hours, and what is overdue", async () => {
  const two = await owing([-5, 90], { ticket: { priority: "P1" } });
  await owing([200]);
  await owing([10], { each: { owedBy: "customer", kind: "acceptance" } });
  await owing([10], { each: { state: "paused" } });
  const mine = await owing([10], { each: { owedBy: agentId, kind: "progress_update" } });
  const { items, counts } = await queries.board({ hours: 2 }, {});
  expect(items.map(({ ticket, commitment }) => [ticket?.id, commitment.word])).toEqual([
    [two.ticket.id, "overdue"],
    [mine.ticket.id, "due_soon"],
    [two.ticket.id, "due_soon"],
  ]);
  expect(counts).toEqual({ overdue: 1, soon: 1, hours: 2, more: false });
  expect(items[1]).toMatchObject({
    owedByName: "值班 / Duty",
    customer: { name: "Zhang San" },
    conversationId: mine.conversation.id,
  });
  expect((await queries.board({ hours: 4 }, {})).items).toHaveLength(4);
  expect((await queries.board({ hours: 4, owedBy: agentId }, {})).items).toHaveLength(1);
  expect((await queries.board({ hours: 4, team: "nowhere" }, {})).items).toEqual([]);
  expect(await all((page) => queries.board({ hours: 4 }, page), 1)).toHaveLength(4);
});

test("the meter counts what the board does, and what was kept and broken since the desk's midnight", async () => {
  const midnight = Math.floor((now + 8 * HOUR_MS) / DAY_MS) * DAY_MS - 8 * HOUR_MS;
  await owing([-5, 10, 90, 200]);
  const met = { state: "met", endedAt: midnight } as const;
  await owing([-60], { each: met });
  await owing([-60], { each: { ...met, owedBy: agentId } });
  await owing([-60], { each: { ...met, state: "broken" } });
  await owing([-60], { each: { ...met, endedAt: midnight - 1 } });
  await owing([-60], { each: { ...met, state: "dropped" } });
  await owing([-60], { each: { ...met, owedBy: "customer", kind: "acceptance" } });
  const { at, ...figures } = await queries.meter({ hours: 2 });
  expect(Math.abs(Date.parse(at) - now)).toBeLessThan(MINUTE_MS);
  expect(figures).toEqual({ overdue: 1, soon: 1, hours: 2, more: false, keptToday: 2, brokenToday: 1 });
  expect(await queries.meter({ hours: 2, owedBy: agentId })).toMatchObject({ overdue: 0, keptToday: 1, brokenToday: 0 });
  expect(await queries.meter({ hours: 4, team: "nowhere" })).toMatchObject({ hours: 0, keptToday: 0, brokenToday: 0 });
});

test("a cursor of another list, or one that nobody gave, is refused", async () => {
  await owing([10, 20]);
  await owing([10]);
  const { next } = await queries.queue({}, { limit: 1 });
  await expect(queries.board({ hours: 2 }, { cursor: next })).rejects.toThrow(BadCursor);
  const made = (...place: unknown[]) => Buffer.from(JSON.stringify(place)).toString("base64url");
  for (const cursor of ["x", "e30", made("queue", 0, "2026-02-31 09:00:00+00", 1, NOBODY), made("queue", 0, "now()", 1, NOBODY)])
    await expect(queries.queue({}, { cursor })).rejects.toThrow(BadCursor);
});
