import { served, type Served } from "../channels/directline/served.js";

let server: Served;
beforeAll(async () => (server = await served({ publicUrl: "https://chat.example.com/" })));
afterAll(() => server.close());

test("a link continues the conversation on another device as the same visitor, again and again, and renews itself for none", async () => {
  const anna = await server.visitor();
  const { status, json } = await server.call("POST", "/chat/link", { token: anna.token });
  const { url, expiresAt } = json as unknown as { url: string; expiresAt: string };
  expect([status, expiresAt]).toEqual([200, "2026-11-30T02:00:00.000Z"]);
  const secret = /^https:\/\/chat\.example\.com\/#resume=(.+)$/.exec(url)![1]!;
  const opened = async (resume: string) => (await server.call("POST", "/chat/token", { body: { resume } })).json;
  const [phone, tablet] = [await opened(secret), await opened(secret)];
  for (const { conversationId, userId } of [phone, tablet]) {
    expect([conversationId, userId]).toEqual([anna.conversationId, anna.userId]);
  }
  expect(new Set([phone.resume, tablet.resume, secret]).size).toBe(3);
  expect((await opened(phone.resume)).conversationId).toBe(anna.conversationId);
});

test("only a visitor gets one, of the own conversation", async () => {
  for (const [token, status] of [
    [undefined, 401],
    ["x", 401],
    ["the-secret-of-the-site", 403],
  ] as const) {
    expect((await server.call("POST", "/chat/link", token === undefined ? {} : { token })).status).toBe(status);
  }
});
