import { deriveKey, parseDataKey } from "../../../src/adapters/crypto/keys.js";
import { makePasswords } from "../../../src/adapters/crypto/passwords.js";
import { DeskBrowser, elsewhere, firstAdministrator, PASSWORD, secretIn, somebody } from "../../support/desk-browser.js";
import { TestDesk } from "../../support/product.js";

let desk: TestDesk;
let admin: DeskBrowser;
beforeAll(async () => {
  desk = await TestDesk.open({ clock: "real" });
  admin = await firstAdministrator(desk);
});
afterAll(() => desk.close());

const EMAIL = "li.min@example.com";
const browser = (headers = elsewhere()) => new DeskBrowser(desk.base(), headers);
const cookies = (headers: Record<string, unknown>) => headers["set-cookie"] as string[] | undefined;

test("the cookie is for this host alone and out of reach of scripts; over https with the prefix that forbids planting one", async () => {
  const plain = await browser().signIn(EMAIL);
  expect(cookies(plain.headers)).toEqual([
    expect.stringMatching(/^frontdoor=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/),
  ]);
  expect([plain.headers["cache-control"], JSON.stringify(plain.body).includes("session")]).toEqual(["no-store", false]);
  const secure = browser({ ...elsewhere(), "x-forwarded-proto": "https" });
  const { headers } = await secure.signIn(EMAIL);
  expect(cookies(headers)).toEqual([
    expect.stringMatching(/^__Host-frontdoor=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure$/),
  ]);
  expect(await secure.isIn()).toBe(true);
  // A neighbour can plant the name without the prefix: over https it is not looked at.
  secure.cookie = secure.cookie!.replace("__Host-", "");
  expect(await secure.isIn()).toBe(false);
  const out = browser();
  await out.signIn(EMAIL);
  const { status, headers: gone } = await out.call("DELETE", "/session");
  expect([status, cookies(gone)]).toEqual([200, ["frontdoor=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"]]);
});

test("signing out ends the session where it is kept, not only in the browser", async () => {
  const chen = browser();
  await chen.signIn(EMAIL);
  const { cookie } = chen;
  await chen.call("DELETE", "/session");
  chen.cookie = cookie;
  expect([await chen.isIn(), (await chen.call("DELETE", "/session")).status]).toEqual([false, 401]);
});

test("a planted session is never taken over: each sign-in has a secret of its own, and ends the one this browser had", async () => {
  const planted = "p".repeat(43);
  const victim = browser();
  victim.cookie = `frontdoor=${planted}`;
  expect((await victim.signIn(EMAIL)).status).toBe(200);
  expect(victim.cookie).not.toContain(planted);
  const first = victim.cookie;
  expect((await victim.signIn(EMAIL)).status).toBe(200);
  expect(victim.cookie).not.toBe(first);
  const thief = browser();
  for (const secret of [`frontdoor=${planted}`, first]) {
    thief.cookie = secret;
    expect(await thief.isIn()).toBe(false);
  }
  expect(await victim.isIn()).toBe(true);
});

test("what is stored is a hash, the network and the family of the browser", async () => {
  const one = browser({
    "x-forwarded-for": "198.51.100.77",
    "user-agent": "Mozilla/5.0 (X11) Gecko/20100101 Firefox/143.0 canary",
  });
  await one.signIn(EMAIL);
  const rows = await desk.query(
    `select address, browser, encode(hash, 'hex') as hash from sessions order by created_at desc limit 1`,
  );
  expect(rows).toMatchObject([{ address: "198.51.100.0", browser: "Firefox" }]);
  const secret = secretIn(one.cookie!);
  const all = JSON.stringify([await desk.query(`select * from sessions`), await desk.query(`select password from agents`)]);
  for (const canary of [secret, Buffer.from(secret).toString("hex"), "198.51.100.77", "canary", PASSWORD])
    expect(all).not.toContain(canary);
  const six = browser({ "x-forwarded-for": "2001:db8:1:2:3:4:5:6" });
  await six.signIn(EMAIL);
  expect(await desk.query(`select address from sessions order by created_at desc limit 1`)).toEqual([
    { address: "2001:db8:1::" },
  ]);
  for (const canary of [secret, PASSWORD, EMAIL, "198.51.100.77"]) expect(desk.lines.join("\n")).not.toContain(canary);
});

test("it ends 12 hours after its last use and 30 days after the sign-in, whatever comes first", async () => {
  const chen = browser({ "x-forwarded-for": "198.18.5.9" });
  const own = `from sessions where address = '198.18.5.0'`;
  const left = async () =>
    (await desk.query<{ h: number }>(`select round(extract(epoch from expires_at - now()) / 3600)::int as h ${own}`))[0]?.h;
  const set = (what: string) => desk.query(`update sessions set ${what} where address = '198.18.5.0'`);
  await chen.signIn(EMAIL);
  expect(await left()).toBe(12);
  await set("seen_at = now() - interval '10 hours', expires_at = now() + interval '2 hours'");
  expect([await chen.isIn(), await left()]).toEqual([true, 12]);
  await set("created_at = now() - interval '30 days' + interval '3 hours', seen_at = now() - interval '1 hour'");
  expect([await chen.isIn(), await left()]).toEqual([true, 3]);
  await set("created_at = now() - interval '30 days', expires_at = now() + interval '3 hours'");
  expect(await chen.isIn()).toBe(false);
  await desk.query(`delete ${own}`);
  await chen.signIn(EMAIL);
  await set("expires_at = now() - interval '1 second'");
  expect(await chen.isIn()).toBe(false);
});

test("a session lives on over a restart and on every instance, and nobody has more than twenty", async () => {
  const own = await TestDesk.open({ clock: "real" });
  try {
    const boss = await firstAdministrator(own, "boss@example.com", "Boss");
    const second = await own.instance();
    expect(await boss.at(second).isIn()).toBe(true);
    await own.stopInstances();
    expect(await boss.at(await own.instance()).isIn()).toBe(true);
    await own.query(
      `insert into sessions select sha256(n::text::bytea), id, now(), now() - n * interval '1 minute', now() + interval '1 hour', '', ''
       from agents, generate_series(1, 30) n where email = 'boss@example.com'`,
    );
    await new DeskBrowser(own.base(), elsewhere()).signIn("boss@example.com");
    expect(await own.query(`select from sessions`)).toHaveLength(20);
  } finally {
    await own.close();
  }
});

test("a password hashed more cheaply than we do now is hashed anew when it is used", async () => {
  const { email } = await somebody(admin, { name: "Older" });
  const pepper = deriveKey(parseDataKey(desk.config.dataKey!), "password");
  const older = await makePasswords({ pepper, cost: { n: 2 ** 14, r: 8, p: 1 } }).hash(PASSWORD);
  await desk.query(`update agents set password = $2 where email = $1`, [email, older]);
  const stored = async () =>
    (await desk.query<{ cost: string }>(`select split_part(password, '$', 2) as cost from agents where email = $1`, [email]))[0]
      ?.cost;
  expect([(await browser().signIn(email, "a wrong password")).status, await stored()]).toEqual([401, "16384"]);
  const first = browser();
  expect([(await first.signIn(email)).status, await stored()]).toEqual([200, "32768"]);
  expect([(await browser().signIn(email)).status, await first.isIn()]).toEqual([200, true]);
});

test("a token is no session: it neither signs out nor changes a password", async () => {
  const token = await desk.agent("Robot", "administrator");
  expect((await token.post("/session/password", { current: PASSWORD, next: "another calm sentence" })).body.code).toBe(
    "no_session",
  );
  expect((await token.get("/session")).body.agent).toMatchObject({ name: "Robot", role: "administrator" });
  const both = browser();
  await both.signIn(EMAIL);
  expect((await both.get("/session", { authorization: `Bearer ${token.token}` })).body.agent.name).toBe("Robot");
  expect((await both.get("/session", { authorization: "Bearer nobody" })).status).toBe(401);
});

test("another site's page moves nothing with a live cookie, is told nothing, and cannot sign anybody in", async () => {
  const { browser: chen, id } = await somebody(admin, { name: "Chen" });
  const evil = [
    { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
    { origin: "https://evil.example", "sec-fetch-site": "" },
    { origin: "null", "sec-fetch-site": "" },
    { origin: desk.base().replace("127.0.0.1", "localhost"), "sec-fetch-site": "" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "none" },
    { "sec-fetch-site": "" },
  ];
  for (const headers of evil) {
    for (const [method, path, body] of [
      ["PATCH", `/agents/${id}`, { available: false }],
      ["POST", "/session/password", { current: PASSWORD, next: "taken over by evil" }],
      ["DELETE", "/session", undefined],
    ] as const) {
      const got = await chen.call(method, path, { headers, ...(body ? { body } : {}) });
      expect([headers, path, got.status, got.body.code]).toEqual([headers, path, 403, "origin_refused"]);
      expect(got.headers["access-control-allow-origin"]).toBeUndefined();
    }
  }
  for (const headers of evil.slice(0, 6)) {
    const got = await chen.get("/session", headers);
    expect([headers, got.status, got.headers["access-control-allow-origin"]]).toEqual([headers, 403, undefined]);
    expect((await browser({ ...elsewhere(), ...headers }).signIn(EMAIL)).status).toBe(403);
  }
  const preflight = await chen.call("OPTIONS", `/agents/${id}`, {
    headers: { origin: "https://evil.example", "access-control-request-method": "PATCH" },
  });
  expect([preflight.status, preflight.headers["access-control-allow-origin"]]).toEqual([403, undefined]);
  expect(await chen.isIn()).toBe(true);
  expect((await admin.get("/agents")).body.items).toContainEqual(expect.objectContaining({ id, available: true }));
});

test("an invented host leads no link and no origin anywhere else", async () => {
  const base = await desk.instance({ publicUrl: "https://desk.example.com/", trustedProxies: [] });
  const boss = new DeskBrowser(base, { host: "evil.example", "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" });
  await boss.signIn(EMAIL);
  expect(boss.cookie).toMatch(/^__Host-frontdoor=/);
  const wu = { name: "Wu", email: "wu@example.com", role: "agent", team: "service" };
  expect((await boss.post("/invites", wu)).body.url).toMatch(/^https:\/\/desk\.example\.com\/desk#invite=/);
  const stranger = new DeskBrowser(await desk.instance({ trustedProxies: [] }), {
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
  });
  await stranger.signIn(EMAIL);
  expect((await stranger.post("/invites", wu)).body.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/desk#invite=/);
  const odd = new DeskBrowser(stranger.base, { host: "evil.example/path?x#" });
  odd.cookie = stranger.cookie;
  expect((await odd.post("/invites", wu)).body.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/desk#invite=/);
});
