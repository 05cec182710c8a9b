import type { AlertView } from "../../src/application/alerts/alerts.js";
import { until } from "../support/product.js";
import { OUTAGE, TriageDesk } from "../support/slack-triage.js";

let at: TriageDesk;
beforeAll(async () => {
  at = await TriageDesk.open({
    channels: ({ triage, leads }) => `
robots: []
slack:
  triage:
    - { channel: ${triage}, team: technical }
    - { channel: ${leads}, locale: en }
  rooms:
    - { id: leads, channel: ${leads}, locale: zh-CN }
digests:
  - { name: weekly, figures: weekly, cron: "0 9 * * 1", to: [desk, leads] }
`,
  });
  await at.desk.instance({ port: 0 });
});
afterAll(() => at.close());
afterEach(() => at.slack.heal());

const shownOn = (card: { blocks?: unknown }): string => JSON.stringify(card.blocks ?? "");
const registered = async () => {
  const wang = await at.desk.visitor({ locale: "zh-CN" });
  await wang.say(OUTAGE);
  await wang.press("submit");
  return { wang, ticket: await until(() => at.desk.ticketOf(wang), "the ticket") };
};
const cardsOf = (number: string, channel = at.triage) =>
  at.slack.messages(channel).filter((one) => one.thread_ts === undefined && shownOn(one).includes(number));

test("a card that was accepted and not answered is looked up, not posted twice; so is what its thread shows", async () => {
  at.slack.fault({ method: "chat.postMessage", kind: "reset_after_accept", channel: at.triage, times: 1 });
  const { wang, ticket } = await registered();
  const card = await at.cardOf(ticket);
  await at.inThread(card, /系统宕机/);
  at.slack.fault({ method: "chat.postMessage", kind: "reset_after_accept", channel: at.triage, times: 1 });
  await wang.say("第二句话");
  await at.inThread(card, /第二句话/);
  await wang.say("第三句话");
  await at.inThread(card, /第三句话/);
  expect(cardsOf(ticket.number)).toHaveLength(1);
  const all = at.thread(card).map(shownOn).join("\n");
  for (const said of ["第二句话", "第三句话"]) expect(all.split(said)).toHaveLength(2);
});

test("limits and outages of Slack hold cards up and lose none", async () => {
  at.slack.fault({ method: "chat.postMessage", kind: "rate_limited", retryAfter: 1, times: 2 });
  at.slack.fault({ method: "chat.postMessage", kind: "http_500", times: 1 });
  const some = [await registered(), await registered()];
  for (const { ticket } of some) await until(() => cardsOf(ticket.number).length > 0, "the card", 40_000);
  for (const { ticket } of some) expect(cardsOf(ticket.number)).toHaveLength(1);
}, 60_000);

test("a ticket that goes to another team goes to that team's channel; the old card says where", async () => {
  const { ticket } = await registered();
  const old = await at.cardOf(ticket);
  await at.onDesk.li.do(`/tickets/${ticket.id}/assign`, { team: "service", reason: "是账号问题" });
  const card = await at.cardOf(ticket, at.leads);
  expect(shownOn(card)).toContain("Take over");
  await at.slack.waitFor(() => shownOn(old).includes(`<#${at.leads.id}>`), "the old card says where");
  expect(shownOn(old)).not.toContain("desk:takeover");
});

test("a card that somebody deleted stands there again with the next change", async () => {
  const { wang, ticket } = await registered();
  const card = await at.cardOf(ticket);
  await at.inThread(card, /系统宕机/);
  at.slack.workspace.remove(at.triage, card);
  await at.onDesk.li.do(`/conversations/${ticket.conversationId}/takeover`);
  await wang.say("还在吗");
  const again = await at.slack.waitFor(() => cardsOf(ticket.number).find(({ ts }) => ts !== card.ts), "the card again");
  await at.inThread(again, /还在吗/);
});

test("a colleague takes over while a reply is held: it does not go out, and the thread says why", async () => {
  const { wang, ticket } = await registered();
  const card = await at.cardOf(ticket);
  await at.li.submits(await at.form(at.li, card, "reply"), { text: "还没说出口" });
  await at.onDesk.zhao.do(`/conversations/${ticket.conversationId}/takeover`);
  const post = await at.inThread(card, /还没说出口/);
  await until(() => /没有发出（同事已接手这个会话）/.test(shownOn(post)), "failed", 40_000);
  await wang.poll();
  expect(JSON.stringify(wang.shown)).not.toContain("还没说出口");
}, 60_000);

test("a reply that the customer's channel does not take is marked as failed in the thread, with why", async () => {
  const sun = at.slack.person({ name: "孙女士", locale: "zh-CN", email: "sun@yuanhang.example" });
  const channel = at.slack.channel({ name: "with-yuanhang", members: [sun] });
  const root = await sun.mentions(channel, "系统宕机了客户下不了单");
  const ask = await at.slack.waitForMessage(channel, (one) => one.thread_ts === root.ts && /submit/.test(shownOn(one)));
  const submit =
    /"action_id":"(ask:\d+)"[^}]*?\},"value":"[^"]*submit/.exec(shownOn(ask)) ?? /"action_id":"(ask:\d+)"/.exec(shownOn(ask));
  await sun.presses(ask, submit![1]!);
  const receipt = await at.slack.waitForMessage(channel, (one) => one.thread_ts === root.ts && /T-\d{6}/.test(one.text));
  const number = /T-\d{6}/.exec(receipt.text)![0];
  const card = await at.cardOf({ number });
  await at.slack.events.channelArchive(channel);
  await at.li.submits(await at.form(at.li, card, "reply"), { text: "到不了的话" });
  const post = await at.inThread(card, /到不了的话/);
  await at.slack.waitFor(() => /已发出|没有发出/.test(shownOn(post)), "sent or failed");
  await until(() => /没有发出（渠道不再接收消息）/.test(shownOn(post)), "failed", 40_000);
}, 60_000);

test("a card that nobody was told of is found by the next start", async () => {
  const { ticket } = await registered();
  const card = await at.cardOf(ticket);
  await at.inThread(card, /系统宕机/);
  // As if the process had died between the ticket's commit and its card.
  await at.desk.query("delete from slack_cards where ticket_id = $1", [ticket.id]);
  await at.desk.instance({ port: 0 });
  const found = await at.slack.waitFor(() => cardsOf(ticket.number).find(({ ts }) => ts !== card.ts), "the card");
  await at.inThread(found, /系统宕机/);
});

test("a triage channel that was archived is never silent: an alert on the desk, a word in the log", async () => {
  const manager = await at.desk.agent("经理", "manager");
  await at.slack.events.channelArchive(at.triage);
  await registered();
  type Parked = { id: string; kind: string; address: string };
  const parked = await until(async () => {
    const { items } = (await manager.get("/deliveries?state=parked")).body as { items: Parked[] };
    return items.find(({ kind, address }) => kind === "card" && address === at.triage.id);
  }, "the card that was parked");
  const { items } = (await manager.get("/alerts")).body as { items: AlertView[] };
  expect(items.map(({ kind, deliveryId }) => [kind, deliveryId])).toContainEqual(["delivery_parked", parked.id]);
  expect(at.desk.lines.join("\n")).toContain("slack_place_gone");
});
