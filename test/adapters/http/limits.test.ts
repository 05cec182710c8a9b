import { served, type Called } from "../channels/directline/served.js";

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
