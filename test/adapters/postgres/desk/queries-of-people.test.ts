import { v7 as newId } from "uuid";
import { makeQueries, makeWritten } from "../../../../src/adapters/postgres/desk/queries/queries.js";
import { makeTurnStore } from "../../../../src/adapters/postgres/turn-store.js";
import type { DeskQueries } from "../../../../src/application/desk-queries.js";
import type { TurnStore } from "../../../../src/application/turn-store.js";
import { aChange, aCustomer, aPromise, AT, aTicket } from "./a-change.js";
import { aDatabase, aDesk } from "./a-database.js";
import type { Desk } from "./a-database.js";
import { all, anAffair, nextNumber, NOBODY, vault } from "./an-affair.js";

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

let desk: Desk;
let agentId: string;
let store: TurnStore;
let queries: DeskQueries;
beforeAll(async () => {
  desk = await aDatabase();
  ({ agentId } = await aDesk(desk));
  store = makeTurnStore({ pool: desk.pool, vault });
  queries = makeQueries({ pool: desk.pool, vault });
});
afterAll(() => desk.drop());
beforeEach(() => desk.query(`truncate conversations, customers, events, destinations cascade`));

const open = (affair: Parameters<typeof anAffair>[1] = {}) => anAffair({ desk, agentId }, affair);

test("commitments come by their due, with the alerts given", async () => {
  const promises = [50, 10, 30].map((minutes) => aPromise({ dueAt: AT + minutes * 60_000 }));
  const steps = [{ at: AT + 45 * 60_000, do: "hold" as const }];
  promises[2] = {
    ...promises[2]!,
    state: "paused",
    pausedAt: AT,
    pausedMs: 60_000,
    steps,
    alerts: [{ level: "supervisor", at: AT, to: agentId }],
  };
  promises.push(aPromise({ dueAt: AT + 10 * 60_000, state: "met", endedAt: AT, kind: "eta" }));
  const { ticket } = await open({ change: { commitments: promises } });
  await desk.query(`update commitments set ticket_id = $1 where id = $2`, [ticket.id, promises[0]!.id]);
  const due = async (filter: Parameters<DeskQueries["commitments"]["list"]>[0]) =>
    (await all((page) => queries.commitments.list(filter, page), 1)).map(({ id }) => promises.findIndex((p) => p.id === id));
  expect((await due({})).slice(2)).toEqual([2, 0]);
  expect(await due({ state: ["owed", "paused"] })).toEqual([1, 2, 0]);
  expect(await due({ alerted: true })).toEqual([2]);
  expect(await due({ kind: ["eta"] })).toEqual([3]);
  expect(await due({ ticketId: ticket.id })).toEqual([0]);
  expect(await due({ dueBefore: new Date(AT + 11 * 60_000), state: ["owed"] })).toEqual([1]);
  expect(await queries.commitments.one(promises[2].id)).toMatchObject({
    state: "paused",
    pausedAt: "2026-11-23T02:00:00.000Z",
    pausedMs: 60_000,
    steps: [{ at: "2026-11-23T02:45:00.000Z", do: "hold" }],
    alerts: [{ level: "supervisor", at: "2026-11-23T02:00:00.000Z", to: agentId }],
  });
  expect(await queries.commitments.one("x")).toBeNull();
});

test("a customer's contacts are masked unless revealed, and found exactly", async () => {
  const { customer } = await open();
  await open({ customer: { name: "Li_Si", contacts: [] } });
  const shown = await queries.customers.one(customer.id, { reveal: false });
  expect(shown).toMatchObject({
    tickets: 1,
    openTickets: 1,
    name: "Zhang San",
    number: `C-${String(customer.number).padStart(6, "0")}`,
  });
  expect(JSON.stringify(shown)).not.toMatch(/13800138000|zhang@/);
  expect(shown?.contacts.map(({ value }) => value).sort()).toEqual(["138••••8000", "z•••@example.com"]);
  const revealed = await queries.customers.one(`C-${customer.number}`, { reveal: true });
  expect(revealed?.contacts.map(({ value }) => value).sort()).toEqual(["+8613800138000", "zhang@example.com"]);
  expect(revealed?.contacts[0]?.at).toMatch(ISO);
  const found = async (filter: Parameters<DeskQueries["customers"]["list"]>[0]) =>
    (await queries.customers.list(filter, {})).items.map(({ name }) => name);
  expect(await found({ contact: "+8613800138000" })).toEqual(["Zhang San"]);
  expect(await found({ contact: "+8613800138001" })).toEqual([]);
  expect(await found({ name: "zhang" })).toEqual(["Zhang San"]);
  // A wildcard of the caller is a letter.
  expect(await found({ name: "Li_S" })).toEqual(["Li_Si"]);
  expect(await found({ name: "%" })).toEqual([]);
  expect(await queries.customers.one(NOBODY, { reveal: true })).toBeNull();
});

test("events and notes of a ticket come oldest first; surveys with the answer that counts", async () => {
  const customer = aCustomer({ number: nextNumber() });
  const id = newId();
  const ticket = aTicket({ number: customer.number, conversationId: id, customerId: customer.id, owner: agentId });
  const event = (type: string) => ({
    id: newId(),
    type,
    v: 1,
    at: AT,
    by: { kind: "bot" as const },
    ticketId: ticket.id,
    policyVersion: "p1",
    data: { a: 1 },
  });
  const note = { id: newId(), ticketId: ticket.id, agentId, at: AT, text: "masked", full: "Call +86 13800138000 back" };
  const answer = (comment: string) => ({ at: AT, scores: [5, 4, 5, 5], comment, heardBy: null });
  await store.write([
    {
      ...aChange(id, []),
      readVersion: null,
      customer: { file: customer, isNew: true },
      conversation: { ...aChange(id, []).conversation, customerId: customer.id },
      dataKey: vault.newDataKey(),
      tickets: [{ ticket, masked: ticket.text }],
      events: [event("first"), event("second"), event("third")],
      notes: [note],
      surveys: [
        {
          id: newId(),
          ticketId: ticket.id,
          customerId: customer.id,
          assignee: agentId,
          kind: "full",
          askedAt: AT,
          expiresAt: AT,
          answers: [answer("so so"), answer("well done")],
          state: "answered",
        },
      ],
    },
  ]);
  const events = await all((page) => queries.history.events(ticket.id, page), 2);
  expect(events.map(({ type }) => type)).toEqual(["first", "second", "third"]);
  expect(events[0]).toMatchObject({ by: "bot", data: { a: 1 }, ticketId: ticket.id, conversationId: id });
  const [shown] = (await queries.history.notes(ticket.id, {})).items;
  expect(shown).toMatchObject({ text: "Call +86 13800138000 back", agentName: "值班 / Duty" });
  expect(await makeWritten({ pool: desk.pool, vault }).note(note.id)).toEqual(shown);
  expect((await queries.surveys.list({ ticketId: ticket.id }, {})).items).toMatchObject([
    { state: "answered", scores: [5, 4, 5, 5], comment: "well done", answeredAt: "2026-11-23T02:00:00.000Z" },
  ]);
  expect((await queries.surveys.list({ state: ["asked"] }, {})).items).toEqual([]);
  expect((await queries.history.events("x", {})).items).toEqual([]);
});

test("people: agents by name, of a team, by id or name; teams with their duty agent", async () => {
  expect(await queries.people.teams()).toEqual([{ id: "care", name: { "zh-CN": "客服", en: "Care" }, duty: agentId }]);
  const [duty] = await queries.people.agents({});
  expect(duty).toEqual({
    id: agentId,
    name: "值班 / Duty",
    role: "agent",
    team: "care",
    available: true,
    email: null,
    slack: null,
    disabled: false,
  });
  expect(await queries.people.agents({ team: "sales" })).toEqual([]);
  expect(await queries.people.agent(agentId)).toEqual(duty);
  expect(await queries.people.agent("值班 / Duty")).toEqual(duty);
  expect(await queries.people.agent("nobody")).toBeNull();
});
