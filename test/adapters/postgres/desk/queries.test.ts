import { makeQueries, makeWritten } from "../../../../src/adapters/postgres/desk/queries/queries.js";
import { BadCursor } from "../../../../src/application/desk-queries.js";
import type { DeskQueries } from "../../../../src/application/desk-queries.js";
import { AT } from "./a-change.js";
import { aDatabase, aDesk } from "./a-database.js";
import type { Desk } from "./a-database.js";
import { all, anAffair, NOBODY, vault } from "./an-affair.js";

let desk: Desk;
let agentId: string;
let queries: DeskQueries;
beforeAll(async () => {
  desk = await aDatabase();
  ({ agentId } = await aDesk(desk));
  queries = makeQueries({ pool: desk.pool, vault });
});
afterAll(() => desk.drop());
beforeEach(() => desk.query(`truncate conversations, customers, events, destinations cascade`));

const open = (affair: Parameters<typeof anAffair>[1] = {}) => anAffair({ desk, agentId }, affair);

test("a ticket is found by its id and its number, with what is owed", async () => {
  const { ticket, customer, conversation } = await open();
  const shown = await queries.tickets.one(ticket.id);
  expect(shown).toMatchObject({
    id: ticket.id,
    number: `T-${String(ticket.number).padStart(6, "0")}`,
    status: "open",
    priority: "P2",
    owner: agentId,
    ownerName: "值班 / Duty",
    team: "care",
    customerId: customer.id,
    conversationId: conversation.id,
    text: "It is broken, call 138••••8000",
    createdAt: "2026-11-23T02:00:00.000Z",
    closedAt: null,
    commitments: [{ kind: "first_response", state: "owed", dueAt: "2026-11-23T02:30:00.000Z", alerts: [], owedTo: "customer" }],
  });
  expect(shown).not.toHaveProperty("resolution");
  expect(await queries.tickets.one(`T-${String(ticket.number).padStart(6, "0")}`)).toEqual(shown);
  expect(await queries.tickets.one(`t-${ticket.number}`)).toEqual(shown);
  for (const none of [NOBODY, "T-999999", "x", "", "T-1 or 1=1", "\u0000"]) expect(await queries.tickets.one(none)).toBeNull();
});

test("a resolved ticket shows its resolution; one whose customer was erased is shown without", async () => {
  const resolution = { summary: "Replaced the pump", outcome: "Runs", prevention: null, rootCause: null, by: agentId, at: AT };
  const { ticket, customer } = await open({ ticket: { status: "resolved", resolution } });
  expect((await queries.tickets.one(ticket.id))?.resolution).toEqual({ ...resolution, at: "2026-11-23T02:00:00.000Z" });
  await desk.query(`update customers set data_key = $2 where id = $1`, [customer.id, vault.newDataKey()]);
  const erased = await queries.tickets.one(ticket.id);
  expect(erased?.status).toBe("resolved");
  expect(erased).not.toHaveProperty("resolution");
});

test("tickets are filtered by field and paged newest first, each once", async () => {
  const affairs = [];
  for (let i = 0; i < 7; i++) affairs.push(await open({ ticket: { priority: i < 2 ? "P1" : "P3" } }));
  const closed = await open({
    ticket: {
      status: "closed",
      reason: "accepted",
      closedAt: AT,
      resolution: { summary: "Done", outcome: null, prevention: null, rootCause: null, by: agentId, at: AT },
    },
  });
  const newest = [...affairs, closed].map(({ ticket }) => ticket.id).reverse();
  expect((await all((page) => queries.tickets.list({}, page), 3)).map(({ id }) => id)).toEqual(newest);
  const ids = async (filter: Parameters<DeskQueries["tickets"]["list"]>[0]) =>
    (await queries.tickets.list(filter, {})).items.map(({ id }) => id);
  expect(await ids({ status: ["open", "waiting"] })).toEqual(newest.slice(1));
  expect(await ids({ status: ["closed"] })).toEqual([closed.ticket.id]);
  expect(await ids({ priority: ["P1"] })).toEqual([affairs[1]!.ticket.id, affairs[0]!.ticket.id]);
  expect(await ids({ customerId: affairs[3]!.customer.id })).toEqual([affairs[3]!.ticket.id]);
  expect(await ids({ conversationId: affairs[4]!.conversation.id, owner: agentId, team: "care" })).toEqual([
    affairs[4]!.ticket.id,
  ]);
  expect(await ids({ number: `T-${affairs[2]!.ticket.number}` })).toEqual([affairs[2]!.ticket.id]);
  expect(await ids({ category: "presale" })).toEqual([]);
  expect(await ids({ owner: "x" })).toEqual([]);
  expect(await ids({ team: "care'; drop table tickets; --" })).toEqual([]);
  expect(await ids({ team: "care\u0000" })).toEqual([]);
  expect(await ids({ status: ["open') or (true" as "open"] })).toEqual([]);
});

test("a page has 50 unless told, 200 at most; a cursor of another list or a made-up one is refused", async () => {
  const { ticket } = await open();
  await desk.query(
    `insert into tickets select gen_random_uuid(), 10000 + n, conversation_id, customer_id, category, form, nature, urgency, importance,
       priority, rank, outage, owner_id, team_id, status, reason, waiting_for, text, sealed, keywords, classification, detail, linked_to,
       created_at, closed_at, reopened, policy_version from tickets, generate_series(1, 250) n where id = $1`,
    [ticket.id],
  );
  expect((await queries.tickets.list({}, {})).items).toHaveLength(50);
  expect((await queries.tickets.list({}, { limit: 1_000 })).items).toHaveLength(200);
  expect((await queries.tickets.list({}, { limit: -3 })).items).toHaveLength(1);
  const { next } = await queries.tickets.list({}, { limit: 1 });
  await expect(queries.commitments.list({}, { cursor: next })).rejects.toThrow(BadCursor);
  const forged = Buffer.from(JSON.stringify(["tickets", "1) or (1=1"])).toString("base64url");
  const noDay = ["commitments", "2026-02-31 09:00:00+00", ticket.id];
  await expect(
    queries.commitments.list({}, { cursor: Buffer.from(JSON.stringify(noDay)).toString("base64url") }),
  ).rejects.toThrow(BadCursor);
  for (const cursor of ["x", "e30", "W10", forged]) await expect(queries.tickets.list({}, { cursor })).rejects.toThrow(BadCursor);
});

test("a conversation shows what the customer has not seen, and its messages in full", async () => {
  const { conversation, customer } = await open({
    conversation: { holder: "agent", agentId, takenAt: AT, unansweredSince: AT },
  });
  expect(await queries.conversations.one(conversation.id)).toEqual({
    id: conversation.id,
    channel: "web",
    channelConversationId: conversation.id,
    holder: "agent",
    agent: agentId,
    agentName: "值班 / Duty",
    customerId: customer.id,
    unseen: 1,
    unansweredSince: "2026-11-23T02:00:00.000Z",
    locale: "en",
    zone: null,
    blocked: null,
    openedAt: "2026-11-23T02:00:00.000Z",
    lastAt: "2026-11-23T02:00:00.000Z",
  });
  await desk.query(`update conversations set seen_seq = 2`);
  expect((await queries.conversations.one(conversation.id))?.unseen).toBe(0);
  const messages = await all(async (page) => (await queries.conversations.messages(conversation.id, page))!, 1);
  expect(messages.map(({ seq, text, from }) => [seq, text, from])).toEqual([
    [1, "Call me at +86 13800138000", "customer"],
    [2, "Thanks", "bot"],
  ]);
  expect(await queries.conversations.messages(NOBODY, {})).toBeNull();
  expect(await queries.conversations.one("x")).toBeNull();
  const made = makeWritten({ pool: desk.pool, vault });
  expect(await made.message(messages[0]!.id)).toEqual(messages[0]);
  expect(await made.message(NOBODY)).toBeNull();
});

test("conversations that wait come longest first, all others newest first", async () => {
  const waits = [];
  for (const minutes of [5, 30, 10]) waits.push(await open({ conversation: { unansweredSince: AT - minutes * 60_000 } }));
  const calm = await open();
  const ids = (list: { id: string }[]) => list.map(({ id }) => id);
  const [five, thirty, ten] = waits.map(({ conversation }) => conversation.id);
  expect(ids(await all((page) => queries.conversations.list({ unanswered: true }, page), 2))).toEqual([thirty, ten, five]);
  expect(ids(await all((page) => queries.conversations.list({}, page), 2))).toEqual([calm.conversation.id, ten, thirty, five]);
  expect(ids((await queries.conversations.list({ unanswered: false }, {})).items)).toEqual([calm.conversation.id]);
  expect(ids((await queries.conversations.list({ holder: "agent" }, {})).items)).toEqual([]);
  expect(ids((await queries.conversations.list({ customerId: calm.customer.id }, {})).items)).toEqual([calm.conversation.id]);
});
