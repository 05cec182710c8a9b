// The outbox drained by one process: ours through the loop the product runs, with order and a lease per destination, beside pg-boss
// with batches of 100 on the same server. Nobody is spoken to: the channel takes everything at once.
import { randomUUID } from "node:crypto";
import PgBoss from "pg-boss";
import { v7 as newId } from "uuid";
import { makeVault } from "../dist/adapters/crypto/vault.js";
import { makeOutbox } from "../dist/adapters/postgres/desk/outbox.js";
import { makePool } from "../dist/adapters/postgres/pool.js";
import { makeDeliveries } from "../dist/application/deliveries/deliveries.js";
import { throwAwayDatabase } from "./lib/database.mjs";
import { median, result } from "./lib/rounds.mjs";

const DELIVERIES = 10_000;
const PUT_AT_ONCE = 500;
const BATCH = 100;
/** Loops that fetch and complete: one was slower, more drew with ours for the two cores. */
const BOSS_LOOPS = 2;
const CONNECTIONS = 4;
const ROUNDS = 5;
/** How many deliveries wait at each destination: most chats have one, a digest day has many. */
const LEVELS = [1, 10];

const payload = (n) => ({
  text: `Message ${n}: your ticket T-000123 goes on, the next update comes by 15:00.`,
  n,
  key: randomUUID(),
});

export async function bench(progress) {
  const database = await throwAwayDatabase(progress);
  const failed = (error) => progress(String(error));
  const pool = makePool({
    url: database.url,
    name: "frontdoor-bench",
    most: CONNECTIONS,
    log: { warn: (_, text) => progress(text), error: (_, text) => progress(text) },
  });
  const boss = new PgBoss({ connectionString: database.url, max: CONNECTIONS, schedule: false, supervise: false });
  boss.on("error", failed);
  try {
    await boss.start();
    await boss.createQueue("deliveries");
    const outbox = makeOutbox({ pool, vault: makeVault(Buffer.alloc(32, 1)) });
    const results = [];
    for (const level of LEVELS) results.push(...(await atLevel(level, { outbox, boss, progress, failed })));
    return results;
  } finally {
    await boss.stop({ graceful: false });
    await pool.end();
    await database.close();
  }
}

async function atLevel(level, deps) {
  const figures = { put: [], drained: [] };
  for (let round = 0; round <= ROUNDS; round++) {
    const ours = await oursRound(level, deps);
    const reference = await bossRound(deps);
    const words = (who, { put, drained }) => `${who} put ${put.toFixed(0)}/s, drained ${drained.toFixed(0)}/s`;
    deps.progress(
      `${level} a destination, ${round === 0 ? "warm-up" : `round ${round}`}: ${words("ours", ours)}; ${words("reference", reference)}`,
    );
    if (round > 0)
      for (const figure of ["put", "drained"]) figures[figure].push({ ours: ours[figure], reference: reference[figure] });
  }
  const both = (figure) => ({
    ours: median(figures[figure].map(({ ours }) => ours)),
    reference: median(figures[figure].map(({ reference }) => reference)),
  });
  return [
    result({ measure: "deliveries drained per second", level, better: "more", aim: 2 }, both("drained")),
    result({ measure: "deliveries put per second", level, better: "more", aim: null }, both("put")),
  ];
}

async function oursRound(level, { outbox, failed }) {
  const round = randomUUID();
  const deliveries = Array.from({ length: DELIVERIES }, (_, n) => ({
    id: newId(),
    channel: "bench",
    address: `${round}/${n % (DELIVERIES / level)}`,
    kind: "customer",
    payload: payload(n),
    messageId: null,
  }));
  const put = await perSecond(() => inParts(deliveries, (some) => outbox.enqueue(some)));
  let sent = 0;
  let done;
  const drained = new Promise((resolve) => (done = resolve));
  const messenger = { channel: "bench", looksUp: true, send: () => (sent++, Promise.resolve({ status: "sent" })) };
  let finished = 0;
  const watched = {
    ...outbox,
    finish: async (some) => {
      const lost = await outbox.finish(some);
      finished += some.reduce((sum, { settled }) => sum + settled.length, 0);
      if (finished === DELIVERIES) done();
      return lost;
    },
  };
  const loop = makeDeliveries({ outbox: watched, messengers: [messenger], failed });
  const rate = await perSecond(async () => {
    loop.start();
    await drained;
  });
  await loop.stop();
  if (sent !== DELIVERIES) throw new Error(`${sent} of ${DELIVERIES} were sent`);
  return { put, drained: rate };
}

async function bossRound({ boss }) {
  const jobs = Array.from({ length: DELIVERIES }, (_, n) => ({ name: "deliveries", data: payload(n) }));
  const put = await perSecond(() => inParts(jobs, (some) => boss.insert(some)));
  let sent = 0;
  const drain = async () => {
    for (;;) {
      const some = await boss.fetch("deliveries", { batchSize: BATCH });
      if (some.length === 0) return;
      sent += some.length;
      await boss.complete(
        "deliveries",
        some.map(({ id }) => id),
      );
    }
  };
  const drained = await perSecond(() => Promise.all(Array.from({ length: BOSS_LOOPS }, drain)));
  if (sent !== DELIVERIES) throw new Error(`pg-boss gave ${sent} of ${DELIVERIES}`);
  return { put, drained };
}

async function inParts(all, put) {
  for (let n = 0; n < all.length; n += PUT_AT_ONCE) await put(all.slice(n, n + PUT_AT_ONCE));
}

async function perSecond(work) {
  const from = performance.now();
  await work();
  return DELIVERIES / ((performance.now() - from) / 1_000);
}
