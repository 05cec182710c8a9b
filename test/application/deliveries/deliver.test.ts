import { deliver } from "../../../src/application/deliveries/deliver.js";
import type { Messenger, Sent } from "../../../src/application/deliveries/messenger.js";
import type { Lease, Waiting } from "../../../src/application/deliveries/outbox.js";

const aWaiting = (id: string): Waiting => ({
  id,
  kind: "customer",
  payload: id,
  messageId: null,
  refusals: 0,
  attempts: 0,
  unknowns: 0,
  dead: null,
});
const aLease = (...ids: string[]): Lease => ({
  destination: { id: "d", channel: "fake", address: "C" },
  token: "t",
  waiting: ids.map(aWaiting),
});
const deps = { failed: () => undefined, random: () => 0.5 };
const aMessenger = (send: Messenger["send"]): Messenger => ({ channel: "fake", looksUp: true, send });

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test("a send that takes longer than 5 s is told to stop, and its outcome is unknown", async () => {
  let stopped = false;
  const hangs = aMessenger((_to, _message, { signal }) => {
    signal.addEventListener("abort", () => (stopped = true));
    return new Promise<Sent>(() => undefined);
  });
  const work = deliver(hangs, { lease: aLease("a", "b"), leasedAt: performance.now() }, deps);
  await jest.advanceTimersByTimeAsync(4_999);
  expect(stopped).toBe(false);
  await jest.advanceTimersByTimeAsync(1);
  expect(stopped).toBe(true);
  expect((await work).settled).toMatchObject([{ id: "a", state: "waiting", unknowns: 1 }]);
});

test("nothing is begun so late that it could outlast the lease; the rest goes with the next", async () => {
  const slow = aMessenger(() => new Promise<Sent>((resolve) => setTimeout(() => resolve({ status: "sent" }), 1_500)));
  const work = deliver(slow, { lease: aLease("a", "b", "c", "d", "e"), leasedAt: performance.now() }, deps);
  await jest.advanceTimersByTimeAsync(10_000);
  const finished = await work;
  expect(finished.settled.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  expect(finished.retryMs).toBe(0);
});

test("F27: a process that stood still after its claim begins nothing", async () => {
  const said: unknown[] = [];
  const fast = aMessenger((_to, { payload }) => {
    said.push(payload);
    return Promise.resolve({ status: "sent" });
  });
  const finished = await deliver(fast, { lease: aLease("a"), leasedAt: performance.now() - 30_000 }, deps);
  expect(said).toEqual([]);
  expect(finished.settled).toEqual([]);
});

test("a channel with a pace gets one message a lease, and the next no sooner than it asks for", async () => {
  const said: unknown[] = [];
  const paced: Messenger = {
    ...aMessenger((_to, { payload }) => {
      said.push(payload);
      return Promise.resolve<Sent>({ status: "sent" });
    }),
    paceMs: 3_100,
  };
  const finished = await deliver(paced, { lease: aLease("a", "b"), leasedAt: performance.now() }, deps);
  expect([said, finished.retryMs, finished.settled.map(({ state }) => state)]).toEqual([["a"], 3_100, ["sent"]]);
  const later = { ...paced, send: () => Promise.resolve<Sent>({ status: "retry", afterMs: 60_000 }) };
  expect((await deliver(later, { lease: aLease("a"), leasedAt: performance.now() }, deps)).retryMs).toBe(60_000);
});
