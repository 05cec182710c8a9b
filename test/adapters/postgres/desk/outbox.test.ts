import { makeOutbox, makeResend } from "../../../../src/adapters/postgres/desk/outbox.js";
import type { Sent } from "../../../../src/application/deliveries/messenger.js";
import type { Outbox } from "../../../../src/application/deliveries/outbox.js";
import { aDelivery, anInstance, room, SENT, settled, states, vault } from "./a-channel.js";
import { aDatabase } from "./a-database.js";
import type { Desk } from "./a-database.js";

let desk: Desk;
let outbox: Outbox;
beforeEach(async () => {
  desk = await aDatabase();
  outbox = makeOutbox({ pool: desk.pool, vault });
});
afterEach(() => desk.drop());

test("F27: an instance that stood still is fenced: its outcome is not written, what it held goes on elsewhere, in doubt", async () => {
  await outbox.enqueue([aDelivery("C", 1), aDelivery("C", 2)]);
  const [stood] = await outbox.claim(room({ each: 1 }));
  expect(await outbox.claim(room())).toEqual([]);
  await desk.query(`update destinations set leased_until = now()`); // Ten seconds later.
  const [taken] = await outbox.claim(room());
  expect(taken!.waiting.map(({ payload, unknowns }) => [payload, unknowns])).toEqual([
    [1, 1],
    [2, 0],
  ]);
  const outcome = {
    kind: "customer" as const,
    messageId: null,
    state: "sent" as const,
    reason: null,
    refusals: 0,
    attempts: 0,
    unknowns: 0,
  };
  const finish = (lease: typeof stood) => ({
    destinationId: lease!.destination.id,
    token: lease!.token,
    settled: lease!.waiting.map(({ id }) => ({ ...outcome, id })),
    retryMs: 0,
  });
  expect(await outbox.finish([finish(stood)])).toEqual([stood!.destination.id]);
  expect(await states(desk)).toEqual(["2 waiting"]);
  expect(await outbox.finish([finish(taken)])).toEqual([]);
  expect(await states(desk)).toEqual(["2 sent"]);
});

test("a lease that ran out but was taken by nobody is still its own", async () => {
  await outbox.enqueue([aDelivery("C", 1)]);
  const [lease] = await outbox.claim(room());
  await desk.query(`update destinations set leased_until = now() - interval '1 minute'`);
  const outcome = {
    kind: "customer" as const,
    messageId: null,
    state: "sent" as const,
    reason: null,
    refusals: 0,
    attempts: 0,
    unknowns: 0,
  };
  const settled = [{ ...outcome, id: lease!.waiting[0]!.id }];
  expect(await outbox.finish([{ destinationId: lease!.destination.id, token: lease!.token, settled, retryMs: 0 }])).toEqual([]);
  expect(await states(desk)).toEqual(["1 sent"]);
});

test("somebody's resend tries once more what was not sent, and only that", async () => {
  const answers: Sent[] = [{ status: "gone" }, SENT];
  const { deliveries } = anInstance(desk, { answer: () => answers.shift()! });
  const delivery = aDelivery("C", 1);
  const resend = makeResend(desk.pool);
  await outbox.enqueue([delivery]);
  deliveries.start();
  await settled(desk);
  expect(await states(desk)).toEqual(["1 parked"]);
  expect(await resend(delivery.id)).toBe(true);
  await settled(desk);
  expect(await states(desk)).toEqual(["1 sent"]);
  expect(await resend(delivery.id)).toBe(false);
  expect(await resend("x")).toBe(false);
});
