import { webApi } from "@slack/bolt";
import { setTimeout as sleep } from "node:timers/promises";
import type { Dict, SlackOptions } from "../shapes.js";
import { QUIET } from "./quiet.js";
import { startSlack, type SlackStandIn } from "../slack.js";

/** The real client of @slack/web-api against the stand-in: what the reference says is what it gets. */
let slack: SlackStandIn;
let web: webApi.WebClient;

async function begin(options: SlackOptions = {}): Promise<void> {
  slack = await startSlack(options);
  web = client(slack.botToken);
}

const client = (token: string): webApi.WebClient =>
  new webApi.WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    logger: QUIET,
    rejectRateLimitedCalls: true,
    timeout: 500,
  });

const refusal = async (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => "not refused",
    (error: { data?: Dict; code?: string; retryAfter?: number }) =>
      error.data ?? { code: error.code, retryAfter: error.retryAfter },
  );

afterEach(() => slack.stop());

test("auth.test names the bot, and a wrong, spoilt or missing token is told by name", async () => {
  await begin();
  expect(await web.auth.test()).toMatchObject({
    ok: true,
    user_id: slack.workspace.bot.userId,
    bot_id: slack.workspace.bot.botId,
  });
  expect(await refusal(client("xoxb-other").auth.test())).toMatchObject({ ok: false, error: "invalid_auth" });
  expect(await refusal(client(slack.appToken).auth.test())).toMatchObject({ error: "not_allowed_token_type" });
  expect(await (await fetch(`${slack.apiUrl}auth.test`, { method: "POST" })).json()).toMatchObject({ error: "not_authed" });
  slack.events.spoilToken("account_inactive");
  expect(await refusal(web.auth.test())).toMatchObject({ error: "account_inactive" });
});

test("a message keeps its thread, blocks and metadata; its metadata is shown only where it is asked for", async () => {
  await begin();
  const channel = slack.channel({ name: "triage" });
  const metadata = { event_type: "delivery", event_payload: { id: "d-1" } };
  const first = await web.chat.postMessage({ channel: channel.id, text: "card", metadata });
  const blocks = [{ type: "section", text: { type: "mrkdwn", text: "*hello*" } }];
  const reply = await web.chat.postMessage({ channel: "#triage", text: "in it", blocks, thread_ts: first.ts! });
  expect(reply.message).toMatchObject({ thread_ts: first.ts, bot_id: slack.workspace.bot.botId, blocks });
  const plain = await web.conversations.history({ channel: channel.id });
  expect(plain.messages).toHaveLength(1);
  expect(plain.messages?.[0]).toMatchObject({ text: "card", reply_count: 1, latest_reply: reply.ts });
  expect(plain.messages?.[0]?.metadata).toBeUndefined();
  const whole = await web.conversations.replies({ channel: channel.id, ts: first.ts!, include_all_metadata: true });
  expect(whole.messages?.map(({ text }) => text)).toEqual(["card", "in it"]);
  expect(whole.messages?.[0]?.metadata).toEqual(metadata);
  expect(slack.thread(channel, first.ts!).map(({ ts }) => ts)).toEqual([reply.ts]);
});

test("pages follow their cursor, and `oldest` leaves itself out unless it is included", async () => {
  await begin();
  const channel = slack.channel({ name: "long" });
  const sent: string[] = [];
  for (let nth = 0; nth < 5; nth++) sent.push((await web.chat.postMessage({ channel: channel.id, text: `${nth}` })).ts!);
  const seen: string[] = [];
  for await (const page of web.paginate("conversations.history", { channel: channel.id, limit: 2 }))
    seen.push(...(page as unknown as { messages: { text: string }[] }).messages.map(({ text }) => text));
  expect(seen).toEqual(["4", "3", "2", "1", "0"]);
  const after = { channel: channel.id, oldest: sent[3]! };
  expect((await web.conversations.history(after)).messages?.map(({ text }) => text)).toEqual(["4"]);
  expect((await web.conversations.history({ ...after, inclusive: true })).messages?.map(({ text }) => text)).toEqual(["4", "3"]);
});

test("what stands in the way of a message is told by the reference's name", async () => {
  await begin({ scopes: ["chat:write", "channels:read"] });
  const post = (channel: string, more: Dict = {}): Promise<unknown> =>
    refusal(web.chat.postMessage({ channel, text: "x", ...more }));
  const open = slack.channel({ name: "open" });
  expect(await post("C404")).toMatchObject({ error: "channel_not_found" });
  expect(await post(slack.channel({ name: "hidden", private: true, bot: false }).id)).toMatchObject({
    error: "channel_not_found",
  });
  expect(await post(slack.channel({ name: "elsewhere", bot: false }).id)).toMatchObject({ error: "not_in_channel" });
  expect(await post(slack.channel({ name: "old", archived: true }).id)).toMatchObject({ error: "is_archived" });
  expect(await post(open.id, { text: "x".repeat(40_001) })).toMatchObject({ error: "msg_too_long" });
  expect(await post(open.id, { text: " " })).toMatchObject({ error: "no_text" });
  expect(await post(open.id, { metadata: { event_type: 1 } })).toMatchObject({ error: "invalid_metadata_format" });
  const long = { type: "section", text: { type: "mrkdwn", text: "x".repeat(3000) } };
  expect(await post(open.id, { blocks: Array.from({ length: 5 }, () => long) })).toMatchObject({ error: "msg_blocks_too_long" });
  expect(await refusal(web.users.info({ user: "U1" }))).toMatchObject({
    error: "missing_scope",
    needed: "users:read",
    provided: "chat:write,channels:read",
  });
  const granted = await web.conversations.info({ channel: open.id });
  expect(granted.response_metadata).toMatchObject({ scopes: ["chat:write", "channels:read"], acceptedScopes: ["channels:read"] });
  expect(slack.messages(open)).toEqual([]);
});

test("only own messages are changed or deleted; a longer update than 4,000 characters is refused", async () => {
  await begin();
  const lin = slack.person({ name: "Lin" });
  const channel = slack.channel({ name: "triage", members: [lin] });
  const theirs = await lin.says(channel, "mine");
  const { ts } = await web.chat.postMessage({ channel: channel.id, text: "one" });
  await web.chat.update({ channel: channel.id, ts: ts!, text: "two" });
  expect(await refusal(web.chat.update({ channel: channel.id, ts: ts!, text: "x".repeat(4001) }))).toMatchObject({
    error: "msg_too_long",
  });
  expect(await refusal(web.chat.update({ channel: channel.id, ts: theirs.ts, text: "no" }))).toMatchObject({
    error: "cant_update_message",
  });
  expect(await refusal(web.chat.delete({ channel: channel.id, ts: theirs.ts }))).toMatchObject({ error: "cant_delete_message" });
  expect(slack.messages(channel).map(({ text }) => text)).toEqual(["mine", "two"]);
  await web.chat.delete({ channel: channel.id, ts: ts! });
  expect(await refusal(web.chat.delete({ channel: channel.id, ts: ts! }))).toMatchObject({ error: "message_not_found" });
  expect(lin.everythingSeen().filter((seen) => /"text":"(one|two)"/.test(seen))).toHaveLength(2);
});

test("an update with a text alone takes the blocks away; metadata stays until it is cleared; blocks leave no mark of an edit", async () => {
  await begin();
  const channel = slack.channel({ name: "triage" });
  const blocks = [{ type: "divider" as const }];
  const metadata = { event_type: "card", event_payload: { id: "1" } };
  const { ts } = await web.chat.postMessage({ channel: channel.id, text: "one", blocks, metadata });
  const at = { channel: channel.id, ts: ts! };
  const [card] = slack.messages(channel);
  await web.chat.update({ ...at, text: "two", blocks });
  expect([card?.blocks?.length, card?.metadata, card?.edited]).toEqual([1, metadata, undefined]);
  await web.chat.update({ ...at, text: "three", metadata: {} as never });
  expect([card?.blocks, card?.metadata, card?.edited?.user]).toEqual([undefined, undefined, slack.workspace.bot.userId]);
  expect(card?.earlier.map(({ text, blocks: were }) => [text, were?.length])).toEqual([
    ["one", 1],
    ["two", 1],
  ]);
});

test("a person's id opens their direct messages; only they see what is ephemeral", async () => {
  await begin();
  const [lin, mei] = [slack.person({ name: "Lin" }), slack.person({ name: "Mei" })];
  const channel = slack.channel({ name: "both", members: [lin, mei] });
  expect((await web.chat.postMessage({ channel: lin.id, text: "hello" })).channel).toBe(lin.dm.id);
  expect((await web.conversations.open({ users: lin.id })).channel?.id).toBe(lin.dm.id);
  await web.chat.postEphemeral({ channel: channel.id, user: lin.id, text: "for Lin" });
  expect(lin.sees(channel).map(({ text }) => text)).toEqual(["for Lin"]);
  expect(mei.sees(channel)).toEqual([]);
  const outside = slack.person({ name: "Out" });
  expect(await refusal(web.chat.postEphemeral({ channel: channel.id, user: outside.id, text: "x" }))).toMatchObject({
    error: "user_not_in_channel",
  });
});

test("profiles show what the scopes and arguments allow", async () => {
  await begin({ scopes: ["users:read"] });
  const lin = slack.person({ name: "林 Lin", email: "lin@example.com", locale: "zh-CN", tz: "Asia/Shanghai" });
  const { user } = await web.users.info({ user: lin.id, include_locale: true });
  expect(user).toMatchObject({ real_name: "林 Lin", locale: "zh-CN", tz: "Asia/Shanghai", tz_offset: 28800 });
  expect(user?.profile?.email).toBeUndefined();
  slack.scopes.add("users:read.email");
  expect((await web.users.info({ user: lin.id })).user?.profile?.email).toBe("lin@example.com");
  expect((await web.users.info({ user: lin.id })).user?.locale).toBeUndefined();
  expect((await web.users.lookupByEmail({ email: "LIN@example.com" })).user?.id).toBe(lin.id);
  expect(await refusal(web.users.lookupByEmail({ email: "no@example.com" }))).toMatchObject({ error: "users_not_found" });
});

test("a file goes up by its own address, is shared as a message, and comes down for the bearer only", async () => {
  await begin();
  const channel = slack.channel({ name: "files" });
  const content = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255]);
  await web.filesUploadV2({ file: content, filename: "chart.png", channel_id: channel.id, initial_comment: "图表" });
  const message = await slack.waitForMessage(channel, /图表/);
  const { file } = await web.files.info({ file: message.files![0]! });
  expect(file).toMatchObject({ name: "chart.png", mimetype: "image/png", size: 6, channels: [channel.id] });
  const authorised = await fetch(file!.url_private!, { headers: { authorization: `Bearer ${slack.botToken}` } });
  expect(Buffer.from(await authorised.arrayBuffer())).toEqual(content);
  const stranger = await fetch(file!.url_private!);
  expect([stranger.status, stranger.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  expect(await stranger.text()).toContain("Sign in");
  expect(await refusal(web.files.completeUploadExternal({ files: [{ id: "F404" }] }))).toMatchObject({ error: "file_not_found" });
});

test("one message a second and channel, where that is switched on, and 429 for that channel alone", async () => {
  await begin({ limits: { messages: true } });
  const [one, other] = [slack.channel({ name: "one" }), slack.channel({ name: "other" })];
  await web.chat.postMessage({ channel: one.id, text: "1" });
  expect(await refusal(web.chat.postMessage({ channel: one.id, text: "2" }))).toEqual({
    code: "slack_webapi_rate_limited_error",
    retryAfter: 1,
  });
  await web.chat.postMessage({ channel: other.id, text: "1" });
  await sleep(1001);
  await web.chat.postMessage({ channel: one.id, text: "2" });
  expect(slack.messages(one).map(({ text }) => text)).toEqual(["1", "2"]);
});

test("a method beyond its tier waits", async () => {
  await begin({ limits: { tiers: true } });
  for (let nth = 0; nth < 20; nth++) await web.users.list({});
  expect(await refusal(web.users.list({}))).toMatchObject({ code: "slack_webapi_rate_limited_error" });
});

test("faults strike the calls they were ordered for, as often as ordered", async () => {
  await begin();
  const [one, other] = [slack.channel({ name: "one" }), slack.channel({ name: "other" })];
  const post = (text: string): Promise<unknown> => refusal(web.chat.postMessage({ channel: one.id, text }));
  const method = "chat.postMessage";
  slack.fault({ method, kind: "timeout_after_accept" });
  expect(await post("kept")).toMatchObject({ code: "slack_webapi_request_error" });
  slack.fault({ method, kind: "timeout_before" });
  expect(await post("never came")).toMatchObject({ code: "slack_webapi_request_error" });
  slack.fault({ method, kind: "connection_reset" });
  expect(await post("reset")).toMatchObject({ code: "slack_webapi_request_error" });
  slack.fault({ method, kind: "reset_after_accept" });
  expect(await post("kept too")).toMatchObject({ code: "slack_webapi_request_error" });
  slack.fault({ method, kind: "http_500" });
  expect(await post("500")).toMatchObject({ code: "slack_webapi_http_error" });
  slack.fault({ method, kind: "error", code: "msg_blocks_too_long" });
  expect(await post("error")).toMatchObject({ error: "msg_blocks_too_long" });
  const fault = slack.fault({ method, kind: "rate_limited", retryAfter: 30, times: 2, channel: one });
  expect(await post("429")).toEqual({ code: "slack_webapi_rate_limited_error", retryAfter: 30 });
  await web.chat.postMessage({ channel: other.id, text: "elsewhere" });
  expect([fault.left, fault.struck.length]).toEqual([1, 1]);
  slack.heal();
  slack.fault({ method, kind: "slow", ms: 100 });
  const begun = performance.now();
  await web.chat.postMessage({ channel: one.id, text: "slow" });
  expect(performance.now() - begun).toBeGreaterThan(95);
  expect(slack.messages(one).map(({ text }) => text)).toEqual(["kept", "kept too", "slow"]);
  expect(slack.callsOf(method).map(({ fault: kind }) => kind ?? "none")).toEqual([
    "timeout_after_accept", "timeout_before", "connection_reset", "reset_after_accept", "http_500", "error", "rate_limited", "none", "slow",
  ]); // prettier-ignore
});

test("reactions, permalinks, status, bot and team answer", async () => {
  await begin();
  const channel = slack.channel({ name: "bits" });
  const { ts } = await web.chat.postMessage({ channel: channel.id, text: "x" });
  await web.reactions.add({ channel: channel.id, timestamp: ts!, name: "eyes" });
  expect(await refusal(web.reactions.add({ channel: channel.id, timestamp: ts!, name: "eyes" }))).toMatchObject({
    error: "already_reacted",
  });
  expect((await web.chat.getPermalink({ channel: channel.id, message_ts: ts! })).permalink).toContain(
    `/p${ts!.replace(".", "")}`,
  );
  await web.assistant.threads.setStatus({ channel_id: channel.id, thread_ts: ts!, status: "is typing…" });
  expect(slack.statuses).toEqual([{ channel: channel.id, thread_ts: ts, status: "is typing…" }]);
  expect((await web.bots.info({ bot: slack.workspace.bot.botId })).bot?.app_id).toBe(slack.workspace.bot.appId);
  expect((await web.team.info()).team?.id).toBe(slack.workspace.team.id);
  expect(await refusal(web.apiCall("chat.invented"))).toMatchObject({ error: "unknown_method" });
});
