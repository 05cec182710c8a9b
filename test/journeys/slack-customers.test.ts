import type { TicketView } from "../../src/application/desk-views.js";
import { binary } from "../adapters/files/a-file.js";
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
  const contact = async () => {
    const person = wang();
    return { person, heard: () => at.heard(person.dm) };
  };

  test("×4 with retry headers and ×11 with new event ids are one message (F17)", async () => {
    const { person, heard } = await contact();
    const said = await person.says(person.dm, "你好");
    const [delivery] = at.slack.deliveriesOf(said);
    for (let retryNum = 1; retryNum <= 3; retryNum++) await at.slack.redeliver(delivery!, { retryNum, reason: "http_timeout" });
    await Promise.all(Array.from({ length: 11 }, () => at.slack.redeliver(delivery!, { newEventId: true })));
    expect(await heard()).toEqual(["你好"]);
  });

  test("a retry that is the only copy is heard (F18)", async () => {
    const { person, heard } = await contact();
    at.slack.loseNext();
    await person.says(person.dm, "只有重试到了");
    await until(async () => (await heard()).length > 0, "the retry");
    expect(await heard()).toEqual(["只有重试到了"]);
  });

  test("edits and deletions stand beside what was said, also where they come first (F19)", async () => {
    const { person, heard } = await contact();
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
    const { person, heard } = await contact();
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

describe("when Slack does not take it", () => {
  /** Somebody new: the first answer to "你好" is one message or a few. */
  const greeted = async (fault: () => void) => {
    const person = wang();
    fault();
    await person.says(person.dm, "你好");
    return { person, log: await at.settled(person.dm) };
  };
  const said = (log: Awaited<ReturnType<SlackDesk["settled"]>>) => log.filter(({ from }) => from !== "customer");

  test.each(["timeout_after_accept", "reset_after_accept"] as const)(
    "%s: it is looked up, and stands there once (F15)",
    async (kind) => {
      const { person, log } = await greeted(() => at.slack.fault({ method: "chat.postMessage", kind }));
      expect(said(log).every(({ delivery }) => delivery!.state === "sent")).toBe(true);
      expect(at.shown(person.dm)).toHaveLength(said(log).length);
      const ids = at.slack.callsOf("conversations.history").filter(({ args }) => args.channel === person.dm.id);
      expect(ids.length).toBeGreaterThan(0);
    },
  );

  test("500 with a page for a body, a connection that breaks: once, after a pause (F14)", async () => {
    const { person, log } = await greeted(() => {
      at.slack.fault({ method: "chat.postMessage", kind: "http_500", status: 502, body: "<html>Bad gateway</html>" });
      at.slack.fault({ method: "chat.postMessage", kind: "connection_reset" });
    });
    expect(said(log).every(({ delivery }) => delivery!.state === "sent")).toBe(true);
    expect(at.shown(person.dm)).toHaveLength(said(log).length);
  });

  test("429 pauses its channel alone, for as long as Slack says (F13)", async () => {
    const [limited, free] = [wang(), wang()];
    at.slack.fault({ method: "chat.postMessage", kind: "rate_limited", retryAfter: 4, channel: limited.dm });
    await limited.says(limited.dm, "你好");
    await free.says(free.dm, "你好");
    await at.slack.waitForMessage(free.dm, /您好|你好/);
    expect(at.shown(limited.dm)).toEqual([]);
    await at.settled(limited.dm);
    const calls = at.slack.callsOf("chat.postMessage").filter(({ args }) => args.channel === limited.dm.id);
    expect(calls[0]!.status).toBe(429);
    expect(calls[1]!.at - calls[0]!.at).toBeGreaterThanOrEqual(4_000);
  });

  test.each(["is_archived", "channel_not_found"])("%s: parked at once, told to the operator (F16)", async (code) => {
    const person = wang();
    at.slack.fault({ method: "chat.postMessage", kind: "error", code, times: 50, channel: person.dm });
    await person.says(person.dm, "你好");
    const log = await at.settled(person.dm);
    expect(said(log).every(({ delivery }) => delivery!.state === "parked")).toBe(true);
    expect(at.slack.callsOf("chat.postMessage").filter(({ args }) => args.channel === person.dm.id)).toHaveLength(
      said(log).length,
    );
    const told = at.desk.lines.filter((line) => line.includes("slack_place_gone") && line.includes(person.dm.id));
    expect(told).toHaveLength(1);
    at.slack.heal();
    await (await at.desk.admin()).do(`/deliveries/${said(log)[0]!.delivery!.id}/resend`);
    await at.slack.waitForMessage(person.dm, (one) => one.bot_id !== undefined);
  });
});

describe("files", () => {
  const PNG = binary("png");

  test("both ways, byte for byte; what is not taken is told to the sender", async () => {
    const person = wang();
    await person.uploads(
      person.dm,
      [
        { name: "截图.png", content: PNG },
        { name: "跑.exe", content: Buffer.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0]) },
      ],
      { text: "看图" },
    );
    await at.slack.waitForMessage(person.dm, /跑\.exe/);
    const message = (await at.logOf(person.dm)).find(({ from }) => from === "customer")!;
    expect(message).toMatchObject({ text: "看图", attachments: [{ name: "截图.png", type: "image/png" }] });

    const { id } = (await at.conversationOf(person.dm))!;
    await at.li.do(`/conversations/${id}/takeover`);
    const headers = { authorization: `Bearer ${at.li.token}`, "x-file-name": encodeURIComponent("说明.png") };
    const address = `${at.desk.base()}/api/v1/attachments?conversationId=${id}`;
    const stored = await fetch(address, { method: "POST", headers, body: new Uint8Array(PNG) });
    expect(stored.status).toBeLessThan(300);
    const file = (await stored.json()) as { id: string };
    at.slack.fault({ method: "files.completeUploadExternal", kind: "timeout_after_accept" });
    await at.li.do(`/conversations/${id}/messages`, { text: "请看说明", attachments: [file.id] });
    await at.slack.waitForMessage(person.dm, (one) => one.bot_id !== undefined && (one.files?.length ?? 0) > 0);
    await at.settled(person.dm);
    const posts = at.shown(person.dm).filter(({ files }) => (files?.length ?? 0) > 0);
    expect(posts).toHaveLength(1);
    expect(at.shown(person.dm).filter(({ text }) => text.includes("请看说明"))).toHaveLength(1);
    expect(at.slack.workspace.files.get(posts[0]!.files![0]!)!.content.equals(PNG)).toBe(true);
  });

  test("in a shared channel they are asked for by their id; what cannot be fetched is told", async () => {
    const person = at.slack.person({ name: "Anna", locale: "en-US", teamId: "T0OTHER" });
    const channel = at.slack.channel({ name: "files-with-contoso", shared: true, members: [person] });
    const bot = `<@${at.slack.workspace.bot.userId}>`;
    const root = await person.uploads(channel, [{ name: "log.png", content: PNG }], { text: `${bot} see this` });
    await until(async () => (await at.logOf(channel, root)).length > 0, "a conversation");
    const asked = (await at.logOf(channel, root)).find(({ from }) => from === "customer");
    expect(asked).toMatchObject({ text: "see this", attachments: [{ name: "log.png" }] });
    at.slack.fault({ method: "files.download", kind: "http_500" });
    await person.uploads(channel, [{ name: "more.png", content: PNG }], { thread: root });
    await at.slack.waitForMessage(channel, /more\.png/);
  });
});
