import { deskDatabase, vault } from "./desk-database.js";
import type { DeskDatabase } from "./desk-database.js";
import { AGENT, aChange, aMessage, aSurvey, AT, seedPeople } from "./sample.js";
import { turnsOn } from "./turns-on.js";

let desk: DeskDatabase;
beforeAll(async () => {
  desk = await deskDatabase();
  await seedPeople(desk.pool);
});
afterAll(() => desk.drop());

const { rows, served } = turnsOn(() => desk);

test("what is personal stands nowhere in clear", async () => {
  const canary = "13912345678";
  const { customer, dataKey, ticket, conversation } = await served();
  const file = { ...customer, contacts: [{ kind: "phone" as const, value: canary, verified: "typed" as const }] };
  const survey = aSurvey(ticket, { answers: [{ at: AT, scores: [1], comment: canary, heardBy: canary }] });
  const change = aChange(
    { ...conversation, seq: 1, mind: { ...conversation.mind, focus: canary } },
    {
      dataKey,
      customer: { file, isNew: false },
      tickets: [
        {
          ticket: {
            ...ticket,
            text: canary,
            status: "resolved",
            resolution: { summary: canary, outcome: canary, prevention: canary, rootCause: null, by: AGENT, at: AT },
          },
          masked: "139****5678",
        },
      ],
      surveys: [survey],
      messages: [aMessage({ text: "139****5678", full: canary })],
      notes: [{ id: crypto.randomUUID(), ticketId: ticket.id, agentId: AGENT, at: AT, text: "139****5678", full: canary }],
    },
  );
  expect(await desk.store.write([change])).toEqual([true]);
  for (const { name } of await rows<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public'")) {
    const clear = await rows<{ row: string }>(`select t::text as row from ${name} t`);
    const found = clear.filter(({ row }) => row.includes(canary) || row.includes(Buffer.from(canary).toString("hex")));
    expect({ name, found }).toEqual({ name, found: [] });
  }
  const [message] = await rows<{ id: string; sealed: Buffer }>("select id, sealed from messages where conversation_id = $1", [
    conversation.id,
  ]);
  expect(message && vault.open(dataKey, message.id, message.sealed)).toBe(canary);
});
