import { setTimeout as sleep } from "node:timers/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { request } from "node:http";
import { makeRobots } from "../../../../src/adapters/channels/robots/robots.js";
import type { RobotFormat, RobotPlan } from "../../../../src/application/digests/ports.js";
import { aRobotService, says, type Fake } from "./a-robot.js";

let fake: Fake;
beforeEach(async () => {
  fake = await aRobotService();
});
afterEach(() => fake.close());

const plan = (format: RobotFormat, of: Partial<RobotPlan> = {}): RobotPlan => ({
  id: "managers",
  format,
  locale: "zh-CN",
  address: "ROBOT_URL",
  secret: null,
  ...of,
});
const CHANNELS: Record<RobotFormat, string> = { slack: "slack_webhook", wecom: "wecom", dingtalk: "dingtalk", feishu: "feishu" };
const named = (name: string) => ({ ROBOT_URL: "https://robot.example.com/send?key=1", ROBOT_SECRET: "s" })[name] ?? null;

function send(robot: RobotPlan, { plans = [robot], open = fake.open, signal = new AbortController().signal } = {}) {
  const robots = makeRobots({ plans: () => plans, named, now: () => 1_795_305_600_000, open });
  const messenger = robots.find(({ channel }) => channel === CHANNELS[robot.format])!;
  const to = { id: "d", channel: messenger.channel, address: robot.id };
  return messenger.send(to, { kind: "digest", payload: { a: 1 }, repeat: false }, { idempotencyKey: "k", signal });
}

test.each([
  ["slack", "ok"],
  ["slack", { ok: true }],
  ["slack", { success: true }],
  ["wecom", { errcode: 0, errmsg: "ok" }],
  ["dingtalk", { errcode: 0, errmsg: "ok" }],
  ["feishu", { code: 0, msg: "success", StatusCode: 0 }],
] as const)("%s: %j is done", async (format, body) => {
  fake.answers.push(says(200, body));
  expect(await send(plan(format))).toEqual({ status: "sent" });
  expect(fake.heard).toMatchObject([{ path: "/send?key=1", body: { a: 1 } }]);
});

test.each([
  ["wecom", { errcode: 93000, errmsg: "invalid webhook url" }, "93000: invalid webhook url"],
  ["dingtalk", { errcode: 310000, errmsg: "sign not match" }, "310000: sign not match"],
  ["feishu", { code: 19021, msg: "sign match fail or timestamp is not within one hour" }, /^19021: sign match fail/],
] as const)("%s: a code that blames the post or the robot is a refusal with its reason", async (format, body, reason) => {
  fake.answers.push(says(200, body));
  expect(await send(plan(format))).toEqual({ status: "refused", reason: expect.stringMatching(reason) as string });
});

test.each([
  ["wecom", { errcode: 45009, errmsg: "api freq out of limit" }],
  ["wecom", { errcode: -1, errmsg: "system busy" }],
  ["dingtalk", { errcode: 130101, errmsg: "send too fast" }],
  ["feishu", { code: 11232, msg: "frequency limited" }],
] as const)("%s: %j means later", async (format, body) => {
  fake.answers.push(says(200, body));
  expect(await send(plan(format))).toEqual({ status: "retry", afterMs: null });
});

const FAILED = { status: "retry", afterMs: null };
const refused = (reason: string) => ({ status: "refused", reason });

test.each([
  { status: 404, body: "no_service", sent: refused("http 404: no_service") },
  { status: 400, body: "invalid_payload", sent: refused("http 400: invalid_payload") },
  { status: 302, headers: { location: "https://evil.example" }, sent: refused("http 302: redirects are not followed") },
  { status: 429, headers: { "retry-after": "30" }, sent: { status: "retry", afterMs: 30_000 } },
  { status: 429, sent: FAILED },
  { status: 503, body: "<html>", headers: { "retry-after": "999999" }, sent: { status: "retry", afterMs: 3_600_000 } },
  { status: 500, body: "rollup_error", sent: FAILED },
  { status: 200, body: "<html>a page of some proxy</html>", sent: { status: "unknown" } },
])("Slack answers $status $body", async ({ status, body = "", headers = {}, sent }) => {
  fake.answers.push(says(status, body, headers));
  expect(await send(plan("slack"))).toEqual(sent);
  expect(fake.heard).toHaveLength(1);
});

test("an answer without end is cut at 64 KB, and its outcome is unknown", async () => {
  fake.answers.push((response) => {
    response.writeHead(200);
    const write = (): void => void (response.destroyed || response.write("x".repeat(16_384), () => setImmediate(write)));
    write();
  });
  expect(await send(plan("slack"))).toEqual({ status: "unknown" });
});

test("what is heard but not answered is unknown; what nobody hears is tried again", async () => {
  const stop = new AbortController();
  fake.answers.push(() => stop.abort());
  expect(await send(plan("wecom"), { signal: stop.signal })).toEqual({ status: "unknown" });
  const closed = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => closed.once("listening", resolve));
  const { port } = closed.address() as AddressInfo;
  await new Promise((resolve) => closed.close(resolve));
  const open: Fake["open"] = (_address, options) => request({ ...options, host: "127.0.0.1", port });
  expect(await send(plan("wecom"), { open })).toEqual({ status: "retry", afterMs: null });
});

test("a connection cut after the post is unknown", async () => {
  fake.answers.push((response) => void response.socket?.destroy());
  expect(await send(plan("feishu"))).toEqual({ status: "unknown" });
});

test("an address that is missing, no address or not https is refused with the name to set, and nothing goes out", async () => {
  expect(await send(plan("slack", { address: "NOT_SET" }))).toEqual({ status: "refused", reason: "NOT_SET holds no address" });
  expect(await send(plan("dingtalk", { secret: "NOT_SET" }))).toEqual({ status: "refused", reason: "NOT_SET is not set" });
  const http = makeRobots({ plans: () => [plan("slack")], named: () => "http://127.0.0.1/x", now: Date.now, open: fake.open });
  const to = { id: "d", channel: "slack_webhook", address: "managers" };
  const call = { idempotencyKey: "k", signal: new AbortController().signal };
  expect(await http[0]!.send(to, { kind: "digest", payload: {}, repeat: false }, call)).toEqual({
    status: "refused",
    reason: "the address is not https",
  });
  expect(fake.heard).toEqual([]);
});

test("a robot that the config does not name any more is gone", async () => {
  expect(await send(plan("slack"), { plans: [] })).toEqual({ status: "gone" });
  expect(await send(plan("slack"), { plans: [plan("wecom")] })).toEqual({ status: "gone" });
  await sleep(0);
  expect(fake.heard).toEqual([]);
});
