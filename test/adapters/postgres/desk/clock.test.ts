import { setTimeout as sleep } from "node:timers/promises";
import { makeClock, openClock } from "../../../../src/adapters/postgres/desk/clock.js";
import { makeDueCommitments } from "../../../../src/adapters/postgres/desk/due-commitments.js";
import { makeSweep } from "../../../../src/adapters/postgres/desk/sweep.js";
import { HOUR_MS, MINUTE_MS } from "../../../../src/domain/time.js";
import { aCommitment, aConversation, aDatabase } from "./a-database.js";
import type { Desk } from "./a-database.js";

const BIRTH = Date.parse("2026-11-23T02:00:00Z");

let desk: Desk;
beforeEach(async () => {
  desk = await aDatabase();
});
afterEach(() => desk.drop());

/** An instance on the virtual clock; `decided` says for whom and when, in minutes after the birth. */
async function anInstance(decided: [conversationId: string, minutes: number][], { next = 0 } = {}) {
  const pool = desk.another();
  const mode = await openClock(pool, { mode: "virtual", at: BIRTH });
  const sweep = makeSweep({
    due: makeDueCommitments(pool),
    submit: async (id) => {
      const [row] = await desk.query<{ moved: boolean }>(
        `update commitments set claimed_until = null, next_at = case when $2::int > 0 then next_at + $2::int * interval '1 minute' end
         where conversation_id = $1 and next_at <= now() + (select offset_ms from clock) * interval '1 ms' returning true as moved`,
        [id, next],
      );
      if (row) decided.push([id, Math.floor(((await clock.now()) - BIRTH) / MINUTE_MS)]);
    },
    failed: (error) => {
      throw error;
    },
    everyMs: 20,
  });
  const clock = makeClock(pool, { mode, untilQuiet: sweep.untilQuiet });
  return { clock, sweep };
}
const inMinutes = (minutes: number) => `'2026-11-23T02:00:00Z'::timestamptz + interval '${minutes} minutes'`;

test("a virtual clock begins at the moment given at its birth and runs on; a real one is Postgres' time", async () => {
  const { clock } = await anInstance([]);
  expect(Math.abs((await clock.now()) - BIRTH)).toBeLessThan(10_000);
  const before = await clock.now();
  await sleep(50);
  expect(await clock.now()).toBeGreaterThanOrEqual(before + 45);

  const other = await aDatabase();
  expect(await openClock(other.pool, null)).toBe("real");
  const real = makeClock(other.pool, { mode: "real", untilQuiet: () => Promise.resolve() });
  expect(Math.abs((await real.now()) - Date.now())).toBeLessThan(10_000);
  expect(await real.advance({ by: HOUR_MS })).toEqual({ refused: "real_clock" });
  await other.drop();
});

test("a database opened on the other clock refuses and names the remedy; a command follows the database", async () => {
  await openClock(desk.pool, { mode: "virtual", at: BIRTH });
  await expect(openClock(desk.pool, { mode: "real" })).rejects.toThrow(/DATA_DIR/);
  expect(await openClock(desk.pool, null)).toBe("virtual");
  // Opened again, the moment of the birth does not turn it back.
  await desk.query(`update clock set offset_ms = offset_ms + 3600000`);
  await openClock(desk.pool, { mode: "virtual", at: BIRTH });
  const clock = makeClock(desk.pool, { mode: "virtual", untilQuiet: () => Promise.resolve() });
  expect((await clock.now()) - BIRTH).toBeGreaterThanOrEqual(HOUR_MS);
});

test("advancing stops at each due moment on the way, in order, and not a millisecond early", async () => {
  const decided: [string, number][] = [];
  const { clock } = await anInstance(decided);
  const ids: string[] = [];
  for (const minutes of [90, 30, 60, 119.99, 121]) {
    const id = await aConversation(desk);
    ids.push(id);
    await aCommitment(desk, id, { at: inMinutes(minutes) });
  }
  const result = await clock.advance({ to: BIRTH + 120 * MINUTE_MS });
  expect(decided).toEqual([
    [ids[1], 30],
    [ids[2], 60],
    [ids[0], 90],
    [ids[3], 119],
  ]);
  expect(result).toMatchObject({ fired: 4 });
  expect("now" in result && result.now - BIRTH).toBeGreaterThanOrEqual(120 * MINUTE_MS);
});

test("what a stop makes due on the way is decided at its own moment", async () => {
  const decided: [string, number][] = [];
  const { clock } = await anInstance(decided, { next: 15 });
  const id = await aConversation(desk);
  await aCommitment(desk, id, { at: inMinutes(15) });
  expect(await clock.advance({ by: HOUR_MS })).toMatchObject({ fired: 4 });
  expect(decided.map(([, minutes]) => minutes)).toEqual([15, 30, 45, 60]);
});

test("backward is refused; standing still only decides what is due", async () => {
  const decided: [string, number][] = [];
  const { clock } = await anInstance(decided);
  expect(await clock.advance({ to: BIRTH - 1 })).toMatchObject({ refused: "backward" });
  expect(await clock.advance({ by: -1 })).toMatchObject({ refused: "backward" });
  const id = await aConversation(desk);
  await aCommitment(desk, id, { at: inMinutes(0) });
  await clock.advance({ by: 0 });
  expect(decided).toEqual([[id, 0]]);
});

test("two instances see one clock; their advances follow one another and nothing is decided twice", async () => {
  const decided: [string, number][] = [];
  const [a, b] = [await anInstance(decided), await anInstance(decided)];
  a.sweep.start();
  b.sweep.start();
  for (let minutes = 1; minutes <= 40; minutes++) await aCommitment(desk, await aConversation(desk), { at: inMinutes(minutes) });
  const [first, second] = await Promise.all([a.clock.advance({ by: 20 * MINUTE_MS }), b.clock.advance({ by: 20 * MINUTE_MS })]);
  await Promise.all([a.sweep.stop(), b.sweep.stop()]);
  expect(decided.map(([, minutes]) => minutes)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
  expect([first, second].map((each) => ("fired" in each ? each.fired : -1))).toEqual([20, 20]);
  expect(Math.abs((await a.clock.now()) - (await b.clock.now()))).toBeLessThan(10_000);
});

test("an instance that dies while advancing leaves the clock to the others", async () => {
  const buried = new AbortController();
  const untilQuiet = () => sleep(60_000, undefined, { signal: buried.signal });
  const stuck = makeClock(desk.another("dying"), { mode: "virtual", untilQuiet });
  const { clock } = await anInstance([]);
  const died = expect(stuck.advance({ by: MINUTE_MS })).rejects.toThrow();
  await sleep(200);
  await desk.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'dying'`);
  expect(await clock.advance({ by: MINUTE_MS })).toMatchObject({ fired: 0 });
  buried.abort();
  await died;
});
