import { SlackDesk } from "../support/slack-desk.js";

let at: SlackDesk;
beforeAll(async () => {
  at = await SlackDesk.open();
});
afterAll(() => at.close());
afterEach(() => at.slack.heal());

const wang = (more: object = {}) => at.slack.person({ name: "王芳", locale: "zh-CN", ...more });

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

describe("when Slack lets the app in no more", () => {
  const posts = () => at.slack.callsOf("chat.postMessage").length;

  test.each(["tokensRevoked", "appUninstalled"] as const)(
    "%s: nothing is sent, what waits is parked, one alarm tells the remedy (F16)",
    async (what) => {
      const apart = await SlackDesk.open();
      try {
        const person = apart.slack.person({ name: "王芳", locale: "zh-CN" });
        await person.says(person.dm, "你好");
        await apart.settled(person.dm);
        await apart.slack.events[what]();
        const { id } = (await apart.conversationOf(person.dm))!;
        await apart.li.do(`/conversations/${id}/takeover`);
        const before = apart.slack.calls.length;
        for (const text of ["一", "二", "三"]) await apart.li.do(`/conversations/${id}/messages`, { text });
        const log = await apart.settled(person.dm);
        expect(log.slice(-3).map(({ delivery }) => delivery!.state)).toEqual(["parked", "parked", "parked"]);
        expect(apart.slack.calls.length - before).toBeLessThanOrEqual(1);
        expect(apart.desk.lines.filter((line) => line.includes("slack_shut") && line.includes("SLACK_BOT_TOKEN"))).toHaveLength(
          1,
        );
      } finally {
        await apart.close();
      }
    },
  );

  test("a token that Slack does not know is found out by the first call, and only by that", async () => {
    const person = wang();
    await person.says(person.dm, "你好");
    await at.settled(person.dm);
    const before = posts();
    at.slack.events.spoilToken("invalid_auth");
    const { id } = (await at.conversationOf(person.dm))!;
    await at.li.do(`/conversations/${id}/takeover`);
    for (const text of ["一", "二"]) await at.li.do(`/conversations/${id}/messages`, { text });
    await at.settled(person.dm);
    expect(posts() - before).toBe(1);
    at.slack.events.reinstalled();
  });
});
