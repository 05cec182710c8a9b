import { App, HTTPReceiver } from "@slack/bolt";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Loose } from "../../direct-line.js";
import type { SlackOptions } from "../shapes.js";
import { startSlack, type SlackStandIn } from "../slack.js";
import { QUIET } from "./quiet.js";

/** A Bolt app over HTTP against the stand-in: signed events, retries, clicks, forms, commands. */
let slack: SlackStandIn;
let app: App;
let receiver: HTTPReceiver;

const MODAL = {
  type: "modal" as const,
  callback_id: "contact",
  title: { type: "plain_text" as const, text: "Contact" },
  submit: { type: "plain_text" as const, text: "Send" },
  blocks: [
    {
      type: "input" as const,
      block_id: "mail",
      label: { type: "plain_text" as const, text: "E-mail" },
      element: { type: "plain_text_input" as const, action_id: "address" },
    },
  ],
};

async function begin(options: SlackOptions = {}): Promise<void> {
  slack = await startSlack(options);
  receiver = new HTTPReceiver({ signingSecret: slack.signingSecret, logger: QUIET, unhandledRequestTimeoutMillis: 400 });
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } };
  app = new App({ token: slack.botToken, receiver, clientOptions, logger: QUIET });
  const server = (await app.start(0)) as unknown as { address: () => AddressInfo };
  slack.requestUrl = `http://127.0.0.1:${server.address().port}/slack/events`;
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
  expect(lin.sees(channel).map(({ text }) => text)).toEqual(["hello", "channel: hello", "in it", "channel: in it"]);
});

test("the envelope is the reference's: ids, authorizations, Slack Connect", async () => {
  await begin();
  const guest = slack.person({ name: "Guest", teamId: "T0OTHER" });
  const shared = slack.channel({ name: "with-them", shared: true, members: [guest] });
  const said = await guest.uploads(shared, [{ name: "a.txt", content: "x" }], { text: `<@${slack.workspace.bot.userId}> look` });
  const [message, mention, fileShared] = slack.deliveries.map(({ payload }) => payload);
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
  const seen: Loose[] = [];
  app = Object.assign(app, {});
  const lin = slack.person({ name: "Lin" });
  const channel = slack.channel({ name: "help", members: [lin] });
  const { ts } = await app.client.chat.postMessage({ channel: channel.id, text: "mine" });
  await app.client.chat.postMessage({ channel: channel.id, text: "wide", thread_ts: ts!, reply_broadcast: true });
  const said = await lin.says(channel, "one");
  await lin.edits(said, "two");
  await lin.deletes(said);
  await slack.settled();
  for (const { payload } of slack.deliveries) seen.push(payload.event);
  expect(seen.map(({ subtype, bot_id }) => [subtype ?? "plain", bot_id ?? "person"])).toEqual([
    ["plain", slack.workspace.bot.botId],
    ["thread_broadcast", slack.workspace.bot.botId],
    ["plain", "person"],
    ["message_changed", "person"],
    ["message_deleted", "person"],
  ]);
  expect(seen[1].root).toMatchObject({ ts, reply_count: 1 });
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

test("a forged or stale signature is the app's to refuse, and Bolt does", async () => {
  await begin();
  const body = JSON.stringify({ type: "event_callback", event: { type: "message" } });
  expect((await slack.post({ body, secret: "wrong" })).status).toBe(401);
  expect((await slack.post({ body, ageSeconds: 301 })).status).toBe(401);
  expect((await slack.post({ body }, ({ url, headers }) => ({ url, headers, body: `${body} ` }))).status).toBe(401);
  expect((await slack.post({ body })).status).toBe(200);
});

test("a press opens a modal within three seconds and once; a form is checked, changed and closed by the app's answer", async () => {
  await begin({ triggerLives: 100 });
  const refused: string[] = [];
  app.action("open", async ({ ack, body, client }) => {
    await ack();
    const trigger_id = (body as Loose).trigger_id as string;
    await client.views.open({ trigger_id, view: MODAL });
    await client.views
      .open({ trigger_id, view: MODAL })
      .catch((error: { data: Loose }) => refused.push(error.data.error as string));
  });
  app.action("late", async ({ ack, body, client }) => {
    await ack();
    await sleep(150);
    const trigger_id = (body as Loose).trigger_id as string;
    await client.views
      .open({ trigger_id, view: MODAL })
      .catch((error: { data: Loose }) => refused.push(error.data.error as string));
  });
  app.view("contact", async ({ ack, view }) => {
    const address = view.state.values["mail"]?.["address"]?.value ?? "";
    if (!address.includes("@")) await ack({ response_action: "errors", errors: { mail: "No e-mail" } });
    else if (view.private_metadata === "")
      await ack({ response_action: "update", view: { ...MODAL, private_metadata: "again" } });
    else await ack();
  });
  const lin = slack.person({ name: "Lin" });
  const elements = ["open", "late"].map((id) => ({
    type: "button" as const,
    action_id: id,
    text: { type: "plain_text" as const, text: id },
    value: "7",
  }));
  const { ts } = await app.client.chat.postMessage({ channel: lin.id, text: "card", blocks: [{ type: "actions", elements }] });
  expect(await lin.presses(ts!, "open")).toMatchObject({ ok: true, status: 200 });
  await slack.waitFor(() => refused.length === 1);
  await lin.presses(ts!, "late");
  await slack.waitFor(() => refused.length === 2);
  expect(refused).toEqual(["exchanged_trigger_id", "expired_trigger_id"]);
  const [view] = lin.views;
  await expect(lin.submits(view!)).rejects.toThrow("to be filled in: address");
  expect(await lin.submits(view!, { address: "nobody" })).toMatchObject({ errors: { mail: "No e-mail" }, cleared: false });
  expect(await lin.submits(view!, { "mail.address": "lin@example.com" })).toMatchObject({
    view: { view: { private_metadata: "again" } },
  });
  expect(await lin.submits(view!)).toMatchObject({ ok: true, cleared: true });
  expect(slack.viewsOf(lin)).toEqual([]);
});

test("views are updated by their hash, and home tabs published", async () => {
  await begin();
  let trigger = "";
  app.shortcut("ask", async ({ ack, body }) => {
    trigger = body.trigger_id;
    await ack();
  });
  const lin = slack.person({ name: "Lin" });
  await lin.shortcut("ask");
  const { view } = await app.client.views.open({ trigger_id: trigger, view: MODAL });
  const update = (hash: string): Promise<unknown> =>
    app.client.views.update({ view_id: view!.id!, hash, view: { ...MODAL, callback_id: "b" } });
  await update(view!.hash!);
  await expect(update(view!.hash!)).rejects.toMatchObject({ data: { error: "hash_conflict" } });
  await expect(app.client.views.update({ view_id: "V404", view: MODAL })).rejects.toMatchObject({ data: { error: "not_found" } });
  await app.client.views.publish({ user_id: lin.id, view: { type: "home", blocks: [{ type: "divider" }] } });
  expect(slack.homeOf(lin)?.view.blocks).toHaveLength(1);
  await lin.opensHome();
  expect(slack.deliveries.at(-1)?.payload.event).toMatchObject({ type: "app_home_opened", tab: "home", view: { type: "home" } });
});

test("a command and a shortcut on a message are answered, now and by their response_url", async () => {
  await begin();
  app.command("/frontdoor", async ({ command, ack, respond }) => {
    await ack(`now: ${command.text}`);
    await respond({ text: "later", response_type: "in_channel" });
  });
  app.shortcut("send", async ({ ack, shortcut, respond }) => {
    await ack();
    await respond(`about ${(shortcut as Loose).message.text}`);
  });
  const [lin, mei] = [slack.person({ name: "Lin" }), slack.person({ name: "Mei" })];
  const channel = slack.channel({ name: "triage", private: true, members: [lin, mei] });
  expect(await lin.command("/frontdoor", "owed", channel)).toMatchObject({ ok: true, body: { text: "now: owed" } });
  await slack.waitForMessage(channel, /later/);
  expect(slack.deliveries.find(({ kind }) => kind === "command")?.payload).toMatchObject({
    channel_name: "privategroup",
    user_id: lin.id,
  });
  await lin.shortcut("send", slack.messages(channel)[0]);
  await slack.waitFor(() => lin.sees(channel).some(({ text }) => text === "about later"));
  expect(mei.sees(channel).map(({ text }) => text)).toEqual(["later"]);
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
  expect(slack.deliveries.map(({ payload }) => payload.event?.type ?? payload.type)).toEqual([
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
  expect(slack.deliveries.map(({ payload }) => payload.event.type)).toEqual(["message", "app_mention"]);
});
