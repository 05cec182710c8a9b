import { setTimeout as sleep } from "node:timers/promises";
import { v7 as newId } from "uuid";
import { makeRobots } from "../../../../../src/adapters/channels/robots/robots.js";
import { makeVault } from "../../../../../src/adapters/crypto/vault.js";
import { makeOutbox } from "../../../../../src/adapters/postgres/desk/outbox.js";
import type { NewDelivery } from "../../../../../src/application/deliveries/outbox.js";
import type { RobotPlan } from "../../../../../src/application/digests/ports.js";
import { makeLog } from "../../../../../src/log.js";
import { makeOutgoing } from "../../../../../src/outgoing.js";
import { aRobotService, says, type Fake } from "../../../channels/robots/a-robot.js";
import { aDatabase, aDesk, type Desk } from "../a-database.js";
import { until } from "../until.js";

const vault = makeVault(Buffer.alloc(32, 1));
const PLANS: RobotPlan[] = [
  { id: "managers", format: "wecom", locale: "zh-CN", address: "A", secret: null },
  { id: "leads", format: "slack", locale: "en", address: "A", secret: null },
];
const OK = says(200, { errcode: 0, errmsg: "ok" });

let desk: Desk;
let fake: Fake;
beforeEach(async () => {
  [desk, fake] = await Promise.all([aDatabase(), aRobotService()]);
  await aDesk(desk);
});
afterEach(async () => {
  await desk.drop();
  await fake.close();
});

/** One instance that empties the outbox, and the lines of its log. */
function anInstance() {
  const lines: Record<string, unknown>[] = [];
  const log = makeLog("warn", { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) });
  const messengers = makeRobots({
    plans: () => PLANS,
    named: () => "https://robot.example.com/",
    now: Date.now,
    open: fake.open,
  });
  const pool = desk.another();
  const outgoing = makeOutgoing({ pool, vault, messengers, log, failed: () => undefined, onAlert: () => undefined });
  desk.beforeDrop(outgoing.stop);
  return { ...outgoing, lines };
}

const aPost = (of: Partial<NewDelivery> = {}): NewDelivery => ({
  id: newId(),
  channel: "wecom",
  address: "managers",
  kind: "digest",
  payload: { n: 1 },
  messageId: null,
  ...of,
});
const enqueue = (...posts: NewDelivery[]) => makeOutbox({ pool: desk.pool, vault }).enqueue(posts);
const stateOf = async ({ id }: NewDelivery) =>
  (
    await desk.query<{ state: string; reason: string | null; attempts: number }>(
      `select state, reason, attempts from deliveries where id = $1`,
      [id],
    )
  )[0]!;
const waitsSeconds = async () =>
  (await desk.query<{ s: number }>(`select extract(epoch from next_run_at - now())::float8 as s from destinations`))[0]!.s;
/** Nobody waits for the back-off of a test. */
const hurry = () => desk.query(`update destinations set next_run_at = now() where next_run_at is not null and lease is null`);

test("a post that was heard and not answered is unknown, an alert, and never sent again by itself; at a wish it is", async () => {
  fake.answers.push((response) => void response.socket?.destroy(), OK);
  const post = aPost();
  await enqueue(post);
  const [a, b] = [anInstance(), anInstance()];
  a.start();
  b.start();
  await until(async () => (await stateOf(post)).state === "unknown");
  await hurry();
  await sleep(1_500); // more than a poll of each
  expect(fake.heard).toHaveLength(1);
  expect([...a.lines, ...b.lines]).toMatchObject([{ event: "delivery_outcome_unknown", deliveryId: post.id, msg: "alert" }]);
  expect(await a.resend(post.id)).toBe(true);
  await hurry();
  await until(async () => (await stateOf(post)).state === "sent");
  expect(fake.heard).toHaveLength(2);
  expect(await a.resend(post.id)).toBe(false);
});

test("F14: a robot that answers 500 is tried again with longer and longer waits, until a day is over; then it is shown", async () => {
  fake.answers.push(says(500, "<html>oops</html>"));
  const post = aPost();
  await enqueue(post);
  const instance = anInstance();
  instance.start();
  for (let tries = 1; tries <= 3; tries++) {
    await until(async () => (await stateOf(post)).attempts === tries);
    await hurry();
    instance.ring();
  }
  expect((await stateOf(post)).state).toBe("waiting");
  await desk.query(`update deliveries set deadline_at = now() - interval '1 second'`);
  await until(async () => {
    await hurry();
    instance.ring();
    return (await stateOf(post)).state === "expired";
  });
  await until(() => instance.lines.length > 0);
  expect(instance.lines).toMatchObject([{ event: "delivery_expired", deliveryId: post.id }]);
});

test("F13: 429 holds that robot for as long as it says, and no other", async () => {
  fake.answers.push(says(429, "", { "retry-after": "30" }), says(200, "ok"));
  const [first, second, other] = [aPost(), aPost(), aPost({ channel: "slack_webhook", address: "leads" })];
  await enqueue(first, second);
  const instance = anInstance();
  instance.start();
  await until(async () => (await stateOf(first)).attempts === 1);
  await until(async () => (await waitsSeconds()) > 20);
  await enqueue(other);
  instance.ring();
  await until(async () => (await stateOf(other)).state === "sent");
  expect(fake.heard).toHaveLength(2);
  expect((await stateOf(second)).state).toBe("waiting");
});

test("F16: what is refused three times is parked with its reason and an alert; what comes after it goes out", async () => {
  const no = says(200, { errcode: 93000, errmsg: "invalid webhook url" });
  fake.answers.push(no, no, no, OK);
  const [bad, good] = [aPost(), aPost({ payload: { n: 2 } })];
  await enqueue(bad, good);
  const instance = anInstance();
  instance.start();
  await until(async () => {
    await hurry();
    instance.ring();
    return (await stateOf(good)).state === "sent";
  });
  expect(await stateOf(bad)).toMatchObject({ state: "parked", reason: "93000: invalid webhook url" });
  expect(fake.heard.map(({ body }) => body["n"])).toEqual([1, 1, 1, 2]);
  expect(instance.lines).toMatchObject([{ event: "delivery_parked", reason: "93000: invalid webhook url" }]);
});

test("between two posts of one robot lies its pace, whichever instance sends the next", async () => {
  fake.answers.push(OK);
  const posts = [aPost(), aPost({ payload: { n: 2 } }), aPost({ payload: { n: 3 } })];
  await enqueue(...posts);
  const [a, b] = [anInstance(), anInstance()];
  a.start();
  b.start();
  await until(async () => (await stateOf(posts[0]!)).state === "sent");
  expect(await waitsSeconds()).toBeGreaterThan(1);
  expect(fake.heard).toHaveLength(1);
  await until(async () => {
    await hurry();
    a.ring();
    return (await stateOf(posts[2]!)).state === "sent";
  });
  expect(fake.heard.map(({ body }) => body["n"])).toEqual([1, 2, 3]);
});
