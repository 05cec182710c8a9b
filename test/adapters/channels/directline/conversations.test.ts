import { claimsOf, SECRET, served, type Served } from "./served.js";

describe("Direct Line conversations", () => {
  let server: Served;
  beforeAll(async () => (server = await served()));
  afterAll(() => server.close());

  test("a site's server mints a token, the browser starts with it: 201 the first time, 200 again, one conversation", async () => {
    const minted = await server.call("POST", "/v3/directline/tokens/generate", {
      token: SECRET,
      body: { User: { Id: "dl_anna" } },
    });
    expect(minted.status).toBe(200);
    expect(minted.json).toEqual({ conversationId: expect.any(String), token: expect.any(String), expires_in: 1800 });
    const { conversationId, token } = minted.json;
    const claims = claimsOf(token);
    expect(claims).toMatchObject({ conv: conversationId, user: "dl_anna" });

    const body = { locale: "zh-Hans-CN", channelData: { timezone: "Asia/Shanghai" }, user: { id: "mallory" } };
    const first = await server.call("POST", "/v3/directline/conversations", { token, body });
    expect(first.status).toBe(201);
    expect(first.json).toEqual({ conversationId, token: expect.any(String), expires_in: 1800, streamUrl: expect.any(String) });
    expect(first.json.streamUrl).toMatch(
      new RegExp(`^ws://127.0.0.1:${server.port}/v3/directline/conversations/${conversationId}/stream\\?t=[^&]+$`),
    );
    expect((await server.call("POST", "/v3/directline/conversations", { token, body })).status).toBe(200);
    expect(server.desk.opened.at(-1)).toEqual({
      channel: "web",
      channelUserId: "dl_anna",
      conversationId,
      channelConversationId: conversationId,
      locale: "zh-CN",
      zone: "Asia/Shanghai",
      profile: null,
    });
    expect(server.desk.logs.get(conversationId)).toHaveLength(1);
  });

  test("a message is acknowledged with its id, echoed with the sender's key, and once for ten repeats at once", async () => {
    const { token, path, conversationId, userId } = await server.visitor();
    const body = {
      type: "message",
      id: "forged",
      from: { id: "dl_someone-else", role: "bot" },
      text: "打印机坏了",
      locale: "en-GB",
      channelData: { clientActivityID: "key-1", timezone: "Europe/Berlin" },
    };
    const posts = await Promise.all(Array.from({ length: 10 }, () => server.call("POST", `${path}/activities`, { token, body })));
    expect(new Set(posts.map(({ status, json }) => `${status} ${json.id}`))).toEqual(new Set([`200 ${conversationId}|0000002`]));
    expect(server.desk.received.at(-1)).toMatchObject({
      channelUserId: userId,
      key: "key-1",
      locale: "en",
      zone: "Europe/Berlin",
    });

    const { json } = await server.call("GET", `${path}/activities?watermark=`, { token });
    expect(json.watermark).toBe("3");
    expect(json.activities[0]).toEqual({
      type: "message",
      id: `${conversationId}|0000001`,
      timestamp: expect.stringMatching(/^2026-11-23T02:00:01/),
      from: { id: "frontdoor", name: "小川", role: "bot" },
      conversation: { id: conversationId },
      channelId: "directline",
      text: "您好，我是**小川**。",
      textFormat: "markdown",
      locale: "zh-CN",
      suggestedActions: {
        to: [userId],
        actions: [
          {
            type: "messageBack",
            title: "查进度",
            text: "查进度",
            displayText: "查进度",
            value: { askId: "ask-1", choice: "status" },
          },
        ],
      },
    });
    expect(json.activities[1]).toMatchObject({
      id: `${conversationId}|0000002`,
      from: { id: userId, role: "user" },
      text: "打印机坏了",
      textFormat: "plain",
      channelData: { clientActivityID: "key-1" },
    });
  });

  test("a button's post carries its value, and its shown text where it has no text of its own", async () => {
    const { token, path } = await server.visitor();
    const value = { askId: "ask-1", choice: "status" };
    await server.call("POST", `${path}/activities`, { token, body: { type: "message", text: "查进度", value } });
    expect(server.desk.received.at(-1)).toMatchObject({ text: "查进度", value, key: null });
    await server.call("POST", `${path}/activities`, {
      token,
      body: { type: "message", value, channelData: { messageBack: { displayText: "查进度" } } },
    });
    expect(server.desk.received.at(-1)).toMatchObject({ text: "查进度", value });
    await server.call("POST", `${path}/activities`, {
      token,
      body: { type: "message", value: "转人工", channelData: { postBack: true } },
    });
    expect(server.desk.received.at(-1)).toMatchObject({ text: "转人工", value: "转人工" });
  });

  test("typing, events and other known types are accepted with an id and store nothing", async () => {
    const { token, path, conversationId } = await server.visitor();
    const stored = server.desk.received.length;
    for (const type of ["typing", "event", "invoke", "conversationUpdate", "endOfConversation"]) {
      const { status, json } = await server.call("POST", `${path}/activities`, {
        token,
        body: { type, name: "x", value: { a: 1 } },
      });
      expect([type, status, json.id.startsWith(`${conversationId}|`)]).toEqual([type, 200, true]);
    }
    expect(server.desk.received).toHaveLength(stored);
  });

  test("pages follow the watermark until nothing is left", async () => {
    const { token, path, conversationId } = await server.visitor();
    server.desk.say(conversationId, ...Array.from({ length: 249 }, (_, index) => `第 ${index + 2} 条`));
    const seen: string[] = [];
    let watermark = "";
    for (let pages = 0; pages < 5; pages += 1) {
      const { json } = await server.call("GET", `${path}/activities?watermark=${watermark}`, { token });
      watermark = json.watermark;
      seen.push(...json.activities.map(({ id }) => id));
    }
    expect(seen).toHaveLength(250);
    expect(new Set(seen).size).toBe(250);
    expect(watermark).toBe("250");
  });

  test("a reconnect gives a fresh token and a streamUrl from its watermark; without one, from what is said next", async () => {
    const { token, path, conversationId } = await server.visitor();
    server.desk.say(conversationId, "二", "三");
    const watermarkOf = async (query: string) => {
      const { status, json } = await server.call("GET", `${path}${query}`, { token });
      expect([status, json.conversationId, json.expires_in]).toEqual([200, conversationId, 1800]);
      expect(json.token).not.toBe(token);
      return new URL(json.streamUrl).searchParams.get("watermark");
    };
    expect(await watermarkOf("")).toBe("3");
    expect(await watermarkOf("?watermark=")).toBe("0");
    expect(await watermarkOf("?watermark=2")).toBe("2");
    expect(await watermarkOf("?watermark=99")).toBe("3");
  });

  test("a watermark says what was seen; one above the head or none says nothing", async () => {
    const { token, path, conversationId } = await server.visitor();
    server.desk.say(conversationId, "二", "三");
    server.desk.seen.length = 0;
    for (const query of ["", "?watermark=", "?watermark=0", "?watermark=99999999999999999999", "?watermark=4"]) {
      await server.call("GET", `${path}/activities${query}`, { token });
      await server.call("GET", `${path}${query}`, { token });
    }
    expect(server.desk.seen).toEqual([]);
    await server.call("GET", `${path}/activities?watermark=2`, { token });
    await server.call("GET", `${path}?watermark=3`, { token });
    expect(server.desk.seen).toEqual([
      [conversationId, 2],
      [conversationId, 3],
    ]);
  });

  test("the site's own server speaks with the secret, for the visitor it names or the one made with the conversation", async () => {
    const { json } = await server.call("POST", "/v3/directline/conversations", { token: SECRET, body: {} });
    const { user } = claimsOf(json.token);
    expect(user).toMatch(/^dl_.{32}$/);
    const path = `/v3/directline/conversations/${json.conversationId}/activities`;
    expect(
      (await server.call("POST", path, { token: SECRET, body: { type: "message", text: "hi", from: { id: "x" } } })).status,
    ).toBe(200);
    expect(server.desk.received.at(-1)).toMatchObject({ channelUserId: user });
    expect((await server.call("GET", path, { token: SECRET })).json.activities).toHaveLength(3);
  });

  test("a visitor comes back with its resume, renewed each time; a lost one gives a new visitor", async () => {
    const first = await server.call("POST", "/chat/token", { body: { locale: "en-US", timezone: "America/New_York" } });
    expect(first.json).toEqual({
      token: expect.any(String),
      conversationId: expect.any(String),
      userId: expect.stringMatching(/^dl_/),
      expires_in: 1800,
      resume: expect.any(String),
    });
    await server.call("POST", "/v3/directline/conversations", { token: first.json.token });
    expect(server.desk.opened.at(-1)).toMatchObject({ locale: "en", zone: "America/New_York" });
    const { conversationId, userId, resume } = first.json;
    const again = await server.call("POST", "/chat/token", { body: { resume } });
    expect(again.json).toMatchObject({ conversationId, userId });
    expect(again.json.resume).not.toBe(resume);
    const stale = await server.call("POST", "/chat/token", { body: { resume } });
    expect(stale.status).toBe(200);
    expect(stale.json.conversationId).not.toBe(conversationId);
  });

  test.each([
    ["en-US,en;q=0.9,zh;q=0.5", "en"],
    ["fr-FR", null],
    [undefined, null],
  ])("a token that names no language takes the browser's first: %s", async (preferred, locale) => {
    const { json } = await server.call("POST", "/v3/directline/tokens/generate", { token: SECRET, body: {} });
    const headers = preferred === undefined ? {} : { "accept-language": preferred };
    await server.call("POST", "/v3/directline/conversations", { token: json.token, headers });
    expect(server.desk.opened.at(-1)).toMatchObject({ locale });
  });
});
