import type { App } from "@slack/bolt";
import { setTimeout as sleep } from "node:timers/promises";
import type { Loose } from "../../direct-line.js";
import type { SlackOptions } from "../shapes.js";
import type { SlackStandIn } from "../slack.js";
import { startBoltApp } from "./bolt-app.js";

/** Clicks, forms, commands and shortcuts between people at the stand-in and a real Bolt app. */
let slack: SlackStandIn;
let app: App;

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
  ({ slack, app } = await startBoltApp(options));
}

afterEach(async () => {
  await slack.stop();
  await app.stop();
});

test("a press opens a modal within three seconds and once; a form is checked, changed and closed by the app's answer", async () => {
  await begin({ triggerLives: 400 });
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
    await sleep(450);
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

test("a menu sends what was chosen; the message is replaced, then deleted, by the response_url, five times at most", async () => {
  await begin();
  const answers: number[] = [];
  const options = ["P1", "P2"].map((value) => ({ text: { type: "plain_text" as const, text: `Priority ${value}` }, value }));
  app.action("priority", async ({ ack, body, respond }) => {
    await ack();
    const [{ selected_option: chosen }] = (body as Loose).actions as [{ selected_option: { value: string } }];
    await respond({ text: `chosen: ${chosen.value}`, replace_original: true });
    await respond({ delete_original: true });
    for (let nth = 0; nth < 4; nth++) {
      const answer = await fetch((body as Loose).response_url as string, {
        method: "POST",
        body: JSON.stringify({ text: `${nth}` }),
        headers: { "content-type": "application/json" },
      });
      answers.push(answer.status);
    }
  });
  const lin = slack.person({ name: "Lin" });
  const channel = slack.channel({ name: "triage", members: [lin] });
  const elements = [{ type: "static_select" as const, action_id: "priority", options }];
  const { ts } = await app.client.chat.postMessage({
    channel: channel.id,
    text: "card",
    blocks: [{ type: "actions", elements }],
  });
  await expect(lin.presses(ts!, "priority", { value: "P9" })).rejects.toThrow("no option P9");
  await expect(lin.presses(ts!, "absent")).rejects.toThrow("no absent among priority");
  await lin.presses(ts!, "priority", { value: "P2" });
  await slack.waitFor(() => answers.length === 4);
  expect(answers).toEqual([200, 200, 200, 404]);
  expect(slack.messages(channel)).toEqual([]);
  expect(slack.ephemerals.map(({ text }) => text)).toEqual(["0", "1", "2"]);
  expect(lin.everythingSeen().join()).toContain("chosen: P2");
});

test("an app that does not answer leaves the click, the command and the form as they are", async () => {
  await begin({ ackWithin: 50 });
  app.shortcut("ask", async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: MODAL });
  });
  const lin = slack.person({ name: "Lin" });
  await lin.shortcut("ask");
  const view = await slack.waitFor(() => slack.viewsOf(lin)[0]);
  expect(await lin.submits(view, { address: "a@b.example" })).toMatchObject({ ok: false, status: "timeout", cleared: false });
  expect(await lin.command("/frontdoor", "", lin.dm)).toMatchObject({ ok: false, status: "timeout" });
  expect(slack.deliveries.map(({ attempts }) => attempts.length)).toEqual([1, 1, 1]);
  expect(lin.views).toEqual([view]);
});

test("nobody acts where they are not, and a message with replies leaves a tombstone", async () => {
  await begin();
  const [lin, out] = [slack.person({ name: "Lin" }), slack.person({ name: "Out" })];
  const channel = slack.channel({ name: "triage", members: [lin] });
  const first = await lin.says(channel, "question");
  await expect(out.says(channel, "x")).rejects.toThrow("Out is not in #triage");
  expect(() => out.sees(channel)).toThrow("Out is not in #triage");
  expect(out.everythingSeen().join()).not.toContain("question");
  await lin.says(channel, "answer", { thread: first });
  await lin.deletes(first);
  expect(slack.messages(channel).map(({ subtype, text }) => [subtype, text])).toEqual([
    ["tombstone", "This message was deleted."],
    [undefined, "answer"],
  ]);
  expect(slack.deliveries.at(-1)?.payload.event).toMatchObject({ subtype: "message_changed", message: { subtype: "tombstone" } });
});
