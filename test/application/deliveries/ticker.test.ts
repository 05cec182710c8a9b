import { setTimeout as sleep } from "node:timers/promises";
import { makeTicker } from "../../../src/application/deliveries/ticker.js";

const aTicker = (run: () => Promise<void>, everyMs = 10_000) => {
  const failures: unknown[] = [];
  return { failures, ticker: makeTicker({ everyMs: () => everyMs, run, failed: (error) => failures.push(error) }) };
};

test("it runs at its start and once more for all the rings meanwhile, never twice at once; not after its stop", async () => {
  const ends: (() => void)[] = [];
  const { ticker } = aTicker(() => new Promise((resolve) => ends.push(resolve)));
  ticker.ring(); // Not started: nothing.
  expect(ends).toHaveLength(0);
  ticker.start();
  ticker.start();
  for (let i = 0; i < 50; i++) ticker.ring();
  expect(ends).toHaveLength(1);
  ends[0]!();
  await sleep(5);
  expect(ends).toHaveLength(2);
  ends[1]!();
  await ticker.stop();
  ticker.ring();
  await sleep(5);
  expect(ends).toHaveLength(2);
});

test("it runs at each tick", async () => {
  let runs = 0;
  const { ticker } = aTicker(() => Promise.resolve(void runs++), 5);
  ticker.start();
  while (runs < 5) await sleep(5);
  await ticker.stop();
});

test("a run that fails is reported and tried again at the next tick", async () => {
  let runs = 0;
  const { ticker, failures } = aTicker(() => (++runs === 1 ? Promise.reject(new Error("away")) : Promise.resolve()), 10);
  ticker.start();
  while (runs < 2) await sleep(5);
  await ticker.stop();
  expect(failures).toHaveLength(1);
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
