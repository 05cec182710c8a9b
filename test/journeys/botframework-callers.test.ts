import { generateKeyPairSync, randomUUID } from "node:crypto";
import type { ConversationView } from "../../src/application/desk-views.js";
import { standIn, type StandIn } from "../support/botframework/stand-in.js";
import { TestDesk } from "../support/product.js";

let azure: StandIn;
let desk: TestDesk;
beforeAll(async () => {
  azure = await standIn();
  desk = await TestDesk.open({ config: { microsoft: azure.app } });
});
afterAll(async () => {
  await desk.close();
  await azure.close();
});

const conversations = async () => (await (await desk.admin()).get("/conversations?limit=200")).body.items as ConversationView[];

describe("who is not believed says nothing (reliability 1c)", () => {
  const forger = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const past = Math.floor(Date.now() / 1000) - 3_600;
  const cases: [string, () => string | null, object?][] = [
    ["without a token", () => null],
    ["another scheme", () => "Basic YTpi"],
    ["no token at all", () => "Bearer a.b.c"],
    ["for another bot", () => `Bearer ${azure.token({ aud: randomUUID() })}`],
    ["by another issuer", () => `Bearer ${azure.token({ iss: "https://login.example" })}`],
    ["signed with another key", () => `Bearer ${azure.token({}, { key: forger })}`],
    ["of an unknown key", () => `Bearer ${azure.token({}, { kid: "unknown" })}`],
    ["expired", () => `Bearer ${azure.token({ exp: past })}`],
    ["not yet good", () => `Bearer ${azure.token({ nbf: Math.floor(Date.now() / 1000) + 3_600 })}`],
    ["for another serviceUrl", () => `Bearer ${azure.token({ serviceurl: "https://smba.trafficmanager.net/amer/" })}`],
    ["for no serviceUrl", () => `Bearer ${azure.token({ serviceurl: undefined })}`],
    ["of a key that may not sign for the channel", () => `Bearer ${azure.token()}`, { channelId: "skype" }],
    ["under the rules of another kind of channel", () => `Bearer ${azure.token()}`, { channelId: "AseChannel" }],
  ];

  test.each(cases)("%s", async (_, authorization, more = {}) => {
    const id = `a:${randomUUID()}`;
    const activity = { ...azure.says("系统宕机了", more), conversation: { id } };
    const answer = await azure.tell(desk.base(), activity, authorization());
    expect([401, 403]).toContain(answer.status);
    expect((await conversations()).some(({ channelConversationId }) => channelConversationId.endsWith(id))).toBe(false);
  });

  test("a desk that the world can reach takes no connector on its own machine, whoever vouches", async () => {
    const base = await desk.instance({ isProduction: true, clock: { mode: "virtual", at: null } });
    expect((await azure.tell(base, azure.says("你好"))).status).toBe(403);
  });

  test("there the Emulator's kind of token is none: it would be checked by no serviceUrl, and for whatever tenant it names", async () => {
    const base = await desk.instance({ isProduction: true, clock: { mode: "virtual", at: null } });
    const claims = { iss: "https://sts.windows.net/evil/", tid: "evil", appid: azure.app.appId, ver: "1.0" };
    expect((await azure.tell(base, azure.says("你好"), `Bearer ${azure.token(claims)}`)).status).toBe(401);
  });

  test("while the issuer's keys cannot be fetched, a channel is asked to come again", async () => {
    const away = await standIn();
    away.keysAway = true;
    const base = await desk.instance({ microsoft: away.app });
    const answer = await away.tell(base, away.says("你好"));
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
    await away.close();
  });

  test("what is no activity is told so; nothing falls over", async () => {
    for (const body of [
      {},
      { type: "message" },
      { ...azure.says(""), conversation: null },
      { ...azure.says(""), channelId: "a b" },
    ])
      expect((await azure.tell(desk.base(), body)).status).toBe(400);
    expect((await azure.tell(desk.base(), { ...azure.says("x"), text: "好".repeat(300_001) })).status).toBe(413);
  });

  test("without an app id there is no such address", async () => {
    const base = await desk.instance({ microsoft: null });
    expect((await azure.tell(base, azure.says("你好"))).status).toBe(404);
  });
});
