import type { App, HTTPReceiver } from "@slack/bolt";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Loose } from "../../direct-line.js";
import type { Dict, SlackOptions } from "../shapes.js";
import type { SlackStandIn } from "../slack.js";
import { startBoltApp } from "./bolt-app.js";

/** A Bolt app over HTTP against the stand-in: signed events, retries, clicks, forms, commands. */
let slack: SlackStandIn;
let app: App;
let receiver: HTTPReceiver;

async function begin(options: SlackOptions = {}): Promise<void> {
  ({ slack, app, receiver } = await startBoltApp(options));
}

afterEach(async () => {
  await slack.stop();
  await app.stop();
});

test("an echo app hears what people say and answers in the same place", async () => {
  await begin();
  app.message(async ({ message, say }) => {
    const { text, thread_ts, channel_type } = message as Loose;
    await say({ text: `${channel_type}: ${text}`, ...(thread_ts === undefined ? {} : { thread_ts }) });
  });
  const lin = slack.person({ name: "Lin" });
  const channel = slack.channel({ name: "help", members: [lin] });
  expect(await slack.verifyUrl()).toBe(true);
  await lin.says(lin.dm, "a < b & mail me: lin@example.com");
  await slack.waitForMessage(lin.dm, /^im: a &lt; b &amp; mail me: <mailto:lin@example.com\|lin@example.com>\n/);
  const first = await lin.says(channel, "hello");
  await lin.says(channel, "in it", { thread: first });
  await slack.waitForMessage(channel, (one) => one.text === "channel: in it" && one.thread_ts === first.ts);
  expect(new Set(lin.sees(channel).map(({ text }) => text))).toEqual(
    new Set(["hello", "channel: hello", "in it", "channel: in it"]),
  );
});

test("the envelope is the reference's: ids, authorizations, Slack Connect", async () => {
  await begin();
  const guest = slack.person({ name: "Guest", teamId: "T0OTHER" });
  const shared = slack.channel({ name: "with-them", shared: true, members: [guest] });
  const said = await guest.uploads(shared, [{ name: "a.txt", content: "x" }], { text: `<@${slack.workspace.bot.userId}> look` });
  const [message, mention, fileShared] = slack.deliveries.map(({ payload }) => payload as Dict) as [Dict, Dict, Dict];
  const { team, bot } = slack.workspace;
  expect(message).toMatchObject({
    type: "event_callback",
    team_id: "T0OTHER",
    context_team_id: team.id,
    is_ext_shared_channel: true,
  });
  expect(message.authorizations).toEqual([
    { enterprise_id: null, team_id: team.id, user_id: bot.userId, is_bot: true, is_enterprise_install: false },
  ]);
  expect(message.event).toMatchObject({
    type: "message",
    subtype: "file_share",
    ts: said.ts,
    user_team: "T0OTHER",
    channel_type: "channel",
  });
  expect(message.event.files).toEqual([expect.objectContaining({ file_access: "check_file_info", id: said.files![0] })]);
  expect(mention).toMatchObject({ event: { type: "app_mention", ts: said.ts } });
  expect(mention.event_id).not.toBe(message.event_id);
  expect(fileShared.event).toMatchObject({ type: "file_shared", file_id: said.files![0] });
});

test("its own messages come back to the app, edits and deletions come as subtypes", async () => {
  await begin();
  const seen: Dict[] = [];
  const lin = slack.person({ name: "Lin" });
  const channel = slack.channel({ name: "help", members: [lin] });
  const { ts } = await app.client.chat.postMessage({ channel: channel.id, text: "mine" });
  await app.client.chat.postMessage({ channel: channel.id, text: "wide", thread_ts: ts!, reply_broadcast: true });
  const said = await lin.says(channel, "one");
  await lin.edits(said, "two");
  await lin.deletes(said);
  await slack.settled();
  for (const { payload } of slack.deliveries) seen.push(payload.event as Dict);
  expect(seen.map(({ subtype, bot_id }) => [String(subtype ?? "plain"), String(bot_id ?? "person")])).toEqual([
    ["plain", slack.workspace.bot.botId],
    ["thread_broadcast", slack.workspace.bot.botId],
    ["plain", "person"],
    ["message_changed", "person"],
    ["message_deleted", "person"],
  ]);
  expect(seen[1]?.root).toMatchObject({ ts, reply_count: 1 });
  expect(seen[3]).toMatchObject({ hidden: true, message: { text: "two", ts: said.ts }, previous_message: { text: "one" } });
  expect(seen[4]).toMatchObject({ deleted_ts: said.ts, previous_message: { text: "two" } });
});

test("an event without an answer in time or with a bad one is tried again, with its number and reason", async () => {
  await begin({ ackWithin: 80, retryAfter: [0, 20, 40] });
  let heard = 0;
  slack.requestUrl = slack.requestUrl!.replace("/slack/events", "/nowhere");
  const lin = slack.person({ name: "Lin" });
  await lin.says(lin.dm, "to nobody");
  await slack.settled();
  expect(slack.deliveries[0]?.attempts.map(({ status, retryNum, retryReason }) => [status, retryNum, retryReason])).toEqual([
    [404, 0, null],
    [404, 1, "http_error"],
    [404, 2, "http_error"],
    [404, 3, "http_error"],
  ]);
  slack.requestUrl = slack.requestUrl.replace("/nowhere", "/slack/events");
  receiver.init({ processEvent: () => Promise.resolve(void heard++) } as unknown as App);
  await lin.says(lin.dm, "slowly");
  await slack.settled();
  expect(heard).toBe(4);
  const [, late] = slack.deliveries;
  expect(late?.attempts.map(({ status, retryReason }) => [status, retryReason])).toEqual([
    ["timeout", null],
    ["timeout", "http_timeout"],
    ["timeout", "http_timeout"],
    ["timeout", "http_timeout"],
  ]);
  expect(late?.attempts[2]?.request?.headers).toMatchObject({ "x-slack-retry-num": "2", "x-slack-retry-reason": "http_timeout" });
});

test("an app that forbids retries is not sent any", async () => {
  await begin();
  const server = createServer((_, response) => response.writeHead(503, { "x-slack-no-retry": "1" }).end());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  slack.requestUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const lin = slack.person({ name: "Lin" });
  await lin.says(lin.dm, "once");
  await slack.settled();
  server.close();
  server.closeAllConnections();
  expect(slack.deliveries[0]?.attempts.map(({ status }) => status)).toEqual([503]);
});

test("events are lost, held back and reordered, sent again with new ids, and replayed byte by byte", async () => {
  await begin();
  const heard: [string, string, number | undefined][] = [];
  app.message(async ({ message, body, context }) => {
    heard.push([(message as Loose).text, body.event_id, context.retryNum]);
    return Promise.resolve();
  });
  const lin = slack.person({ name: "Lin" });
  slack.loseNext();
  await lin.says(lin.dm, "lost");
  await slack.settled();
  expect(heard).toEqual([["lost", slack.deliveries[0]?.payload.event_id, 1]]);
  heard.length = 0;
  slack.hold();
  for (const text of ["a", "b", "c"]) await lin.says(lin.dm, text);
  expect(heard).toEqual([]);
  await slack.release((held) => held.reverse());
  expect(heard.map(([text]) => text)).toEqual(["c", "b", "a"]);
  const last = slack.deliveries.at(-1)!;
  heard.length = 0;
  await slack.redeliver(last, { newEventId: true });
  await slack.redeliver(last, { retryNum: 2 });
  expect((await slack.replay(last)).status).toBe(200);
  await slack.waitFor(() => heard.length === 3);
  expect(heard.map(([text, id, retry]) => [text, id === last.payload.event_id, retry])).toEqual([
    ["c", false, undefined],
    ["c", true, 2],
    ["c", true, undefined],
  ]);
});

test("one ts in two channels is two messages, told apart by their channel", async () => {
  await begin();
  const lin = slack.person({ name: "Lin" });
  const [one, other] = [slack.channel({ name: "one", members: [lin] }), slack.channel({ name: "other", members: [lin] })];
  const first = await lin.says(one, "here");
  const second = await lin.says(other, "there", { ts: first.ts });
  const told = [first, second]
    .flatMap(slack.deliveriesOf)
    .map(({ payload: { event } }) => [event.ts, event.channel, event.text].join());
  expect(told).toEqual([`${first.ts},${one.id},here`, `${first.ts},${other.id},there`]);
  await lin.edits(second, "changed");
  expect([first.text, second.text]).toEqual(["here", "changed"]);
});

test("a forged or stale signature is the app's to refuse, and Bolt does", async () => {
  await begin();
  const body = JSON.stringify({ type: "event_callback", event: { type: "message" } });
  expect((await slack.post({ body, secret: "wrong" })).status).toBe(401);
  expect((await slack.post({ body, ageSeconds: 301 })).status).toBe(401);
  expect((await slack.post({ body }, ({ url, headers }) => ({ url, headers, body: `${body} ` }))).status).toBe(401);
  expect((await slack.post({ body })).status).toBe(200);
});

test("what happens to the workspace is told, and spoils the token where it does", async () => {
  await begin();
  const lin = slack.person({ name: "Lin" });
  const channel = slack.channel({ name: "triage", members: [lin] });
  await slack.events.appRateLimited();
  await slack.events.channelRename(channel, "desk");
  await slack.events.channelArchive(channel, lin);
  await expect(app.client.chat.postMessage({ channel: channel.id, text: "x" })).rejects.toMatchObject({
    data: { error: "is_archived" },
  });
  await slack.events.tokensRevoked();
  await expect(app.client.auth.test()).rejects.toMatchObject({ data: { error: "token_revoked" } });
  slack.events.reinstalled();
  await slack.events.appUninstalled();
  await expect(app.client.auth.test()).rejects.toMatchObject({ data: { error: "account_inactive" } });
  await lin.says(lin.dm, "nobody hears this");
  expect(slack.deliveries.map(({ payload }) => String(payload.event?.type ?? payload.type))).toEqual([
    "app_rate_limited", "channel_rename", "channel_archive", "tokens_revoked", "app_uninstalled",
  ]); // prettier-ignore
});

test("an app hears only what it has subscribed to, may read, and is a member of", async () => {
  await begin({
    events: ["message.im", "message.channels", "app_mention"],
    scopes: ["chat:write", "im:history", "app_mentions:read"],
  });
  const lin = slack.person({ name: "Lin" });
  await lin.says(lin.dm, "heard");
  await lin.mentions(slack.channel({ name: "in", members: [lin] }), "heard too");
  await lin.mentions(slack.channel({ name: "out", members: [lin], bot: false }), "not there");
  await lin.opensHome();
  expect(slack.deliveries.map(({ payload }) => String(payload.event.type))).toEqual(["message", "app_mention"]);
});
