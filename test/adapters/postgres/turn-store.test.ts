import { emptyMind } from "../../../src/domain/conversation/conversation.js";
import type { Ticket } from "../../../src/domain/ticket/ticket.js";
import { deskDatabase, vault } from "./desk-database.js";
import type { DeskDatabase } from "./desk-database.js";
import {
  AGENT,
  aChange,
  aCommitment,
  aConversation,
  aCustomer,
  anEvent,
  aSurvey,
  aTicket,
  AT,
  seedPeople,
  wantedOf,
} from "./sample.js";
import { turnsOn } from "./turns-on.js";

let desk: DeskDatabase;
beforeAll(async () => {
  desk = await deskDatabase();
  await seedPeople(desk.pool);
});
afterAll(() => desk.drop());

const { rows, read, opened, served } = turnsOn(() => desk);

describe("what a turn writes the next one reads", () => {
  test("a conversation, with all it remembers", async () => {
    const conversation = await opened({
      zone: "Asia/Shanghai",
      locale: "en",
      awaitsSeq: 2,
      unansweredSince: AT,
      holder: "agent",
      agentId: AGENT,
      takenAt: AT,
      mind: {
        ...emptyMind(),
        notice: { version: "n1", locale: "en", at: AT },
        focus: "t",
        asks: [{ id: "a", openedAt: AT, odd: 1, kind: "confirm" }],
      },
    });
    expect(await read(conversation)).toEqual({
      answer: null,
      conversation,
      customer: null,
      dataKey: null,
      tickets: [],
      commitments: [],
      surveys: [],
      blocked: null,
    });
  });

  test("the customer's file, contacts, tickets, commitments and surveys", async () => {
    const { customer, dataKey, ticket, conversation } = await served();
    const commitment = aCommitment({
      ticketId: ticket.id,
      customerId: customer.id,
      state: "paused",
      pausedAt: AT + 1,
      pausedMs: 60_000,
      pausedUntil: AT + 2,
      saidAt: AT + 3,
      saidSeq: 1,
      warnedAt: AT + 4,
      toldBefore: true,
      alerts: [{ level: "owner", at: AT, to: AGENT }],
    });
    const survey = aSurvey(ticket, {
      answers: [{ at: AT, scores: [5, 4, 5, 4], comment: "谢谢王经理", heardBy: null }],
      state: "asked",
    });
    await desk.store.write([aChange(conversation, { dataKey, commitments: [commitment], surveys: [survey] })]);
    expect(await read(conversation)).toEqual({
      answer: null,
      conversation: { ...conversation, version: 2 },
      customer,
      dataKey,
      tickets: [ticket],
      commitments: [commitment],
      surveys: [survey],
      blocked: null,
    });
  });

  const resolution = { summary: "换了电源", outcome: "恢复", prevention: null, rootCause: "defect", by: AGENT, at: AT };
  test.each<[string, (ticket: Ticket) => Ticket]>([
    ["waiting", (t) => ({ ...t, status: "waiting", waitingFor: "third_party", waitingSince: AT + 5 })],
    ["resolved", (t) => ({ ...t, status: "resolved", resolution })],
    ["closed", (t) => ({ ...t, status: "closed", resolution, closedAt: Date.now(), reason: "accepted" })],
    ["cancelled", (t) => ({ ...t, status: "cancelled", closedAt: Date.now(), reason: "by_customer" })],
    ["merged", (t) => ({ ...t, status: "merged", closedAt: Date.now(), into: AGENT })],
  ])("a ticket that is %s", async (_, become) => {
    const { ticket, dataKey, conversation } = await served();
    const became = become(ticket);
    await desk.store.write([aChange(conversation, { dataKey, tickets: [{ ticket: became, masked: ticket.text }] })]);
    expect((await read(conversation)).tickets).toEqual([became]);
  });

  test("events in the order they were decided", async () => {
    const conversation = await opened();
    const events = Array.from({ length: 20 }, (_, n) => anEvent({ type: `t${n}` }));
    await desk.store.write([aChange(conversation, { events })]);
    const stored = await rows<{ type: string }>("select type from events where conversation_id = $1 order by seq", [
      conversation.id,
    ]);
    expect(stored.map(({ type }) => type)).toEqual(events.map(({ type }) => type));
  });

  test("in the order asked, also of what is not there", async () => {
    const [a, b] = [await opened(), await opened()];
    const { loaded } = await desk.store.read([wantedOf(b), wantedOf(aConversation()), wantedOf(a), wantedOf(b)]);
    expect(loaded.map(({ conversation }) => conversation?.id ?? null)).toEqual([b.id, null, a.id, b.id]);
  });

  test("desk time is Postgres' time plus the clock's offset", async () => {
    await desk.pool.query("update clock set offset_ms = 3600000");
    const { now } = await desk.store.read([wantedOf(aConversation())]);
    await desk.pool.query("update clock set offset_ms = 0");
    expect(Math.abs(now - Date.now() - 3_600_000)).toBeLessThan(60_000);
  });
});

describe("what is read beside the conversation", () => {
  test("a known person at the first message of a new conversation", async () => {
    const { customer, dataKey, conversation } = await served();
    const { loaded } = await desk.store.read([wantedOf(aConversation({ channelUserId: conversation.channelUserId }))]);
    expect(loaded[0]).toMatchObject({ conversation: null, customer, dataKey });
  });

  test("tickets closed more than 30 days ago are not, and at most 50 are, the open ones first", async () => {
    const { ticket, dataKey, conversation } = await served();
    const closed = (days: number): Ticket => ({
      ...aTicket(conversation),
      status: "cancelled",
      reason: "mistake",
      closedAt: Date.now() - days * 86_400_000,
    });
    const [old, recent] = [closed(31), closed(29)];
    const many = Array.from({ length: 60 }, () => closed(1));
    const tickets = [old, recent, ...many].map((each) => ({ ticket: each, masked: each.text }));
    await desk.store.write([aChange(conversation, { dataKey, tickets })]);
    const read50 = (await read(conversation)).tickets;
    expect(read50).toHaveLength(50);
    expect(read50.map(({ id }) => id)).toContain(ticket.id);
    expect(read50.map(({ id }) => id)).not.toContain(old.id);
  });

  test("ended commitments only while a step is to come or their ticket is open", async () => {
    const { ticket, dataKey, conversation } = await served();
    const ended = { state: "met" as const, endedAt: AT, steps: [] };
    const [ofTicket, gone, stepping] = [
      aCommitment({ ...ended, ticketId: ticket.id }),
      aCommitment(ended),
      aCommitment({ ...ended, steps: [{ at: AT, do: "expire" }] }),
    ];
    await desk.store.write([aChange(conversation, { dataKey, commitments: [ofTicket, gone, stepping] })]);
    const ids = (await read(conversation)).commitments.map(({ id }) => id);
    expect(ids.sort()).toEqual([ofTicket.id, stepping.id].sort());
  });

  test("a commitment waits for its first step, is not looked at while it pauses, and a turn ends its claim", async () => {
    const conversation = await opened();
    const commitment = aCommitment({
      steps: [
        { at: AT + 7, do: "hold" },
        { at: AT + 9, do: "due" },
      ],
    });
    await desk.store.write([aChange(conversation, { commitments: [commitment] })]);
    await desk.pool.query("update commitments set claimed_until = now() + interval '10 s' where id = $1", [commitment.id]);
    const next = () =>
      rows<{ next_at: Date | null; claimed_until: Date | null }>("select next_at, claimed_until from commitments where id = $1", [
        commitment.id,
      ]);
    expect((await next())[0]?.next_at?.getTime()).toBe(AT + 7);
    await desk.store.write([
      aChange({ ...conversation, version: 2 }, { commitments: [{ ...commitment, state: "paused", pausedAt: AT }] }),
    ]);
    expect(await next()).toEqual([{ next_at: null, claimed_until: null }]);
  });
});

describe("customers are shared between conversations", () => {
  test("a second conversation of the same person finds the file and betters it", async () => {
    const { customer, dataKey, conversation } = await served();
    const second = aConversation({ customerId: customer.id, channelUserId: conversation.channelUserId });
    const file = {
      ...customer,
      company: "大海公司",
      contacts: [...customer.contacts, { kind: "email" as const, value: "a@b.cn", verified: "typed" as const }],
    };
    expect(await desk.store.write([aChange(second, { customer: { file, isNew: false }, dataKey })])).toEqual([true]);
    const { customer: read2 } = await read(conversation);
    expect(read2).toMatchObject({ company: "大海公司", number: customer.number });
    expect(read2?.contacts.map(({ value }) => value).sort()).toEqual(["+8613800138000", "a@b.cn"]);
  });

  test("the identity stays with whom it was first", async () => {
    const { customer, conversation } = await served();
    const twin = aCustomer();
    const second = aConversation({ customerId: twin.id, channelUserId: conversation.channelUserId });
    expect(
      await desk.store.write([aChange(second, { customer: { file: twin, isNew: true }, dataKey: vault.newDataKey() })]),
    ).toEqual([true]);
    const { loaded } = await desk.store.read([wantedOf(aConversation({ channelUserId: conversation.channelUserId }))]);
    expect(loaded[0]?.customer?.id).toBe(customer.id);
  });
});
