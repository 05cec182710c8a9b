import type { TicketView } from "../../src/application/desk-views.js";
import { until } from "../support/product.js";
import { SlackDesk } from "../support/slack-desk.js";

let at: SlackDesk;
beforeAll(async () => {
  at = await SlackDesk.open();
});
afterAll(() => at.close());
afterEach(() => at.slack.heal());

const wang = (more: object = {}) =>
  at.slack.person({ name: "王芳", locale: "zh-CN", email: "wang.fang@yuanhang.example", ...more });
const ticketsOf = async (conversationId: string) =>
  (await at.li.get(`/tickets?conversationId=${conversationId}`)).body.items as TicketView[];

describe("a customer in direct messages", () => {
  test("from greeting to survey by buttons and forms; never asked for what the profile holds", async () => {
    const person = wang();
    await person.opensHome("messages");
    await at.slack.waitForMessage(person.dm, /王芳/);
    await person.says(person.dm, "系统宕机了客户下不了单");
    await at.press(person, person.dm, /提交/);
    const receipt = await at.slack.waitForMessage(person.dm, /T-\d{6}/);
    const { id, channel, locale } = (await at.conversationOf(person.dm))!;
    expect({ channel, locale }).toEqual({ channel: "slack", locale: "zh-CN" });
    const [ticket] = await ticketsOf(id);
    expect(receipt.text).toContain(ticket!.number);
    expect((await at.logOf(person.dm)).map(({ say }) => say).join(" ")).not.toMatch(/intake\.(name|contact)|contact_after/);

    await at.li.do(`/conversations/${id}/takeover`);
    await at.li.do(`/conversations/${id}/messages`, { text: "我是李工,正在看 <!channel>。" });
    const reply = await at.slack.waitForMessage(person.dm, /正在看/);
    expect(reply.text).toBe("*李工*\n我是李工,正在看 &lt;!channel&gt;。");
    await at.li.do(`/tickets/${ticket!.id}/resolution`, { summary: "订单库扩容了", outcome: "恢复", prevention: "加了告警" });
    await at.press(person, person.dm, /^已解决/);
    await at.desk.advance({ advance: "P1D" });
    const { message, actionId } = await at.buttonAt(person.dm, /评分/);
    expect(await person.presses(message, actionId)).toMatchObject({ ok: true });
    const view = await at.slack.waitFor(() => person.views.at(-1));
    const marks = { speed: "5", resolution: "5", attitude: "4", overall: "5" };
    expect(await person.submits(view, { ...marks, comment: "快 & 好" })).toMatchObject({ ok: true });
    const { items: surveys } = (await at.li.get(`/surveys?ticketId=${ticket!.id}`)).body as { items: object[] };
    expect(surveys).toMatchObject([{ scores: [5, 5, 4, 5], comment: "快 & 好" }]);
    // In the order of the log, each once, and none of it calls anybody.
    const log = await at.settled(person.dm);
    expect(at.shown(person.dm)).toHaveLength(log.filter(({ from }) => from !== "customer").length);
    expect(JSON.stringify(at.shown(person.dm))).not.toMatch(/<!|<@/);
  });
});

describe("a thread in a shared channel", () => {
  test("is a conversation of its own, of whoever opened it; others are asked to write in person, agents' channels open none", async () => {
    const person = at.slack.person({ name: "Anna", locale: "en-US", teamId: "T0OTHER" });
    const other = at.slack.person({ name: "Bob", locale: "en-US", teamId: "T0OTHER" });
    const channel = at.slack.channel({ name: "with-contoso", shared: true, members: [person, other] });
    await person.says(channel, "good morning all");
    const root = await person.mentions(channel, "The gateway is down for <everybody> & nobody can order :+1:");
    await at.slack.waitForMessage(channel, (one) => one.bot_id !== undefined && one.thread_ts === root.ts);
    await person.says(channel, "since 9 o'clock, mail me at anna@contoso.example", { thread: root });
    await other.says(channel, "same here", { thread: root });
    await other.mentions(channel, "my data", { thread: root });
    await at.slack.waitFor(() =>
      at.slack.ephemerals.find(({ user, text }) => user === other.id && /message me directly/.test(text)),
    );
    expect(await at.heard(channel, root)).toEqual([
      "The gateway is down for <everybody> & nobody can order 👍",
      "since 9 o'clock, mail me at anna@contoso.example",
    ]);
    const posts = at.shown(channel);
    expect(posts.length).toBeGreaterThan(0);
    expect(posts.every(({ thread_ts }) => thread_ts === root.ts)).toBe(true);

    const { id } = (await at.conversationOf(channel, root))!;
    await at.li.do(`/conversations/${id}/takeover`);
    await at.settled(channel, root);
    await at.li.do(`/conversations/${id}/typing`);
    await at.slack.waitFor(() => at.slack.statuses.find(({ thread_ts }) => thread_ts === root.ts));

    const second = await person.mentions(channel, "another thing: the invoice is wrong");
    await until(() => at.conversationOf(channel, second), "a second conversation");
    const [one, two] = [await at.conversationOf(channel, root), await at.conversationOf(channel, second)];
    expect(one!.id).not.toBe(two!.id);
  });

  test("the same ts in two channels is two messages (F35)", async () => {
    const person = wang();
    const channels = ["one", "two"].map((name) => at.slack.channel({ name, members: [person] }));
    const ts = "1795000000.000100";
    const [one, two] = [
      await person.mentions(channels[0]!, "甲的订单没到", { ts }),
      await person.mentions(channels[1]!, "乙的订单没到", { ts }),
    ];
    expect(await at.heard(channels[0]!, one)).toEqual(["甲的订单没到"]);
    expect(await at.heard(channels[1]!, two)).toEqual(["乙的订单没到"]);
  });

  test("a button there is its customer's alone", async () => {
    const [person, other] = [wang(), at.slack.person({ name: "李四", locale: "zh-CN" })];
    const channel = at.slack.channel({ name: "with-yuanhang", members: [person, other] });
    const root = await person.mentions(channel, "系统宕机了客户下不了单");
    const { message, actionId } = await at.buttonAt(channel, /提交/);
    expect(await other.presses(message, actionId)).toMatchObject({ ok: true });
    await at.slack.waitFor(() => at.slack.ephemerals.find(({ user, text }) => user === other.id && /私聊/.test(text)));
    expect(await ticketsOf((await at.conversationOf(channel, root))!.id)).toEqual([]);
  });
});

describe("what comes more than once, late or out of order has one effect", () => {
  const contact = () => {
    const person = wang();
    return { person, heard: () => at.heard(person.dm) };
  };

  test("×4 with retry headers and ×11 with new event ids are one message (F17)", async () => {
    const { person, heard } = contact();
    const said = await person.says(person.dm, "你好");
    const [delivery] = at.slack.deliveriesOf(said);
    for (let retryNum = 1; retryNum <= 3; retryNum++) await at.slack.redeliver(delivery!, { retryNum, reason: "http_timeout" });
    await Promise.all(Array.from({ length: 11 }, () => at.slack.redeliver(delivery!, { newEventId: true })));
    expect(await heard()).toEqual(["你好"]);
  });

  test("a retry that is the only copy is heard (F18)", async () => {
    const { person, heard } = contact();
    at.slack.loseNext();
    await person.says(person.dm, "只有重试到了");
    await until(async () => (await heard()).length > 0, "the retry");
    expect(await heard()).toEqual(["只有重试到了"]);
  });

  test("edits and deletions stand beside what was said, also where they come first (F19)", async () => {
    const { person, heard } = contact();
    at.slack.hold();
    const said = await person.says(person.dm, "订单 A-1 没到");
    await person.edits(said, "订单 A-2 没到 & 急");
    const gone = await person.says(person.dm, "说错了");
    await person.deletes(gone);
    await at.slack.release((held) => [held[1]!, held[0]!, held[3]!, held[2]!]);
    await until(async () => (await heard()).length === 2, "both");
    const log = (await at.logOf(person.dm)).filter(({ from }) => from === "customer");
    expect(log[0]).toMatchObject({ text: "订单 A-1 没到", edited: [{ text: "订单 A-2 没到 & 急" }], deletedAt: null });
    expect(log[1]!.deletedAt).not.toBeNull();
  });

  test("a signed request that is replayed changes nothing; a forged, an old, a future one is not believed (F20, T6)", async () => {
    const { person, heard } = contact();
    const said = await person.says(person.dm, "你好");
    expect((await at.slack.replay(at.slack.deliveriesOf(said)[0]!)).status).toBe(200);
    expect(await heard()).toEqual(["你好"]);
    const body = JSON.stringify({ ...(at.slack.deliveriesOf(said)[0]!.payload as object), event_id: "Ev0FORGED" });
    const statuses = [
      await at.slack.post({ body, secret: "another" }),
      await at.slack.post({ body, ageSeconds: 301 }),
      await at.slack.post({ body, ageSeconds: -301 }),
      await at.slack.post({ body: `ssl_check=1&payload=${encodeURIComponent(body)}`, secret: "another" }),
      await at.slack.post({ body }, ({ headers, ...rest }) => ({
        ...rest,
        headers: { ...headers, "x-slack-signature": "v1=00" },
      })),
      await at.slack.post({ body }, ({ headers: { "x-slack-signature": _, ...headers }, ...rest }) => ({ ...rest, headers })),
      await at.slack.post({ body }, ({ body: sent, ...rest }) => ({ ...rest, body: `${sent} ` })),
    ].map(({ status }) => status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 401, 401]);
    expect(await at.slack.verifyUrl()).toBe(true);
  });

  test("a click that is replayed, or made again on a question that is answered, registers nothing twice", async () => {
    const { person } = contact();
    await person.says(person.dm, "系统宕机了客户下不了单,电话 138 0013 8000");
    const { message, actionId } = await at.buttonAt(person.dm, /提交/);
    await person.presses(message, actionId);
    const click = at.slack.deliveries.findLast(({ kind }) => kind === "interactive")!;
    expect((await at.slack.replay(click)).status).toBe(200);
    await at.slack.waitForMessage(person.dm, /T-\d{6}/);
    // What was chosen stands in place of the buttons.
    const answered = await at.slack.waitForMessage(
      person.dm,
      (one) => one.ts === message.ts && JSON.stringify(one.blocks).includes("✓"),
    );
    expect(JSON.stringify(answered.blocks)).not.toContain("actions");
    const { id } = (await at.conversationOf(person.dm))!;
    expect(await ticketsOf(id)).toHaveLength(1);
    expect((await at.heard(person.dm)).filter((text) => /提交/.test(text))).toHaveLength(1);
  });

  test("app_rate_limited, unknown and malformed ones are acknowledged, and nothing falls over (F21)", async () => {
    await at.slack.events.appRateLimited();
    await at.slack.events.send({ type: "sparkle_added", x: 1 });
    await at.slack.events.sendPayload({ type: "event_callback", event: null });
    await at.slack.events.sendPayload({ type: "event_callback", event: { type: "message", channel: 5, ts: {} } });
    await at.slack.settled();
    expect(at.slack.deliveries.slice(-4).map(({ attempts }) => attempts.map(({ status }) => status))).toEqual([
      [200],
      [200],
      [200],
      [200],
    ]);
    expect(at.desk.lines.some((line) => line.includes("slack_app_rate_limited"))).toBe(true);
    expect((await at.slack.post({ body: "{" })).status).toBe(400);
  });
});
