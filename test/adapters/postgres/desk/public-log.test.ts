import { setTimeout as sleep } from "node:timers/promises";
import { makeVault } from "../../../../src/adapters/crypto/vault.js";
import { makePublicLog } from "../../../../src/adapters/postgres/desk/public-log.js";
import type { DeskLog } from "../../../../src/adapters/postgres/desk/public-log.js";
import type { NewMessage } from "../../../../src/application/turn-store.js";
import { aChange, aMessage, AT } from "./a-change.js";
import { aConversation, aDatabase, aDesk } from "./a-database.js";
import type { Desk } from "./a-database.js";
import { until } from "./until.js";

const vault = makeVault(Buffer.alloc(32, 1));

let desk: Desk;
let agentId: string;
let logs: DeskLog[];
beforeEach(async () => {
  desk = await aDatabase();
  ({ agentId } = await aDesk(desk));
  logs = [];
});
afterEach(async () => {
  await Promise.all(logs.map((each) => each.stop()));
  await desk.drop();
});

type Heard = [conversationId: string, texts: string[], seq: number];

/** An instance with what it heard. */
async function anInstance({ start = true } = {}) {
  const failures: unknown[] = [];
  const heard: Heard[] = [];
  const log = makePublicLog({
    pool: desk.another("instance"),
    vault,
    assistant: (locale) => (locale === "en" ? "Assistant" : "小助"),
    agentName: (id) => (id === agentId ? "Duty" : null),
    name: `test-${logs.length}`,
    failed: (error) => failures.push(error),
  });
  logs.push(log);
  log.onSaid((id, messages, seq) => heard.push([id, messages.map(({ text }) => text), seq]));
  if (start) await log.start();
  return { log, heard, failures };
}

async function write(conversationId: string, message: NewMessage, dataKey: Buffer | null = null) {
  const sealed = message.full === null ? null : vault.seal(dataKey, message.id, message.full);
  await desk.query(
    `insert into messages (id, conversation_id, seq, sender, agent_id, at, locale, text, sealed, buttons, value, client_key)
     values ($1, $2, $3, $4, $5, to_timestamp($6 / 1000.0), $7, $8, $9, $10, $11, $12)`,
    [
      message.id,
      conversationId,
      message.seq,
      message.from,
      message.agentId,
      message.at,
      message.locale,
      message.text,
      sealed,
      message.buttons.length ? JSON.stringify(message.buttons) : null,
      message.value === null ? null : JSON.stringify(message.value),
      message.clientKey,
    ],
  );
  await desk.query(`update conversations set seq = greatest(seq, $2) where id = $1`, [conversationId, message.seq]);
}

test("the log is read above a sequence, in full, sealed under the desk's or the customer's key", async () => {
  const { log } = await anInstance({ start: false });
  const dataKey = vault.newDataKey();
  const [customer] = await desk.query<{ id: string }>(
    `insert into customers (id, number, data_key, type, tier, first_channel, first_contact_at, last_contact_at)
     values (gen_random_uuid(), 1, $1, 'new', 'ordinary', 'web', now(), now()) returning id`,
    [dataKey],
  );
  const id = await aConversation(desk, { customerId: customer!.id });
  await write(id, aMessage({ seq: 1, clientKey: "k1", value: { askId: "a", choice: "yes" } }));
  await write(
    id,
    aMessage({ seq: 2, from: "bot", full: null, text: "Thanks", buttons: [{ askId: "a", choice: "yes", label: "Yes" }] }),
  );
  await write(id, aMessage({ seq: 3, from: "agent", agentId, text: "Hello", full: "Hello +86 13800138000" }), dataKey);
  const all = await log.read(id, 0, 100);
  expect(all?.seq).toBe(3);
  expect(all?.messages.map(({ seq, name, text }) => [seq, name, text])).toEqual([
    [1, null, "Call me at +86 13800138000"],
    [2, "Assistant", "Thanks"],
    [3, "值班 / Duty", "Hello +86 13800138000"],
  ]);
  expect(all?.messages[0]).toMatchObject({ clientKey: "k1", value: { askId: "a", choice: "yes" }, at: AT, buttons: [] });
  expect(all?.messages[1]).toMatchObject({ buttons: [{ askId: "a", choice: "yes", label: "Yes" }], value: null });
  expect((await log.read(id, 1, 1))?.messages.map(({ seq }) => seq)).toEqual([2]);
  expect(await log.read(id, 3, 100)).toEqual({ messages: [], seq: 3 });
  expect(await log.head(id)).toBe(3);
});

test("a conversation that does not exist, or is no id, has no log", async () => {
  const { log } = await anInstance({ start: false });
  for (const id of ["018f3a4e-0000-7000-8000-000000000000", "x", ""]) {
    expect(await log.read(id, 0, 10)).toBeNull();
    expect(await log.head(id)).toBeNull();
  }
});

test("a text whose key is lost is shown masked, and the fault is reported", async () => {
  const { log, failures } = await anInstance({ start: false });
  const id = await aConversation(desk);
  const message = aMessage();
  await write(id, message);
  await desk.query(`update messages set sealed = $1`, [vault.seal(null, "another row", "x")]);
  expect((await log.read(id, 0, 10))?.messages[0]?.text).toBe(message.text);
  expect(failures).toHaveLength(1);
});

test("what this process committed is heard at once, in full and in order; a listener that throws harms no other", async () => {
  const { log, heard, failures } = await anInstance();
  const [a, b] = [await aConversation(desk), await aConversation(desk)];
  const later: string[] = [];
  const off = log.onSaid(() => {
    throw new Error("a bad listener");
  });
  log.onSaid((id) => later.push(id));
  log.committed([
    aChange(a, [aMessage({ seq: 1 }), aMessage({ seq: 2, from: "bot", full: null, text: "Hi" })]),
    aChange(b, []),
    aChange(b, [aMessage({ seq: 7, from: "agent", agentId, full: null, text: "Here" })]),
  ]);
  expect(heard).toEqual([
    [a, ["Call me at +86 13800138000", "Hi"], 2],
    [b, ["Here"], 7],
  ]);
  expect(later).toEqual([a, b]);
  expect(failures).toHaveLength(2);
  off();
});

test("what is not at hand, a stranger's name or an old ticket's number, is left to the log", async () => {
  const { log, heard } = await anInstance();
  const id = await aConversation(desk);
  log.committed([aChange(id, [aMessage({ seq: 4, from: "agent", agentId: "stranger" })])]);
  log.committed([aChange(id, [aMessage({ seq: 5, ticketId: "old" })])]);
  expect(heard).toEqual([
    [id, [], 4],
    [id, [], 5],
  ]);
});

test("another instance hears by NOTIFY, without messages; alone, none is sent", async () => {
  const notified: string[] = [];
  const first = await anInstance();
  const client = await desk.another().connect();
  client.on("notification", ({ payload }) => notified.push(payload!));
  await client.query("listen frontdoor_said");
  const id = await aConversation(desk);
  first.log.committed([aChange(id, [aMessage({ seq: 1 })])]);
  await sleep(300);
  expect(notified).toEqual([]);

  const second = await anInstance();
  await sleep(300); // The newcomer's hello.
  notified.length = 0;
  first.log.committed([aChange(id, [aMessage({ seq: 2 })])]);
  expect(await until(() => second.heard.length > 0)).toBeLessThan(500);
  expect(second.heard).toEqual([[id, [], 2]]);
  expect(first.heard.filter(([, texts]) => texts.length === 0)).toEqual([]);
  second.log.committed([aChange(id, [aMessage({ seq: 3 })])]);
  expect(await until(() => first.heard.some(([, , seq]) => seq === 3))).toBeLessThan(500);
  expect(notified).toHaveLength(2);
  client.release();
});

test("a flush of 256 conversations is one statement of a few notifications", async () => {
  const [first, second] = [await anInstance(), await anInstance()];
  await sleep(300);
  const ids = await Promise.all(Array.from({ length: 256 }, () => aConversation(desk)));
  first.log.committed(ids.map((id) => aChange(id, [aMessage({ seq: 1 })])));
  await until(() => second.heard.length >= 256);
  expect(new Set(second.heard.map(([id]) => id))).toEqual(new Set(ids));
});

test("F46: when the LISTEN connection is killed the poll takes over within a second, then it listens again", async () => {
  const [first, second] = [await anInstance(), await anInstance()];
  await sleep(300);
  const id = await aConversation(desk);
  let cursor = 0;
  second.log.watch(() => [[id, cursor]]);
  second.log.onSaid((_id, _messages, seq) => (cursor = Math.max(cursor, seq)));
  const kill = () =>
    desk.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'frontdoor bell'`);
  for (let seq = 1; seq <= 3; seq++) {
    await kill();
    await write(id, aMessage({ seq }));
    first.log.committed([aChange(id, [aMessage({ seq })])]);
    expect(await until(() => cursor === seq)).toBeLessThan(2_000);
  }
  await sleep(2_000);
  await write(id, aMessage({ seq: 4 }));
  first.log.committed([aChange(id, [aMessage({ seq: 4 })])]);
  expect(await until(() => cursor === 4)).toBeLessThan(700);
});

test("an instance that stops leaves no row behind", async () => {
  const first = await anInstance();
  const second = await anInstance();
  expect(await desk.query(`select from instances`)).toHaveLength(2);
  await second.log.stop();
  expect(await desk.query(`select from instances`)).toHaveLength(1);
  await first.log.stop();
  expect(await desk.query(`select from instances`)).toHaveLength(0);
});
