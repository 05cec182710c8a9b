import { createHmac, generateKeyPairSync } from "node:crypto";
import jwt from "jsonwebtoken";
import { claimsOf, IDENTITY_SECRET, served, type Served } from "../channels/directline/served.js";

const NOW_S = Date.UTC(2026, 10, 23, 2) / 1_000;
const CHEN = {
  sub: "u-1001",
  exp: NOW_S + 3_600,
  name: "陈静",
  company: "远航贸易",
  email: "chen@example.com",
  phone: "+8613800138000",
};

const part = (value: unknown): string =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");
/** As anybody with the secret could put it together, well formed or not. */
const written = (header: unknown, payload: unknown, secret = IDENTITY_SECRET): string => {
  const text = `${part(header)}.${part(payload)}`;
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
};
const signed = (claims: object, secret = IDENTITY_SECRET): string => written({ alg: "HS256", typ: "JWT" }, claims, secret);

describe("a visitor whom the site names", () => {
  let server: Served;
  beforeAll(async () => (server = await served()));
  afterAll(() => server.close());
  beforeEach(() => {
    server.warned.length = 0;
  });

  const mint = async (body: object, at: Served = server) => (await at.call("POST", "/chat/token", { body })).json;
  const start = async (token: string) => {
    await server.call("POST", "/v3/directline/conversations", { token, body: {} });
    return server.desk.opened.at(-1)!;
  };

  test("is the same visitor everywhere, by an id that tells and betrays nothing; the desk gets the profile", async () => {
    const [one, two, wang] = [
      await mint({ identity: signed(CHEN) }),
      await mint({ identity: signed({ sub: CHEN.sub, exp: CHEN.exp }) }),
      await mint({ identity: signed({ ...CHEN, sub: "u-1002" }) }),
    ];
    expect(one.userId).toMatch(/^dl_id_[\w-]{32}$/);
    expect([two.userId === one.userId, wang.userId === one.userId]).toEqual([true, false]);
    expect(one.userId).not.toContain(CHEN.sub);
    const opened = await start(one.token);
    const { name, company, email, phone } = CHEN;
    expect(opened).toMatchObject({ channelUserId: one.userId, profile: { name, company, email, phone } });
    expect(server.warned).toEqual([]);
  });

  test("has a token that shows neither its name nor its contacts, also after it was refreshed, and the desk still gets them", async () => {
    const { token } = await mint({ identity: signed(CHEN) });
    const { json } = await server.call("POST", "/v3/directline/tokens/refresh", { token });
    for (const shown of [token, json.token]) {
      const text = Buffer.from(shown.split(".")[1]!, "base64url").toString();
      for (const personal of [CHEN.sub, CHEN.name, CHEN.email, CHEN.phone]) expect(text).not.toContain(personal);
    }
    expect((await start(json.token)).profile).toMatchObject({ name: CHEN.name });
    const { streamUrl } = (await server.call("POST", "/v3/directline/conversations", { token: json.token, body: {} })).json;
    expect(claimsOf(new URL(streamUrl).searchParams.get("t")!)).not.toHaveProperty("pro");
  });

  test("goes on with the last conversation, with and without a resume; a message of theirs brings the profile too", async () => {
    const sub = "u-goes-on";
    const first = await mint({ identity: signed({ ...CHEN, sub }) });
    await start(first.token);
    const [byResume, byName] = [
      await mint({ identity: signed({ ...CHEN, sub }), resume: first.resume }),
      await mint({ identity: signed({ ...CHEN, sub }), resume: "lost" }),
    ];
    expect([byResume.conversationId, byName.conversationId]).toEqual([first.conversationId, first.conversationId]);
    const body = { type: "message", text: "在吗" };
    await server.call("POST", `/v3/directline/conversations/${first.conversationId}/activities`, { token: byName.token, body });
    expect(server.desk.received.at(-1)!.profile).toMatchObject({ name: CHEN.name });
  });

  test("takes over nobody's conversation: neither an anonymous one nor another person's; both are still there afterwards", async () => {
    const anonymous = await server.visitor();
    const wang = await mint({ identity: signed({ ...CHEN, sub: "u-wang" }) });
    await start(wang.token);
    for (const resume of [anonymous.resume, wang.resume]) {
      const li = await mint({ identity: signed({ ...CHEN, sub: "u-li" }), resume });
      expect([anonymous.conversationId, wang.conversationId]).not.toContain(li.conversationId);
    }
    expect((await mint({ resume: anonymous.resume })).conversationId).toBe(anonymous.conversationId);
    expect((await mint({ resume: wang.resume, identity: signed({ ...CHEN, sub: "u-wang" }) })).conversationId).toBe(
      wang.conversationId,
    );
  });

  test("leaves nothing behind at a shared computer: signed out, or with a word that is not believed, the resume opens nothing", async () => {
    const chen = await mint({ identity: signed(CHEN) });
    await start(chen.token);
    for (const body of [
      { resume: chen.resume },
      { resume: chen.resume, identity: signed({ ...CHEN, exp: NOW_S - 61 }) },
      { resume: chen.resume, identity: signed(CHEN, "x".repeat(40)) },
    ]) {
      const next = await mint(body);
      expect([next.conversationId === chen.conversationId, next.userId.startsWith("dl_id_")]).toEqual([false, false]);
    }
  });

  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
  const FORGED: [what: string, identity: unknown, reason: string][] = [
    ["no signature, alg none", `${part({ alg: "none", typ: "JWT" })}.${part(CHEN)}.`, "algorithm"],
    ["alg NONE with a signature", written({ alg: "NONE" }, CHEN), "algorithm"],
    ["HS256 by another secret", signed(CHEN, "another-secret-of-more-than-32-characters"), "signature"],
    ["HS256 by the empty secret", written({ alg: "HS256" }, CHEN, ""), "signature"],
    ["RS256", jwt.sign(CHEN, privateKey, { algorithm: "RS256" }), "algorithm"],
    ["RS256 in the header, signed with the secret", written({ alg: "RS256" }, CHEN), "algorithm"],
    ["HS512 with the secret", jwt.sign(CHEN, IDENTITY_SECRET, { algorithm: "HS512" }), "algorithm"],
    ["a list of algorithms", written({ alg: ["HS256"] }, CHEN), "algorithm"],
    ["a rule we do not know", written({ alg: "HS256", crit: ["b64"], b64: false }, CHEN), "algorithm"],
    ["claims changed after signing", changed(signed(CHEN), { ...CHEN, sub: "u-1" }), "signature"],
    ["a signature cut short", signed(CHEN).slice(0, -4), "signature"],
    ["no dots", "abc", "malformed"],
    ["an empty text", "", "malformed"],
    ["four parts", `${signed(CHEN)}.x`, "malformed"],
    ["a header that is no JSON", written("{", CHEN), "malformed"],
    ["a header that is null", written("null", CHEN), "malformed"],
    ["claims that are a text", written({ alg: "HS256" }, '"chen"'), "malformed"],
    ["claims that are a list", written({ alg: "HS256" }, [CHEN]), "malformed"],
    ["an object instead of a text", { sub: "u-1001" }, "malformed"],
    ["a number", 7, "malformed"],
    ["10 KB of claims", signed({ ...CHEN, more: "x".repeat(10_240) }), "too_long"],
    ["40 KB of anything", "x".repeat(40_000), "too_long"],
    ["ended 60 s ago", signed({ ...CHEN, exp: NOW_S - 60 }), "expired"],
    ["an end as text", signed({ ...CHEN, exp: String(CHEN.exp) }), "lifetime"],
    ["no end", signed({ ...CHEN, exp: undefined }), "lifetime"],
    ["an end that is null", signed({ ...CHEN, exp: null }), "lifetime"],
    ["an end without an end", written({ alg: "HS256" }, '{"sub":"u-1001","exp":1e999}'), "lifetime"],
    ["an end in milliseconds", signed({ ...CHEN, exp: CHEN.exp * 1_000 }), "lifetime"],
    ["25 hours from now", signed({ ...CHEN, exp: NOW_S + 90_000 }), "lifetime"],
    ["25 hours from its birth", signed({ ...CHEN, iat: NOW_S - 86_400, exp: NOW_S + 3_600 }), "lifetime"],
    ["born in the future", signed({ ...CHEN, iat: NOW_S + 61 }), "not_yet"],
    ["not valid yet", signed({ ...CHEN, nbf: NOW_S + 61 }), "not_yet"],
    ["a number as person", signed({ ...CHEN, sub: 1001 }), "subject"],
    ["a list as person", signed({ ...CHEN, sub: ["u-1001"] }), "subject"],
    ["nobody", signed({ ...CHEN, sub: undefined }), "subject"],
    ["an empty person", signed({ ...CHEN, sub: " " }), "subject"],
    ["what a template wrote for nobody", signed({ ...CHEN, sub: "undefined" }), "subject"],
    ["a person of 201 characters", signed({ ...CHEN, sub: "u".repeat(201) }), "subject"],
    ["a NUL in the person", signed({ ...CHEN, sub: "u-1001\0" }), "subject"],
    ["half a character in the person", signed({ ...CHEN, sub: "u-\ud83d" }), "subject"],
    ["meant for another service", signed({ ...CHEN, aud: "https://mail.example" }), "audience"],
    ["meant for nobody", signed({ ...CHEN, aud: [] }), "audience"],
  ];
  test.each(FORGED)("%s: an anonymous visitor, and one line that names the reason and nothing else", async (_what, ...rest) => {
    const [identity, reason] = rest;
    const at = await served();
    const { status, json } = await at.call("POST", "/chat/token", { body: { identity } });
    expect([status, json.userId.startsWith("dl_id_")]).toEqual([200, false]);
    await at.call("POST", "/v3/directline/conversations", { token: json.token, body: {} });
    expect(at.desk.opened.at(-1)!.profile).toBeNull();
    expect(at.warned).toEqual([[{ reason, leftOut: 0 }, expect.stringContaining("not believed")]]);
    expect([JSON.stringify(at.warned).includes("u-1"), at.faults]).toEqual([false, []]);
    await at.close();
  });

  test("may be a little late or early by the clock, and may say for whom it is meant", async () => {
    for (const more of [
      { exp: NOW_S - 59 },
      { iat: NOW_S + 59, nbf: NOW_S + 59 },
      { iat: NOW_S, exp: NOW_S + 86_400 },
      { aud: "frontdoor" },
      { aud: `${server.base}/` },
      { aud: ["https://mail.example", server.base] },
    ]) {
      const { userId } = await mint({ identity: signed({ ...CHEN, ...more }) });
      expect([more, userId.startsWith("dl_id_")]).toEqual([more, true]);
    }
    expect(server.warned).toEqual([]);
  });

  test.each([
    ["a number as name", { name: 7 }, { name: null }],
    ["a list as e-mail", { email: ["a@b.cn"] }, { email: null }],
    ["an object as phone", { phone: { toString: "1" } }, { phone: null }],
    ["a NUL in the name", { name: "陈\0静" }, { name: "陈静" }],
    ["turning marks in the name", { name: "Ann\u202egro.live\u2066" }, { name: "Anngro.live" }],
    ["line ends in the name", { name: " Ann\r\nLee\t" }, { name: "Ann Lee" }],
    ["a name of marks only", { name: "\u202e\u0000" }, { name: null }],
    ["a name of 201 characters", { name: "x".repeat(201) }, { name: null }],
    ["half a character in the company", { company: "A\ud83d" }, { company: "A\ufffd" }],
    ["no address", { email: "javascript:alert(1)" }, { email: null }],
    ["no phone", { phone: "call me" }, { phone: null }],
    ["a prototype", { __proto__: { name: "x" }, constructor: 1 }, { name: CHEN.name }],
  ])("%s costs the visitor that detail at most", async (_what, more, expected) => {
    const { token } = await mint({ identity: signed({ ...CHEN, sub: `u-${_what}`, ...more }) });
    const { profile } = await start(token);
    expect(profile).toMatchObject(expected);
    expect(profile).toMatchObject({ company: "company" in more ? expect.anything() : CHEN.company });
  });

  test("a flood of forged ones fills no log: a line a minute for each reason, with how many were left out", async () => {
    const at = await served();
    const forged = (secret: string) => at.call("POST", "/chat/token", { body: { identity: signed(CHEN, secret) } });
    await Promise.all(Array.from({ length: 50 }, (_, n) => forged(`${n}`.padStart(40, "x"))));
    await at.call("POST", "/chat/token", { body: { identity: "x" } });
    expect(at.warned.map(([facts]) => facts)).toEqual([
      { reason: "signature", leftOut: 0 },
      { reason: "malformed", leftOut: 0 },
    ]);
    at.clock.ms += 60_000;
    await forged("y".repeat(40));
    expect(at.warned.at(-1)![0]).toEqual({ reason: "signature", leftOut: 49 });
    await at.close();
  });

  test("without IDENTITY_SECRET nobody is believed, also not by the empty secret; no word, no line", async () => {
    const at = await served({ identitySecret: null });
    for (const identity of [signed(CHEN), written({ alg: "HS256" }, CHEN, ""), "x"]) {
      expect((await mint({ identity }, at)).userId).not.toMatch(/^dl_id_/);
    }
    expect(at.warned.map(([facts]) => facts)).toEqual([{ reason: "no_secret", leftOut: 0 }]);
    for (const identity of [null, undefined]) await mint({ identity }, at);
    expect(at.warned).toHaveLength(1);
    await at.close();
  });
});

function changed(identity: string, claims: object): string {
  const [header, , signature] = identity.split(".");
  return `${header}.${part(claims)}.${signature}`;
}
