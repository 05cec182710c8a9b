import { v7 as uuid } from "uuid";
import { makePool } from "../../../src/adapters/postgres/pool.js";
import type { Pool } from "../../../src/adapters/postgres/pool.js";
import { makeTurnStore } from "../../../src/adapters/postgres/turn-store.js";
import { countingDesk } from "./counting-desk.js";
import { deskDatabase, quiet, vault } from "./desk-database.js";
import type { DeskDatabase } from "./desk-database.js";
import { faultProxy } from "./fault-proxy.js";
import type { FaultProxy } from "./fault-proxy.js";

const STATEMENT_MS = 500;

let desk: DeskDatabase;
let proxy: FaultProxy;
let pool: Pool;
beforeAll(async () => {
  desk = await deskDatabase();
});
afterAll(() => desk.drop());
beforeEach(async () => {
  proxy = await faultProxy(desk.url);
  pool = makePool({ url: proxy.url, name: "frontdoor-test", most: 2, log: quiet, statementMs: STATEMENT_MS });
});
afterEach(async () => {
  await pool.end();
  await proxy.close();
});

const through = () => countingDesk(makeTurnStore({ pool, vault }));
const messagesOf = async (id: string) =>
  (
    await desk.pool.query<{ seq: string; client_key: string }>(
      "select seq, client_key from messages where conversation_id = $1 order by seq",
      [id],
    )
  ).rows;

test("a connection cut after the commit was forwarded: the retry by key finds what was stored (F06)", async () => {
  const { say } = through();
  const id = uuid();
  await say(id, `${id}/1`);
  proxy.cutAfter("write-talk");
  await expect(say(id, `${id}/2`)).rejects.toMatchObject({ code: "database.away" });
  expect(await say(id, `${id}/2`)).toEqual({ seq: 2 });
  expect(await countingDesk(desk.store).say(id, `${id}/2`)).toEqual({ seq: 2 });
  expect(await messagesOf(id)).toEqual([1, 2].map((n) => ({ seq: String(n), client_key: `${id}/${n}` })));
});

test("a connection cut before the statement was answered by the read: nothing is stored, the retry is the first", async () => {
  const { say } = through();
  const id = uuid();
  await say(id, `${id}/1`);
  proxy.cutAfter("read-turns");
  await expect(say(id, `${id}/2`)).rejects.toMatchObject({ code: "database.away" });
  expect(await messagesOf(id)).toHaveLength(1);
  expect(await say(id, `${id}/2`)).toEqual({ seq: 2 });
});

test("a restart of Postgres ends no process: those in flight get their answer, the next turn its own (F03, F04)", async () => {
  const { say } = through();
  const id = uuid();
  await say(id, null);
  proxy.refuse();
  const all = await Promise.allSettled(Array.from({ length: 20 }, () => say(uuid(), null)));
  expect(all.map(({ status }) => status)).toEqual(Array(20).fill("rejected"));
  proxy.heal();
  expect(await say(id, null)).toEqual({ seq: 2 });
});

test("a backend that is terminated, idle or at work, is an outage and no crash", async () => {
  const { say } = through();
  const id = uuid();
  await say(id, null);
  const kill = () =>
    desk.pool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'frontdoor-test' and pid <> pg_backend_pid() and datname = current_database()",
    );
  const lock = await desk.pool.connect();
  await lock.query("begin");
  await lock.query("select 1 from conversations where id = $1 for update", [id]);
  const waiting = say(id, null).catch((error: unknown) => error);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await lock.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
  );
  expect(await waiting).toMatchObject({ code: "database.away" });
  await lock.query("rollback");
  lock.release(true);
  await kill().catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await say(id, null)).toEqual({ seq: 2 });
});

test("a black hole is given up in time, and the pool is free again afterwards (F07)", async () => {
  const { say } = through();
  const id = uuid();
  await say(id, null);
  proxy.swallow();
  const started = performance.now();
  const all = await Promise.allSettled([say(id, null), say(uuid(), null), say(uuid(), null)]);
  expect(all.map(({ status }) => status)).toEqual(Array(3).fill("rejected"));
  expect(performance.now() - started).toBeLessThan(20_000); // given up by our own limit of some 5 s, not by the network's minutes
  proxy.heal();
  expect(await say(id, null)).toEqual({ seq: 2 });
  expect(pool.waitingCount).toBe(0);
});

test("a database that only reads is an outage, never anybody's fault (F12)", async () => {
  const { say } = through();
  const id = uuid();
  await say(id, `${id}/1`);
  await desk.pool.query(
    "do $$ begin execute format('alter database %I set default_transaction_read_only = on', current_database()); end $$",
  );
  await pool.end();
  pool = makePool({ url: proxy.url, name: "frontdoor-test", most: 2, log: quiet });
  await expect(through().say(id, `${id}/2`)).rejects.toMatchObject({ code: "database.away" });
  await desk.pool.query(
    "set default_transaction_read_only = off; do $$ begin execute format('alter database %I reset default_transaction_read_only', current_database()); end $$",
  );
  await pool.end();
  pool = makePool({ url: proxy.url, name: "frontdoor-test", most: 2, log: quiet });
  expect(await through().say(id, `${id}/2`)).toEqual({ seq: 2 });
  expect((await desk.pool.query("select 1 from parked")).rows).toEqual([]);
});
