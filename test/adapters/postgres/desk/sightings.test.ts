import { setTimeout as sleep } from "node:timers/promises";
import { makeSightings } from "../../../../src/adapters/postgres/desk/sightings.js";
import { aChange, aMessage } from "./a-change.js";
import { aConversation, aDatabase, aDesk } from "./a-database.js";
import type { Desk } from "./a-database.js";
import { until } from "./until.js";

let desk: Desk;
let stops: (() => Promise<void>)[];
beforeEach(async () => {
  desk = await aDatabase();
  await aDesk(desk);
  stops = [];
});
afterEach(async () => {
  await Promise.all(stops.map((stop) => stop()));
  await desk.drop();
});

async function someSightings({ refuse = 0 } = {}) {
  let statements = 0;
  const failures: unknown[] = [];
  const passed: [string, number][] = [];
  const pool = desk.another();
  pool.on("acquire", () => statements++);
  const sightings = makeSightings({
    pool,
    onPassed: (id, seq) => {
      passed.push([id, seq]);
      return refuse-- > 0 ? Promise.reject(new Error("away")) : Promise.resolve();
    },
    failed: (error) => failures.push(error),
  });
  await sightings.start();
  stops.push(() => sightings.stop());
  return { sightings, passed, failures, statements: () => statements };
}
const seenSeq = async (id: string) =>
  Number((await desk.query<{ seen_seq: string }>(`select seen_seq from conversations where id = $1`, [id]))[0]!.seen_seq);

test("what was seen is raised, never lowered and never above what was said", async () => {
  const { sightings } = await someSightings();
  const id = await aConversation(desk, { seq: 5 });
  sightings.seen(id, 3);
  await until(async () => (await seenSeq(id)) === 3);
  sightings.seen(id, 1);
  sightings.seen(id, 999);
  await until(async () => (await seenSeq(id)) === 5);
});

test("a thousand sightings of a moment are a statement or three; one that changes nothing is none", async () => {
  const { sightings, statements } = await someSightings();
  const ids = await Promise.all(Array.from({ length: 100 }, () => aConversation(desk, { seq: 10 })));
  for (let seq = 1; seq <= 10; seq++) {
    for (const id of ids) sightings.seen(id, seq);
    await sleep(20);
  }
  await until(async () => (await seenSeq(ids[99]!)) === 10);
  expect(statements()).toBeLessThanOrEqual(3);
  const written = statements();
  for (const id of ids) sightings.seen(id, 10);
  await sleep(1_100);
  expect(statements()).toBe(written);
});

test("what a commitment waits for is handed on with the write, once, and only when passed", async () => {
  const { sightings, passed } = await someSightings();
  const id = await aConversation(desk, { seq: 5, awaits: 4 });
  sightings.seen(id, 3);
  await until(async () => (await seenSeq(id)) === 3);
  expect(passed).toEqual([]);
  sightings.seen(id, 5);
  sightings.seen(id, 5);
  await until(() => passed.length > 0);
  sightings.seen(id, 9);
  await sleep(1_200);
  expect(passed).toEqual([[id, 5]]);
});

test("where this process committed it, it is handed on at once, clamped to what was said", async () => {
  const { sightings, passed } = await someSightings();
  const [id, other] = [await aConversation(desk, { seq: 2, awaits: 2 }), await aConversation(desk, { seq: 1 })];
  sightings.seen(other, 1); // The second's statement is under way.
  await sleep(50);
  sightings.committed([aChange(id, [aMessage({ seq: 2 })], 2)]);
  sightings.seen(id, 1);
  expect(passed).toEqual([]);
  sightings.seen(id, 7);
  expect(passed).toEqual([[id, 2]]);
  await sleep(1_200);
  expect(passed).toHaveLength(1);
  expect(await seenSeq(id)).toBe(2);
});

test("a turn that could not run is handed on again a second later", async () => {
  const { sightings, passed } = await someSightings({ refuse: 1 });
  const id = await aConversation(desk, { seq: 2, awaits: 2 });
  sightings.seen(id, 2);
  await until(() => passed.length === 2);
  expect(passed).toEqual([
    [id, 2],
    [id, 2],
  ]);
});

test("an outage keeps what was gathered; a stop writes the rest", async () => {
  const { sightings, failures } = await someSightings();
  const id = await aConversation(desk, { seq: 5 });
  await desk.query(`alter table conversations rename to gone`);
  sightings.seen(id, 4);
  await until(() => failures.length > 0);
  await desk.query(`alter table gone rename to conversations`);
  await sightings.stop();
  expect(await seenSeq(id)).toBe(4);
});

test("a garbage id or number cannot spoil the write of the others", async () => {
  const { sightings } = await someSightings();
  const id = await aConversation(desk, { seq: 5 });
  sightings.seen("no id", 3);
  sightings.seen(id, Number.NaN);
  sightings.seen(id, 2);
  await until(async () => (await seenSeq(id)) === 2);
});
