import { makeGuard } from "../../../../src/adapters/channels/directline/guards.js";
import { makeTokens, type Visit } from "../../../../src/adapters/channels/directline/tokens.js";
import { SECRET, served, type Served, socketTo, until } from "./served.js";

const ANNA = { conversationId: "c-anna", userId: "dl_anna", locale: "en", zone: null, profile: null, origins: null };
const PROFILE = { name: "Anna", company: null, email: "anna@example.com", phone: null };

/** Two instances with one key and one clock. */
function twoInstances() {
  const clock = { ms: Date.UTC(2026, 10, 23, 2) };
  const make = (key = 7) => makeTokens({ key: Buffer.alloc(32, key), now: () => clock.ms });
  return { clock, a: make(), b: make(), stranger: make(8) };
}

test("a token lives 30 minutes on every instance, to the second, and one refreshed at 29:59 lives 30 more", () => {
  const { clock, a, b } = twoInstances();
  const { token } = a.issue(ANNA);
  clock.ms += 1_799_000;
  const visit = b.verify(token) as Visit;
  expect(visit).toMatchObject(ANNA);
  const refreshed = b.issue(visit);
  clock.ms += 1_000;
  expect([a.verify(token), b.verify(token)]).toEqual([{ refused: "expired" }, { refused: "expired" }]);
  expect(a.verify(refreshed.token)).toMatchObject(ANNA);
  clock.ms += 1_799_000;
  expect(a.verify(refreshed.token)).toEqual({ refused: "expired" });
});

test("of two refreshes at once both are good, and differ", () => {
  const { a, b } = twoInstances();
  const visit = a.verify(a.issue(ANNA).token) as Visit;
  const [one, two] = [a.issue(visit), b.issue(visit)];
  expect(one.token).not.toBe(two.token);
  for (const { token } of [one, two]) expect([a.verify(token), b.verify(token)]).toEqual([visit, visit]);
});

test("what was changed, cut, signed by another key or with none is nobody's; a ticket is no token and a token no ticket", () => {
  const { a, stranger } = twoInstances();
  const { token } = a.issue(ANNA);
  const [header, claims, signature] = token.split(".") as [string, string, string];
  const others = Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(claims, "base64url").toString()), conv: "c-bert" }));
  const none = Buffer.from('{"alg":"none"}').toString("base64url");
  for (const bad of [
    `${header}.${others.toString("base64url")}.${signature}`,
    `${none}.${claims}.`,
    `${none}.${claims}.${signature}`,
    `${header}.${claims}.${signature.slice(0, -2)}`,
    `${header}.${claims}.`,
    stranger.issue(ANNA).token,
    a.issueStream({ ...ANNA, expiresAt: 1 }),
    "",
    "..",
  ]) {
    expect([bad, a.verify(bad)]).toEqual([bad, { refused: "malformed" }]);
  }
  expect(a.verifyStream(token)).toEqual({ refused: "malformed" });
});

test("the profile travels sealed: read by every instance and by nobody else", () => {
  const { a, b } = twoInstances();
  const { token } = a.issue({ ...ANNA, profile: PROFILE });
  expect(b.verify(token)).toMatchObject({ profile: PROFILE });
  expect(Buffer.from(token.split(".")[1]!, "base64url").toString()).not.toMatch(/Anna|example\.com/);
  expect(a.issueStream({ ...ANNA, profile: PROFILE, expiresAt: 1 }).length).toBeLessThan(a.issue(ANNA).token.length + 100);
});

test("ids of persons are the same on every instance and told by nothing that anybody sees", () => {
  const { a, b, stranger } = twoInstances();
  expect(a.identifiedUserOf("u-1")).toMatch(/^dl_id_[\w-]{32}$/);
  expect(b.identifiedUserOf("u-1")).toBe(a.identifiedUserOf("u-1"));
  const others = [a.identifiedUserOf("u-2"), a.userIdOf("u-1"), stranger.identifiedUserOf("u-1")];
  expect(others).not.toContain(a.identifiedUserOf("u-1"));
});

test("a conversation that a known person begins has one id on every instance for some minutes, and no other person's", () => {
  const { clock, a, b, stranger } = twoInstances();
  const id = a.conversationBegunBy("dl_id_chen");
  expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  clock.ms += 60_000;
  expect(b.conversationBegunBy("dl_id_chen")).toBe(id);
  expect([stranger.conversationBegunBy("dl_id_chen"), a.conversationBegunBy("dl_id_wang")]).not.toContain(id);
  clock.ms += 600_000;
  expect(a.conversationBegunBy("dl_id_chen") > id).toBe(true);
});

test("every call with a renewed token tells of it, so that sockets here live on though another instance renewed it", () => {
  const { clock, a, b } = twoInstances();
  const shown: Visit[] = [];
  const guard = makeGuard({ tokens: a, secret: SECRET, shown: (visit) => shown.push(visit) });
  const ask = (token: string, conversationId = "c-anna") =>
    guard({ who: "token-or-secret", headers: { authorization: `Bearer ${token}` }, params: { conversationId } });
  const first = a.issue(ANNA);
  clock.ms += 900_000;
  const renewed = b.issue(a.verify(first.token) as Visit);
  expect(ask(renewed.token)).toMatchObject({ kind: "visitor" });
  expect(shown.map(({ expiresAt }) => expiresAt)).toEqual([renewed.expiresAt]);
  // Neither a foreign conversation nor the site's secret lengthens anything.
  ask(renewed.token, "c-bert");
  ask(SECRET);
  expect(shown).toHaveLength(1);
});

describe("trustedOrigins", () => {
  let server: Served;
  beforeAll(async () => (server = await served({ allowedOrigins: ["https://shop.example", "https://other.example"] })));
  afterAll(() => server.close());
  const generate = (body: object) => server.call("POST", "/v3/directline/tokens/generate", { token: SECRET, body });

  test("bind a token to pages: calls and sockets of others are refused, also with a refreshed token", async () => {
    const { json } = await generate({ user: { id: "dl_anna" }, trustedOrigins: ["https://Shop.example/"] });
    const headers = (origin: string) => ({ headers: { origin } });
    const start = (token: string, origin: string) =>
      server.call("POST", "/v3/directline/conversations", { token, body: {}, ...headers(origin) });
    const refreshed = await server.call("POST", "/v3/directline/tokens/refresh", {
      token: json.token,
      ...headers("https://shop.example"),
    });
    for (const token of [json.token, refreshed.json.token]) {
      expect((await start(token, "https://other.example")).status).toBe(403);
      expect((await start(token, "https://shop.example")).status).toBeLessThan(300);
    }
    const { streamUrl } = (await start(json.token, "https://shop.example")).json;
    const foreign = socketTo(streamUrl, { origin: "https://other.example" });
    await until(() => foreign.refused !== 0, "refused");
    expect(foreign.refused).toBe(403);
    const own = socketTo(streamUrl, { origin: "https://shop.example" });
    await until(() => own.frames.length === 1, "own");
    own.ws.close();
  });

  test.each([
    ["a text", { trustedOrigins: "https://shop.example" }],
    ["a path", { trustedOrigins: ["https://shop.example/page"] }],
    ["no origin", { trustedOrigins: ["shop.example"] }],
    ["a script", { trustedOrigins: ["javascript:alert(1)"] }],
    ["too many", { trustedOrigins: Array.from({ length: 17 }, (_, n) => `https://${n}.example`) }],
    ["the id of a person whom an identity names", { user: { id: `dl_id_${"a".repeat(32)}` } }],
  ])("%s is refused by name", async (_what, body) => {
    const { status, json } = await generate(body);
    expect([status, json.error.code]).toEqual([400, "BadArgument"]);
  });
});
