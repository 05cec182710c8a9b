import { until } from "../support/product.js";
import { SlackDesk } from "../support/slack-desk.js";

let at: SlackDesk;
beforeAll(async () => {
  // Time enough for an app to come back between Slack's retries.
  at = await SlackDesk.open({ socketMode: true, slack: { retryAfter: [200, 1_500, 6_000, 10_000], ackWithin: 1_500 } });
  await at.slack.sockets.opened();
});
afterAll(() => at.close());

const person = () => at.slack.person({ name: "王芳", locale: "zh-CN" });

test("without an HTTP address everything comes over the socket: words, buttons, forms; acknowledged once it is stored", async () => {
  const wang = person();
  await wang.says(wang.dm, "系统宕机了客户下不了单,电话 138 0013 8000");
  expect(at.slack.deliveries.at(-1)!.attempts).toMatchObject([{ by: "socket", status: "acked" }]);
  await at.press(wang, wang.dm, /提交/);
  await at.slack.waitForMessage(wang.dm, /T-\d{6}/);
  const response = await fetch(`${at.desk.base()}/slack/events`, { method: "POST", body: "{}" });
  expect(response.status).toBe(404);
});

test.each(["refresh_requested", "warning", "too_many_websockets"] as const)(
  "%s: the next socket is open before the old one goes",
  async (reason) => {
    const wang = person();
    let fewest = at.slack.sockets.open;
    const watch = setInterval(() => (fewest = Math.min(fewest, at.slack.sockets.open)), 1);
    at.slack.sockets.disconnect(reason);
    await at.slack.sockets.opened(2);
    await wang.says(wang.dm, `一 ${reason}`);
    await until(() => at.slack.sockets.open === 1, "the old one closed");
    clearInterval(watch);
    await wang.says(wang.dm, `二 ${reason}`);
    expect(fewest).toBe(1);
    expect(await at.heard(wang.dm)).toEqual([`一 ${reason}`, `二 ${reason}`]);
  },
);

test("sockets that break are back at once, and what was said meanwhile is heard once", async () => {
  const wang = person();
  at.slack.sockets.drop();
  await wang.says(wang.dm, "断线时说的");
  await until(async () => (await at.heard(wang.dm)).length > 0, "what was said");
  expect(await at.heard(wang.dm)).toEqual(["断线时说的"]);
});

test("a socket that only looks open is found out", async () => {
  const wang = person();
  at.slack.sockets.silence();
  await at.slack.sockets.opened(1);
  await wang.says(wang.dm, "有人吗");
  await until(async () => (await at.heard(wang.dm)).length > 0, "what was said", 25_000);
}, 40_000);

test("after an outage it is back within 15 s; frames of no sense, without an inner event too, break nothing", async () => {
  const wang = person();
  at.slack.sockets.refusing = true;
  at.slack.sockets.drop();
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  at.slack.sockets.refusing = false;
  await at.slack.sockets.opened(1);
  at.slack.sockets.frame("no json");
  at.slack.sockets.frame({ type: "hello" });
  at.slack.sockets.frame({ type: "events_api", envelope_id: "e-1", payload: { type: "app_rate_limited" } });
  at.slack.sockets.frame({ type: "events_api", envelope_id: "e-2", payload: null });
  await wang.says(wang.dm, "恢复了");
  await until(async () => (await at.heard(wang.dm)).length > 0, "what was said");
  expect(at.slack.sockets.received).toContainEqual({ envelope_id: "e-1" });
});
