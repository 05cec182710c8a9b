import { setTimeout as sleep } from "node:timers/promises";
import { makeOutbox } from "../../../../src/adapters/postgres/desk/outbox.js";
import { makeDeliveries } from "../../../../src/application/deliveries/deliveries.js";
import type { Messenger, Sent } from "../../../../src/application/deliveries/messenger.js";
import type { DeliveryKind, Outbox } from "../../../../src/application/deliveries/outbox.js";
import { aDelivery, anInstance, SENT, settled, states, vault } from "./a-channel.js";
import { aDatabase } from "./a-database.js";
import type { Desk } from "./a-database.js";
import { until } from "./until.js";

let desk: Desk;
let outbox: Outbox;
beforeEach(async () => {
  desk = await aDatabase();
  outbox = makeOutbox({ pool: desk.pool, vault });
});
afterEach(() => desk.drop());

test("what is enqueued is sent in order per destination, sealed at rest, and nothing is left to do", async () => {
  const { deliveries, said } = anInstance(desk);
  const given = Array.from({ length: 60 }, (_, i) => aDelivery(`C${i % 3}`, { text: `secret ${i}` }));
  await outbox.enqueue(given.slice(0, 20));
  await outbox.enqueue(given.slice(20));
  expect((await desk.query<{ row: string }>(`select encode(payload, 'escape') as row from deliveries`))[0]!.row).not.toContain(
    "secret",
  );
  deliveries.start();
  await settled(desk);
  for (const address of ["C0", "C1", "C2"]) {
    const sent = said.filter(([to]) => to === address).map(([, payload]) => payload);
    expect(sent).toEqual(given.filter((each) => each.address === address).map(({ payload }) => payload));
  }
  await until(
    async () => (await desk.query(`select from destinations where next_run_at is not null or pending <> 0`)).length === 0,
  );
});

test("three instances send 600 deliveries, each once and in order", async () => {
  const all = [1, 2, 3].map(() => anInstance(desk, { looksUp: true, answer: () => sleep(2).then(() => SENT) }));
  const order: [string, number][] = [];
  for (const { deliveries } of all) deliveries.start();
  for (let i = 0; i < 600; i += 60) {
    await outbox.enqueue(Array.from({ length: 60 }, (_, n) => aDelivery(`C${n % 20}`, i + n)));
    all[i % 3]!.deliveries.ring();
  }
  await settled(desk);
  const said = all.flatMap((each) => each.said);
  for (const [address, payload] of said) order.push([address, payload as number]);
  expect(said).toHaveLength(600);
  expect(new Set(said.map(([, payload]) => payload)).size).toBe(600);
  for (const { said: own } of all) {
    for (let n = 0; n < 20; n++) {
      const mine = own.filter(([to]) => to === `C${n}`).map(([, payload]) => payload as number);
      expect(mine).toEqual([...mine].sort((a, b) => a - b));
    }
  }
  expect(await states(desk)).toEqual(["600 sent"]);
});

test("a delivery that comes while the last one is being finished is not forgotten", async () => {
  const { deliveries, said } = anInstance(desk);
  deliveries.start();
  for (let i = 0; i < 200; i++) {
    await outbox.enqueue([aDelivery("C", i)]);
    if (i % 3 === 0) deliveries.ring();
    if (i % 7 === 0) await sleep(3);
  }
  await settled(desk);
  expect(said.map(([, payload]) => payload)).toEqual(Array.from({ length: 200 }, (_, i) => i));
});

test("F13: 429 on one destination lets all others through, and nothing goes there before its time", async () => {
  const calls: number[] = [];
  const { deliveries, said } = anInstance(desk, {
    answer: ({ address }) => {
      if (address !== "X") return SENT;
      calls.push(performance.now());
      return calls.length === 1 ? { status: "retry", afterMs: 1_000 } : SENT;
    },
  });
  deliveries.start();
  await outbox.enqueue([aDelivery("X", 1), aDelivery("X", 2), aDelivery("Y", 1), aDelivery("Y", 2)]);
  deliveries.ring();
  await until(() => said.filter(([to]) => to === "Y").length === 2);
  await outbox.enqueue([aDelivery("X", 3)]); // What comes meanwhile does not break the wait.
  deliveries.ring();
  await settled(desk);
  expect(calls[1]! - calls[0]!).toBeGreaterThan(980);
  expect(said.filter(([to]) => to === "X").map(([, payload]) => payload)).toEqual([1, 1, 2, 3]);
});

test("what is paced goes on once its pace is over, not at the next look", async () => {
  const at: number[] = [];
  const paced: Messenger = {
    channel: "fake",
    looksUp: true,
    paceMs: 150,
    send: () => {
      at.push(performance.now());
      return Promise.resolve(SENT);
    },
  };
  const deliveries = makeDeliveries({
    outbox,
    messengers: [paced],
    failed: (error) => void at.push(Number(error)),
    everyMs: 100_000,
  });
  desk.beforeDrop(deliveries.stop);
  await outbox.enqueue([aDelivery("C", 1), aDelivery("C", 2), aDelivery("C", 3)]);
  deliveries.start();
  await settled(desk);
  expect(at).toHaveLength(3);
  expect(Math.min(at[1]! - at[0]!, at[2]! - at[1]!)).toBeGreaterThan(145);
});

test("a channel that hangs fills its own room only", async () => {
  const never = new Promise<Sent>(() => undefined);
  const box = makeOutbox({ pool: desk.another(), vault });
  const said: string[] = [];
  const hangs: Messenger = { channel: "dead", looksUp: true, send: () => never };
  const works: Messenger = {
    channel: "fake",
    looksUp: true,
    send: ({ address }) => {
      said.push(address);
      return Promise.resolve(SENT);
    },
  };
  const deliveries = makeDeliveries({ outbox: box, messengers: [hangs, works], failed: () => undefined, everyMs: 50 });
  await outbox.enqueue(Array.from({ length: 300 }, (_, i) => aDelivery(`D${i}`, i, { channel: "dead" })));
  await outbox.enqueue(Array.from({ length: 300 }, (_, i) => aDelivery(`C${i}`, i)));
  deliveries.start();
  await until(() => said.length === 300);
  desk.beforeDrop(() => deliveries.stop());
}, 20_000);

test("F16: a message to blame is parked after three answers; what follows goes on", async () => {
  const { deliveries, said } = anInstance(desk, {
    answer: (_to, { payload }) => (payload === "bad" ? { status: "refused", reason: "msg_too_long" } : SENT),
  });
  deliveries.start();
  const bad = aDelivery("C", "bad");
  await outbox.enqueue([aDelivery("C", 1), bad, aDelivery("C", 2)]);
  await settled(desk);
  expect(said.map(([, payload]) => payload)).toEqual([1, "bad", "bad", "bad", 2]);
  expect(await desk.query(`select state, reason, refusals from deliveries where id = $1`, [bad.id])).toEqual([
    { state: "parked", reason: "msg_too_long", refusals: 3 },
  ]);
});

test("F15: an outcome that is unknown: a customer's message goes once more, a digest does not but is shown", async () => {
  const { deliveries, said } = anInstance(desk, { answer: () => ({ status: "unknown" }) });
  deliveries.start();
  const kinds: DeliveryKind[] = ["customer", "digest", "typing"];
  await outbox.enqueue(kinds.map((kind) => aDelivery(kind, kind, { kind })));
  await settled(desk);
  expect(said.filter(([to]) => to === "customer").map(([, , repeat]) => repeat)).toEqual([false, true]);
  expect(said.filter(([to]) => to === "digest")).toHaveLength(1);
  expect(await desk.query(`select kind, state from deliveries order by kind`)).toEqual([
    { kind: "customer", state: "unknown" },
    { kind: "digest", state: "unknown" },
    { kind: "typing", state: "expired" },
  ]);
});

test("a throw of a messenger is an unknown outcome, and is reported", async () => {
  let tries = 0;
  const answer = () => (++tries === 1 ? Promise.reject(new Error("a bug")) : Promise.resolve(SENT));
  const { deliveries, failures } = anInstance(desk, { answer, looksUp: true });
  deliveries.start();
  await outbox.enqueue([aDelivery("C", 1)]);
  await settled(desk);
  expect(await states(desk)).toEqual(["1 sent"]);
  expect(failures).toHaveLength(1);
});

test("what is past its deadline is dropped unsent; a reply is kept for three days", async () => {
  await outbox.enqueue([aDelivery("C", 1, { kind: "typing" }), aDelivery("C", 2), aDelivery("C", 3, { kind: "digest" })]);
  await desk.query(`update deliveries set deadline_at = deadline_at - interval '25 hours'`);
  const { deliveries, said } = anInstance(desk);
  deliveries.start();
  await settled(desk);
  expect(said.map(([, payload]) => payload)).toEqual([2]);
  expect(await states(desk)).toEqual(["2 expired", "1 sent"]);
});

test("an outage while finishing keeps the outcome: nothing is sent twice", async () => {
  const box = makeOutbox({ pool: desk.another(), vault });
  let refuse = 2;
  const flaky: Outbox = {
    ...box,
    finish: (finished) => (refuse-- > 0 ? Promise.reject(new Error("away")) : box.finish(finished)),
  };
  const { deliveries, said, failures } = anInstance(desk, { outbox: flaky });
  deliveries.start();
  await outbox.enqueue([aDelivery("C", 1)]);
  await settled(desk);
  expect(said).toHaveLength(1);
  expect(failures).toHaveLength(2);
});

test("a payload that cannot be read is parked; the others of its claim go on", async () => {
  await outbox.enqueue([aDelivery("A", 1), aDelivery("B", 2)]);
  await desk.query(`update deliveries set payload = 'x' where seq = (select min(seq) from deliveries)`);
  const { deliveries, said } = anInstance(desk);
  deliveries.start();
  await settled(desk);
  expect(said.map(([to]) => to)).toEqual(["B"]);
  expect(await states(desk)).toEqual(["1 parked", "1 sent"]);
});

test("a channel without a messenger keeps its deliveries for when there is one", async () => {
  const { deliveries } = anInstance(desk, { channel: "slack" });
  deliveries.start();
  await outbox.enqueue([aDelivery("C", 1)]);
  await sleep(200);
  expect(await states(desk)).toEqual(["1 waiting"]);
});
