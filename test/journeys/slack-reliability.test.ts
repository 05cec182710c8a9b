import { setTimeout as sleep } from "node:timers/promises";
import { Gate } from "../support/gate.js";
import { until } from "../support/product.js";
import { SlackDesk } from "../support/slack-desk.js";
import type { SlackPerson } from "../support/slack/client/person.js";
import type { Channel } from "../support/slack/shapes.js";

jest.setTimeout(60_000);

const gate = new Gate();
let at: SlackDesk;
let second: string;
beforeAll(async () => {
  at = await SlackDesk.open({ slack: { limits: { messages: true } }, through: (url) => gate.before(url) });
  second = await at.desk.instance();
});
afterAll(async () => {
  gate.reopen();
  await at.close();
  await gate.close();
});
afterEach(() => at.slack.heal());

const aPerson = (): SlackPerson => at.slack.person({ name: "王芳", locale: "zh-CN" });
const callsTo = (channel: Channel, method = "chat.postMessage") =>
  at.slack.callsOf(method).filter(({ args }) => args.channel === channel.id);
/** What the log says was to be said, and what stands in Slack: the same, each once, in the log's order. */
async function allSaidOnce(channel: Channel): Promise<void> {
  const log = (await at.settled(channel)).filter(({ from }) => from !== "customer");
  expect(log.length).toBeGreaterThan(0);
  expect(log.map(({ delivery }) => delivery?.state)).toEqual(log.map(() => "sent"));
  expect(at.shown(channel).map(({ metadata }) => metadata?.event_payload.id as string)).toEqual(
    log.map(({ delivery }) => delivery!.id),
  );
}
/** Where Slack sends next. */
const to = (base: string): void => void (at.slack.requestUrl = `${base}/slack/events`);

describe("two instances", () => {
  test("the same message at both, ×4 with retry headers and ×11 with new event ids at once: heard once, answered once", async () => {
    const person = aPerson();
    at.slack.hold();
    await person.says(person.dm, "系统宕机了客户下不了单,电话 138 0013 8000");
    let held: Parameters<typeof at.slack.redeliver>[0] | undefined;
    await at.slack.release(([only]) => ((held = only), []));
    const all = Array.from({ length: 15 }, (_, n) => {
      to(n % 2 === 0 ? at.desk.base() : second);
      return n < 4
        ? at.slack.redeliver(held!, { retryNum: n, reason: "http_timeout" })
        : at.slack.redeliver(held!, { newEventId: true });
    });
    // A busy machine may ask Slack to come again (503); what counts is that each is taken in the end.
    const statuses = (await Promise.all(all)).map(({ attempts }) => attempts.at(-1)?.status);
    to(at.desk.base());
    expect(statuses).toEqual(statuses.map(() => 200));
    expect(await at.heard(person.dm)).toEqual(["系统宕机了客户下不了单,电话 138 0013 8000"]);
    await allSaidOnce(person.dm);
  });

  test("a click that arrives at both is one choice", async () => {
    const person = aPerson();
    await person.says(person.dm, "系统宕机了客户下不了单,电话 138 0013 8000");
    await at.press(person, person.dm, /提交/);
    const { id } = (await at.conversationOf(person.dm))!;
    const click = at.slack.deliveries.findLast(({ kind }) => kind === "interactive")!;
    to(second);
    expect((await at.slack.replay(click)).status).toBe(200);
    to(at.desk.base());
    const { items } = (await at.li.get(`/tickets?conversationId=${id}`)).body as { items: object[] };
    expect(items).toHaveLength(1);
    await allSaidOnce(person.dm);
  });
});

describe("order", () => {
  test("a reply that overtakes the mention it belongs to is part of its conversation (F19)", async () => {
    const person = aPerson();
    const channel = at.slack.channel({ name: "with-yuanhang", members: [person] });
    at.slack.hold();
    const root = await person.mentions(channel, "系统宕机了客户下不了单");
    await person.says(channel, "从九点开始的", { thread: root });
    await at.slack.release((held) => held.toReversed());
    await until(async () => (await at.heard(channel, root)).length === 2, "both");
    expect((await at.heard(channel, root)).toSorted()).toEqual(["从九点开始的", "系统宕机了客户下不了单"].toSorted());
  });

  test("talk in threads of others asks Slack nothing, however much there is", async () => {
    const [asker, helper] = [aPerson(), aPerson()];
    const channel = at.slack.channel({ name: "all-hands", members: [asker, helper] });
    const root = await asker.says(channel, "谁有投影仪?");
    for (let n = 0; n < 8; n++) await helper.says(channel, `我有 ${n}`, { thread: root });
    for (let n = 0; n < 4; n++) await asker.says(channel, `谢谢 ${n}`, { thread: root });
    expect(callsTo(channel, "conversations.replies").length).toBeLessThanOrEqual(1);
    expect(await at.conversationOf(channel, root)).toBeUndefined();
  });
});

describe("going out", () => {
  test("Slack's own pace is held: nobody is told to slow down, and who waits holds up nobody else", async () => {
    const people = Array.from({ length: 4 }, aPerson);
    await Promise.all(people.map((person) => person.says(person.dm, "系统宕机了客户下不了单,电话 138 0013 8000")));
    at.slack.fault({ method: "chat.postMessage", kind: "rate_limited", retryAfter: 5, channel: people[0]!.dm });
    const from = performance.now();
    await Promise.all(people.slice(1).map(({ dm }) => allSaidOnce(dm)));
    expect(performance.now() - from).toBeLessThan(10_000);
    await allSaidOnce(people[0]!.dm);
    const refused = people.flatMap(({ dm }) => callsTo(dm)).filter(({ status, fault }) => status === 429 && fault === undefined);
    expect(refused).toEqual([]);
  });

  test("what piled up while Slack was down goes out in order, each once", async () => {
    const person = aPerson();
    await person.says(person.dm, "你好");
    await at.settled(person.dm);
    const { id } = (await at.conversationOf(person.dm))!;
    await at.li.do(`/conversations/${id}/takeover`);
    await at.settled(person.dm);
    at.slack.fault({ method: "chat.postMessage", kind: "http_500", channel: person.dm, body: "<html>502</html>" });
    at.slack.fault({ method: "conversations.history", kind: "http_500", channel: person.dm });
    for (let n = 1; n <= 4; n++) await at.li.do(`/conversations/${id}/messages`, { text: `第 ${n} 条` });
    await until(() => at.shown(person.dm).some(({ text }) => text.includes("第 4 条")), "the last", 30_000);
    await allSaidOnce(person.dm);
  });

  test("a message that Slack took without saying so stands there once, also with another's words between (F15)", async () => {
    const person = aPerson();
    await person.says(person.dm, "你好");
    await at.settled(person.dm);
    at.slack.fault({ method: "chat.postMessage", kind: "timeout_after_accept", channel: person.dm });
    await person.says(person.dm, "谢谢");
    await person.says(person.dm, "在吗");
    await allSaidOnce(person.dm);
    expect(callsTo(person.dm, "conversations.history").length).toBeGreaterThan(0);
  });
});

test("forged requests cost neither a statement nor a call, and nobody waits for them (T6)", async () => {
  const person = aPerson();
  await person.says(person.dm, "你好");
  await allSaidOnce(person.dm);
  const body = JSON.stringify({
    ...(at.slack.deliveries.at(-1)!.payload as object),
    event_id: "Ev0FORGED",
    filler: "x".repeat(50_000),
  });
  const statements = async (): Promise<number> => {
    const [row] = await at.desk.query<{ n: string }>("select sum(n_tup_ins + n_tup_upd)::text as n from pg_stat_user_tables");
    return Number(row!.n);
  };
  await sleep(1_500);
  const [before, asked, lines] = [await statements(), at.slack.calls.length, at.desk.lines.length];
  const from = performance.now();
  for (let round = 0; round < 10; round++) {
    const answers = await Promise.all(Array.from({ length: 100 }, () => at.slack.post({ body, secret: "guessed" })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
  }
  expect(performance.now() - from).toBeLessThan(15_000);
  const said = performance.now();
  await person.says(person.dm, "还在吗");
  expect(performance.now() - said).toBeLessThan(2_500);
  expect(at.slack.calls.length - asked).toBeLessThan(10);
  // What the desk does by itself meanwhile is little; a thousand of anything would show.
  expect((await statements()) - before).toBeLessThan(300);
  expect(at.desk.lines.length - lines).toBeLessThan(100);
  expect((await at.heard(person.dm)).filter((text) => text === "你好")).toHaveLength(1);
});

test("while the database is away nothing is acknowledged, and Slack's retry is heard once", async () => {
  const person = aPerson();
  await person.says(person.dm, "你好");
  await allSaidOnce(person.dm);
  gate.shut();
  const said = await person.says(person.dm, "数据库不在时说的");
  const [delivery] = at.slack.deliveriesOf(said);
  expect(delivery!.attempts[0]!.status).toBe(503);
  gate.reopen();
  await until(async () => (await at.slack.redeliver(delivery!, { retryNum: 3 })).attempts[0]!.status === 200, "acknowledged");
  expect((await at.heard(person.dm)).filter((text) => text === "数据库不在时说的")).toHaveLength(1);
  await allSaidOnce(person.dm);
});

test("a revoked token: what waits is parked, the operator is told once, Slack is not asked on and on (F16)", async () => {
  const people = Array.from({ length: 3 }, aPerson);
  for (const person of people) await person.says(person.dm, "你好");
  for (const { dm } of people) await allSaidOnce(dm);
  const [asked, lines] = [at.slack.calls.length, at.desk.lines.length];
  await at.slack.events.tokensRevoked();
  for (const person of people) await person.says(person.dm, "系统宕机了客户下不了单,电话 138 0013 8000");
  const parked = await Promise.all(people.map(({ dm }) => at.settled(dm)));
  await sleep(3_000);
  // Each instance may find out for itself, once.
  expect(at.slack.calls.length - asked).toBeLessThanOrEqual(4);
  const told = at.desk.lines.slice(lines).filter((line) => line.includes("slack_shut"));
  expect(told.length).toBeGreaterThan(0);
  expect(told.length).toBeLessThanOrEqual(2);
  // What customers wrote meanwhile is heard all the same.
  for (const person of people) expect(await at.heard(person.dm)).toHaveLength(2);
  const waiting = parked.flatMap((log) => log.filter(({ delivery }) => delivery !== null && delivery.state !== "sent"));
  expect(waiting.length).toBeGreaterThanOrEqual(3);
  expect(waiting.every(({ delivery }) => delivery!.state === "parked" && delivery!.reason === "gone")).toBe(true);

  at.slack.events.reinstalled();
});
