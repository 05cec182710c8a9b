import type { Sent } from "../../../src/application/deliveries/messenger.js";
import { DELIVERY_KINDS } from "../../../src/application/deliveries/outbox.js";
import type { DeliveryKind, Waiting } from "../../../src/application/deliveries/outbox.js";
import { retryDelayMs, settle, settleUnsent } from "../../../src/application/deliveries/settle.js";

const aWaiting = (of: Partial<Waiting> = {}): Waiting => ({
  id: "d1",
  kind: "customer",
  payload: {},
  messageId: null,
  refusals: 0,
  attempts: 0,
  unknowns: 0,
  dead: null,
  ...of,
});
const PLAIN = { looksUp: false, random: 0.5 };
const SLACK = { looksUp: true, random: 0.5 };
const after = (waiting: Partial<Waiting>, sent: Sent, channel = PLAIN) => {
  const { settled, retryMs } = settle(aWaiting(waiting), sent, channel);
  return [settled.state, retryMs];
};

test("what was sent is sent, and the next may go", () => {
  expect(after({}, { status: "sent" })).toEqual(["sent", null]);
});

test("three answers that blame the message park it; then the next may go", () => {
  const refused = { status: "refused", reason: "msg_too_long" } as const;
  expect(after({}, refused)).toEqual(["waiting", 2_000]);
  expect(after({ refusals: 1 }, refused)).toEqual(["waiting", 4_000]);
  expect(after({ refusals: 2 }, refused)).toEqual(["parked", null]);
  expect(settle(aWaiting({ refusals: 2 }), refused, PLAIN).settled).toMatchObject({ refusals: 3, reason: "msg_too_long" });
});

test("a destination that will not take it parks it at once", () => {
  expect(after({}, { status: "gone" })).toEqual(["parked", null]);
  expect(after({}, { status: "window-closed" })).toEqual(["parked", null]);
});

test("an outage never counts against the message, however long; the channel's own wait is kept", () => {
  expect(after({ attempts: 5_000 }, { status: "retry", afterMs: null })).toEqual(["waiting", 60_000]);
  expect(after({}, { status: "retry", afterMs: 30_000 })).toEqual(["waiting", 30_000]);
  expect(settle(aWaiting({ refusals: 2 }), { status: "retry", afterMs: null }, PLAIN).settled.refusals).toBe(2);
});

test("typing that cannot be shown now is dropped, but the channel's wait is kept", () => {
  expect(after({ kind: "typing" }, { status: "retry", afterMs: 30_000 })).toEqual(["expired", 30_000]);
});

describe("I2: the outcome is unknown", () => {
  const unknown = { status: "unknown" } as const;
  test("where the channel can tell, it is looked up and tried until the deadline, whatever it is", () => {
    for (const kind of DELIVERY_KINDS) {
      if (kind !== "typing") expect(after({ kind, unknowns: 40, attempts: 40 }, unknown, SLACK)[0]).toBe("waiting");
    }
  });

  test.each<[DeliveryKind, string, string]>([
    ["customer", "waiting", "unknown"],
    ["webhook", "waiting", "unknown"],
    ["digest", "unknown", "unknown"],
    ["alert", "unknown", "unknown"],
    ["typing", "expired", "expired"],
  ])("where it cannot, a %s is %s after the first and %s after the second", (kind, first, second) => {
    expect(after({ kind }, unknown)[0]).toBe(first);
    expect(after({ kind, unknowns: 1 }, unknown)[0]).toBe(second);
  });

  test("a claim that was lost counts the same, before anything is sent", () => {
    const before = (kind: DeliveryKind, unknowns: number, channel = PLAIN) =>
      settleUnsent(aWaiting({ kind, unknowns }), channel)?.state ?? "send";
    expect([before("customer", 1), before("customer", 2)]).toEqual(["send", "unknown"]);
    expect([before("digest", 0), before("digest", 1), before("digest", 9, SLACK)]).toEqual(["send", "unknown", "send"]);
  });
});

test("what is past its deadline or cannot be read is not sent", () => {
  expect(settleUnsent(aWaiting({ dead: "deadline" }), PLAIN)).toMatchObject({ state: "expired", reason: "deadline" });
  expect(settleUnsent(aWaiting({ dead: "unreadable" }), SLACK)).toMatchObject({ state: "parked", reason: "unreadable" });
});

test("delays double up to a bound by kind, spread by a fifth each way", () => {
  const delay = (attempt: number, kind: DeliveryKind = "digest", random = 0.5) => retryDelayMs(attempt, { kind, random });
  expect([1, 2, 3, 4, 100].map((attempt) => delay(attempt))).toEqual([2_000, 4_000, 8_000, 16_000, 900_000]);
  expect([delay(1, "digest", 0), delay(1, "digest", 1)]).toEqual([1_600, 2_400]);
  expect(delay(100, "customer")).toBe(60_000);
});
