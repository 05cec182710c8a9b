import { makeLimits } from "../../../src/adapters/http/limits.js";
import { SECRET, served, socketTo, until, type Called, type Served, type Visitor } from "../channels/directline/served.js";

const counts = (answers: Called[]): Record<number, number> => {
  const by: Record<number, number> = {};
  for (const { status } of answers) by[status] = (by[status] ?? 0) + 1;
  return by;
};

test("ten tokens a minute for an address, then 429 with Retry-After; others are served", async () => {
  const server = await served({ limits: {}, trustedProxies: ["127.0.0.1", "10.0.0.0/8"] });
  const mint = (forwarded: string) => server.call("POST", "/chat/token", { body: {}, headers: { "x-forwarded-for": forwarded } });
  const one = await Promise.all(Array.from({ length: 14 }, () => mint("203.0.113.9, 10.1.2.3")));
  expect(counts(one)).toEqual({ 200: 10, 429: 4 });
  const refused = one.find(({ status }) => status === 429)!;
  expect(refused.json.code).toBe("rate_limited");
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  // What a client writes itself, left of what the proxy saw, makes no other address of it.
  expect((await mint("198.51.100.1, 203.0.113.9")).status).toBe(429);
  expect((await mint("203.0.113.10")).status).toBe(200);
  const network = await Promise.all(Array.from({ length: 12 }, (_, n) => mint(`2001:db8:0:1::${n + 1}`)));
  expect(counts(network)).toEqual({ 200: 10, 429: 2 });
  expect((await mint("2001:db8:0:2::1")).status).toBe(200);
  await server.close();
});

test("without a trusted proxy X-Forwarded-For says nothing", async () => {
  const server = await served({ limits: {} });
  const mint = (n: number) => server.call("POST", "/chat/token", { body: {}, headers: { "x-forwarded-for": `203.0.113.${n}` } });
  expect(counts(await Promise.all(Array.from({ length: 12 }, (_, n) => mint(n))))).toEqual({ 200: 10, 429: 2 });
  await server.close();
});

test("twenty messages in ten seconds for a visitor, also with a refreshed token, then 503; others are served", async () => {
  const server = await served({ limits: { mint: Infinity } });
  const [anna, bert] = [await server.visitor(), await server.visitor()];
  const post = (visitor: typeof anna, token = visitor.token) =>
    server.call("POST", `${visitor.path}/activities`, { token, body: { type: "message", text: "hi" } });
  const answers = await Promise.all(Array.from({ length: 25 }, () => post(anna)));
  expect(counts(answers)).toEqual({ 200: 20, 503: 5 });
  const refused = answers.find(({ status }) => status === 503)!;
  expect([refused.json.error.code, Number(refused.headers.get("retry-after")) > 0]).toEqual(["TooManyRequests", true]);
  const { json } = await server.call("POST", "/v3/directline/tokens/refresh", { token: anna.token });
  expect((await post(anna, json.token)).status).toBe(503);
  expect((await post(bert)).status).toBe(200);
  await server.close();
});

describe("behind a trusted proxy", () => {
  let server: Served;
  beforeAll(async () => (server = await served({ limits: { mint: Infinity }, trustedProxies: ["127.0.0.1"] })));
  afterAll(() => server.close());
  const from = (address: string) => ({ "x-forwarded-for": address });
  const post = ({ path, token }: Visitor, address: string, body: unknown = { type: "message", text: "hi" }) =>
    server.call("POST", `${path}/activities`, { token, body, headers: from(address) });
  const visitors = (n: number) => Promise.all(Array.from({ length: n }, () => server.visitor()));
  const FEW = Array.from({ length: 25 });

  test("an office writes 120 messages in ten seconds from one address, then 503; one who floods takes none of it from the others", async () => {
    const [flooder, ...office] = await visitors(7);
    expect(counts(await Promise.all(Array.from({ length: 300 }, () => post(flooder!, "203.0.113.20"))))).toEqual({
      200: 20,
      503: 280,
    });
    const answers = await Promise.all(office.flatMap((one) => Array.from({ length: 18 }, () => post(one, "203.0.113.20"))));
    expect(counts(answers)).toEqual({ 200: 100, 503: 8 });
    expect(Number(answers.find(({ status }) => status === 503)!.headers.get("retry-after"))).toBeGreaterThan(0);
    const [elsewhere] = await visitors(1);
    expect(counts(await Promise.all(FEW.slice(5).map(() => post(elsewhere!, "203.0.113.21"))))).toEqual({ 200: 20 });
  });

  test("what is over a limit is refused before its body is read, and reaches neither desk nor database", async () => {
    const [anna] = await visitors(1);
    await Promise.all(FEW.slice(5).map(() => post(anna!, "203.0.113.30")));
    const before = server.desk.received.length;
    expect((await post(anna!, "203.0.113.30", "{ broken")).status).toBe(503);
    expect((await post(anna!, "203.0.113.30", "x".repeat(3_000_000))).status).toBe(503);
    expect(server.desk.received.length).toBe(before);
  });

  test("sixty starts a minute from one address, then 429; the site's own server starts for as many customers as it has", async () => {
    const tokens = await Promise.all(Array.from({ length: 4 }, () => server.call("POST", "/chat/token", { body: {} })));
    const start = (n: number, address: string) =>
      server.call("POST", "/v3/directline/conversations", { token: tokens[n % 4]!.json.token, body: {}, headers: from(address) });
    const answers = await Promise.all(Array.from({ length: 64 }, (_, n) => start(n, "203.0.113.40")));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(4);
    expect((await start(0, "203.0.113.41")).status).toBe(200);
    const site = await Promise.all(
      Array.from({ length: 70 }, () =>
        server.call("POST", "/v3/directline/conversations", { token: SECRET, body: {}, headers: from("203.0.113.40") }),
      ),
    );
    expect(counts(site)).toEqual({ 201: 70 });
  });

  test("a storm of three hundred sockets from one address comes in, more are told to wait; another's comes in at once", async () => {
    const open = (streamUrl: string, address: string) => socketTo(streamUrl, { headers: from(address) });
    const [anna, bert] = await visitors(2);
    const storm = Array.from({ length: 305 }, () => open(`${anna!.streamUrl}x`, "203.0.113.50"));
    await until(() => storm.every(({ refused }) => refused !== 0), "answers");
    expect(storm.filter(({ refused }) => refused === 429)).toHaveLength(5);
    const other = open(bert!.streamUrl, "203.0.113.51");
    await until(() => other.frames.length === 1, "another's");
    other.ws.close();
  });

  test("ten links an hour for a conversation", async () => {
    const [anna] = await visitors(1);
    const links = await Promise.all(Array.from({ length: 12 }, () => server.call("POST", "/chat/link", { token: anna!.token })));
    expect(counts(links)).toEqual({ 200: 10, 429: 2 });
  });
});

test("this machine itself is counted by conversation only: it may stand for all customers of a proxy", async () => {
  const server = await served({ limits: { mint: Infinity } });
  const all = await Promise.all(Array.from({ length: 70 }, () => server.visitor()));
  const posts = all.flatMap(({ path, token }) =>
    [1, 2].map((n) => server.call("POST", `${path}/activities`, { token, body: { type: "message", text: `${n}` } })),
  );
  expect(counts(await Promise.all(posts))).toEqual({ 200: 140 });
  await server.close();
});

test("a flood of addresses fills no memory: who comes late is counted with the neighbours, who was there is counted alone", async () => {
  const spend = makeLimits({ mint: 2 }, 3);
  for (const address of ["1.1.1.1", "2.2.2.2", "3.3.3.3"]) expect(await spend("mint", address)).toBeNull();
  expect(await spend("mint", "203.0.113.1")).toBeNull();
  expect(await spend("mint", "203.0.113.2")).toBeNull();
  expect(await spend("mint", "203.0.113.3")).toBeGreaterThan(0);
  expect(await spend("mint", "198.51.100.1")).toBeNull();
  expect(await spend("mint", "1.1.1.1")).toBeNull();
  expect(await spend("mint", "1.1.1.1")).toBeGreaterThan(0);
});

test("limits given as Infinity are off", async () => {
  const server = await served();
  const { path, token } = await server.visitor();
  const post = () => server.call("POST", `${path}/activities`, { token, body: { type: "message", text: "hi" } });
  expect(counts(await Promise.all(Array.from({ length: 60 }, post)))).toEqual({ 200: 60 });
  await server.close();
});

test("behind a proxy the streamUrl has the public name, and the page may speak to it", async () => {
  const named = await served({ publicUrl: "https://chat.example/" });
  expect((await named.visitor()).streamUrl).toMatch(/^wss:\/\/chat\.example\/v3\/directline\/conversations\//);
  const page = await named.call("GET", "/");
  expect(page.headers.get("content-security-policy")).toContain("connect-src 'self' https://chat.example wss://chat.example");
  expect(page.headers.get("strict-transport-security")).toMatch(/max-age/);
  await named.close();
  const forwarded = await served({ trustedProxies: ["127.0.0.1"] });
  const headers = { "x-forwarded-proto": "https", "x-forwarded-host": "help.example" };
  const { json } = await forwarded.call("POST", "/chat/token", { body: {} });
  const started = await forwarded.call("POST", "/v3/directline/conversations", { token: json.token, headers });
  expect(started.json.streamUrl).toMatch(/^wss:\/\/help\.example\//);
  await forwarded.close();
});
