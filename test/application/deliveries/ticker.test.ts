import { setTimeout as sleep } from "node:timers/promises";
import { makeTicker } from "../../../src/application/deliveries/ticker.js";

const aTicker = (run: () => Promise<void>, everyMs = 10_000) => {
  const failures: unknown[] = [];
  return { failures, ticker: makeTicker({ everyMs: () => everyMs, run, failed: (error) => failures.push(error) }) };
};

test("it runs at its start, at each tick, and at a ring, never twice at once", async () => {
  let runs = 0;
  let at = 0;
  let most = 0;
  const { ticker } = aTicker(async () => {
    most = Math.max(most, ++at);
    runs++;
    await sleep(10);
    at--;
  }, 20);
  ticker.ring(); // Not started: nothing.
  expect(runs).toBe(0);
  ticker.start();
  ticker.start();
  for (let i = 0; i < 50; i++) ticker.ring();
  await sleep(15);
  expect(runs).toBe(2); // The first, and one more for all the rings.
  await sleep(100);
  expect(runs).toBeGreaterThan(3);
  await ticker.stop();
  expect(most).toBe(1);
  const then = runs;
  ticker.ring();
  await sleep(50);
  expect(runs).toBe(then);
});

test("a run that fails is reported and tried again at the next tick", async () => {
  let runs = 0;
  const { ticker, failures } = aTicker(() => (++runs === 1 ? Promise.reject(new Error("away")) : Promise.resolve()), 10);
  ticker.start();
  await sleep(60);
  await ticker.stop();
  expect(failures).toHaveLength(1);
  expect(runs).toBeGreaterThan(1);
});

test("a stop waits for the run that is on", async () => {
  let done = false;
  const { ticker } = aTicker(async () => {
    await sleep(30);
    done = true;
  });
  ticker.start();
  await ticker.stop();
  expect(done).toBe(true);
});
