import { v7 as newId } from "uuid";
import { makeVault } from "../../../../src/adapters/crypto/vault.js";
import { makeOutbox } from "../../../../src/adapters/postgres/desk/outbox.js";
import { makeClaimRun, makeUpkeep } from "../../../../src/adapters/postgres/desk/upkeep.js";
import { aDatabase, aDesk } from "./a-database.js";
import type { Desk } from "./a-database.js";

let desk: Desk;
beforeEach(async () => {
  desk = await aDatabase();
});
afterEach(() => desk.drop());

test("what nobody needs any more is taken away in batches, what somebody may need stays", async () => {
  const { agentId } = await aDesk(desk);
  const received = (channel: string, age: string, n = 1) =>
    desk.query(
      `insert into received (channel, key, answer, at) select $1, gen_random_uuid()::text, '{}', now() - $2::interval from generate_series(1, $3)`,
      [channel, age, n],
    );
  await received("web", "31 days", 2_500);
  await received("web", "29 days");
  await received(`api:${agentId}`, "25 hours");
  await received(`api:${agentId}`, "23 hours");
  await desk.query(
    `insert into resumes select sha256(n::text::bytea), gen_random_uuid(), 'dl_1', now() + n * interval '1 day' from generate_series(-3, 2) n`,
  );
  await desk.query(`insert into cron_runs (key, at) values ('a', now() - interval '8 days'), ('b', now())`);
  await desk.query(
    `insert into instances (id, name, seen_at) values ($1, 'dead', now() - interval '2 hours'), ($2, 'alive', now())`,
    [newId(), newId()],
  );
  await desk.query(
    `insert into alert_reads select $1, gen_random_uuid(), now() - n * interval '1 day' from generate_series(30, 33) n`,
    [agentId],
  );
  await desk.query(
    `insert into alert_posts select 'leads', gen_random_uuid(), now() - n * interval '20 hours' from generate_series(0, 4) n`,
  );
  const upkeep = makeUpkeep(desk.pool);
  expect(await upkeep()).toEqual({
    received: 2_500,
    idempotencyKeys: 1,
    resumes: 4,
    drafts: 0,
    sessions: 0,
    invites: 0,
    tries: 0,
    cronRuns: 1,
    instances: 1,
    deliveries: 0,
    alertReads: 3,
    alertPosts: 3,
    filesBound: 0,
    files: 0,
    healed: 0,
  });
  expect(await desk.query(`select channel from received order by channel`)).toEqual([
    { channel: `api:${agentId}` },
    { channel: "web" },
  ]);
  expect(Object.values(await upkeep())).toEqual(new Array(15).fill(0));
});

test("deliveries sent more than 30 days ago go, what waits or was not sent stays", async () => {
  const outbox = makeOutbox({ pool: desk.pool, vault: makeVault(Buffer.alloc(32, 1)) });
  const old = () => newId({ msecs: Date.now() - 31 * 86_400_000 });
  const aDelivery = (id: string) => ({
    id,
    channel: "fake",
    address: id,
    kind: "customer" as const,
    payload: 1,
    messageId: null,
  });
  const [sent, parked, waiting, fresh] = [old(), old(), old(), newId()];
  await outbox.enqueue([sent, parked, waiting, fresh].map(aDelivery));
  await desk.query(`update deliveries set state = 'sent', settled_at = now() where id = any($1)`, [[sent, fresh]]);
  await desk.query(`update deliveries set state = 'parked', settled_at = now() where id = $1`, [parked]);
  expect(await makeUpkeep(desk.pool)()).toMatchObject({ deliveries: 1, healed: 0 });
  expect((await desk.query<{ id: string }>(`select id from deliveries`)).map(({ id }) => id).sort()).toEqual(
    [parked, waiting, fresh].sort(),
  );
});

test("what waits at a destination that was taken for idle is seen again", async () => {
  const outbox = makeOutbox({ pool: desk.pool, vault: makeVault(Buffer.alloc(32, 1)) });
  await outbox.enqueue([{ id: newId(), channel: "fake", address: "C", kind: "customer", payload: 1, messageId: null }]);
  await desk.query(`update destinations set pending = 0, next_run_at = null`);
  const room = [{ channel: "fake", destinations: 10, each: 1 }];
  expect(await outbox.claim(room)).toEqual([]);
  expect(await makeUpkeep(desk.pool)()).toMatchObject({ healed: 1 });
  expect(await outbox.claim(room)).toHaveLength(1);
});

test("of five instances that ring at the same moment, one runs", async () => {
  const claims = await Promise.all(
    [1, 2, 3, 4, 5].map((n) => makeClaimRun(desk.another(`i${n}`))("digest:2026-11-23T02:00:00.000Z")),
  );
  expect(claims.filter(Boolean)).toHaveLength(1);
  expect(await makeClaimRun(desk.pool)("digest:2026-11-24T02:00:00.000Z")).toBe(true);
});
