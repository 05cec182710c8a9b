import jwt from "jsonwebtoken";
import { served, SECRET, type Served, type Visitor } from "./served.js";

describe("Direct Line refusals", () => {
  let server: Served;
  let anna: Visitor;
  beforeAll(async () => {
    server = await served();
    anna = await server.visitor();
  });
  afterAll(() => server.close());

  const post = (body: unknown) => server.call("POST", `${anna.path}/activities`, { token: anna.token, body });
  const message = (more: object) => ({ type: "message", text: "在吗", ...more });

  const BAD_BODIES: [string, unknown, number, string][] = [
    ["no body", undefined, 400, "BadArgument"],
    ["an empty text", "", 400, "BadArgument"],
    ["broken JSON", "{", 400, "BadSyntax"],
    ["a list", [], 400, "BadArgument"],
    ["null", "null", 400, "BadArgument"],
    ["no type", { text: "在吗" }, 400, "BadArgument"],
    ["a number as type", { type: 7 }, 400, "BadArgument"],
    ["an unknown type", { type: "launch" }, 400, "BadArgument"],
    ["a prototype's name as type", { type: "constructor" }, 400, "BadArgument"],
    ["a list as text", { type: "message", text: ["a"] }, 400, "BadArgument"],
    ["an object as text", { type: "message", text: { toString: 1 } }, 400, "BadArgument"],
    ["neither text nor value", { type: "message" }, 400, "BadArgument"],
    ["a list as key", message({ channelData: { clientActivityID: ["a"] } }), 400, "BadArgument"],
    ["a key of 201 characters", message({ channelData: { clientActivityID: "k".repeat(201) } }), 400, "BadArgument"],
    ["a NUL in the key", message({ channelData: { clientActivityID: "k\0" } }), 400, "BadArgument"],
    ["a text as channelData", message({ channelData: "x" }), 400, "BadArgument"],
    ["a number as locale", message({ locale: 5 }), 400, "BadArgument"],
    ["an attachment", message({ attachments: [{ contentUrl: "data:," }] }), 400, "NotSupported"],
    ["300,001 characters", message({ text: "字".repeat(300_001) }), 413, "MessageSizeTooBig"],
    ["3 MB", message({ padding: "x".repeat(3_000_000) }), 413, "MessageSizeTooBig"],
    ["a value of 100 KB", message({ value: { a: "x".repeat(100_000) } }), 413, "MessageSizeTooBig"],
    [
      "a value of 10,000 keys",
      message({ value: Object.fromEntries(Array.from({ length: 10_000 }, (_, k) => [k, 1])) }),
      413,
      "MessageSizeTooBig",
    ],
    ["JSON 100,000 deep", "[".repeat(100_000) + "]".repeat(100_000), 400, "BadArgument"],
    [
      "a value 10,000 deep",
      `{"type":"message","text":"a","value":${"[".repeat(10_000)}${"]".repeat(10_000)}}`,
      413,
      "MessageSizeTooBig",
    ],
  ];
  test.each(BAD_BODIES)("%s is refused by name, and the conversation goes on", async (_what, ...[body, status, code]) => {
    const refused = await post(body);
    expect([refused.status, refused.json]).toEqual([status, { error: { code, message: expect.any(String) } }]);
    expect((await post(message({}))).status).toBe(200);
  });

  test("odd texts are cleaned once and stored: nothing is lost but NUL and half characters", async () => {
    const odd: [string, string][] = [
      ["", ""],
      ["   ", "   "],
      ["a\0b\0", "ab"],
      ["\ud83d half", "\ufffd half"],
      ["half \udc00", "half \ufffd"],
      ["👩‍👩‍👧 zwj", "👩‍👩‍👧 zwj"],
      ["\u202eright to left", "\u202eright to left"],
      ["\ufeffBOM", "\ufeffBOM"],
      ["e" + "\u0301".repeat(1_000), "e" + "\u0301".repeat(1_000)],
      ["𠀀𪚥 ext-B", "𠀀𪚥 ext-B"],
      ["字".repeat(300_000), "字".repeat(300_000)],
      ["<script>alert(1)</script> & ${x} {{y}}", "<script>alert(1)</script> & ${x} {{y}}"],
    ];
    for (const [said, stored] of odd) {
      const { status, json } = await post({ type: "message", text: said });
      expect(status).toBe(200);
      expect(server.desk.received.at(-1)!.text === stored).toBe(true);
      const seq = Number(json.id.split("|")[1]);
      const echo = await server.call("GET", `${anna.path}/activities?watermark=${seq - 1}`, { token: anna.token });
      expect(echo.json.activities[0]!.text === stored).toBe(true);
    }
  });

  test("no body reaches a prototype", async () => {
    const body = `{"type":"message","text":"a","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},
      "channelData":{"__proto__":{"polluted":1},"clientActivityID":"p-1"},
      "value":{"__proto__":{"polluted":1},"a":{"constructor":{"prototype":{"polluted":1}},"b":"x\\u0000\\ud800"}}}`;
    expect((await post(body)).status).toBe(200);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(JSON.stringify(server.desk.received.at(-1)!.value)).toBe('{"a":{"b":"x\ufffd"}}');
    const start = await server.call("POST", "/v3/directline/conversations", {
      token: anna.token,
      body: '{"__proto__":{"polluted":1}}',
    });
    expect(start.status).toBe(200);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test("a body of 100,000 keys does not hold others up", async () => {
    const body = message(Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`k${index}`, 1])));
    const [big, small] = await Promise.all([post(body), server.call("GET", "/healthz")]);
    expect([big.status, small.status]).toEqual([200, 200]);
  });

  test.each(["abc", "-1", "1e3", "1.5", "NaN", "null", "0x1", " 1", "1'--", "1".repeat(21), "%00"])(
    "watermark %p is garbage",
    async (garbage) => {
      for (const path of [anna.path, `${anna.path}/activities`]) {
        const { status, json } = await server.call("GET", `${path}?watermark=${encodeURIComponent(garbage)}`, {
          token: anna.token,
        });
        expect([status, json.error.code]).toEqual([400, "BadArgument"]);
      }
    },
  );

  const BAD_START: unknown[] = [[], "x", { user: "anna" }, { user: { id: 5 } }, { locale: ["zh"] }, { timezone: {} }];
  test.each(BAD_START)("a start with %j is refused", async (body) => {
    const { status, json } = await server.call("POST", "/v3/directline/conversations", {
      token: anna.token,
      body: JSON.stringify(body),
    });
    expect([status, json.error.code]).toEqual([400, "BadArgument"]);
  });

  test("a user id must begin with dl_", async () => {
    for (const user of [{ id: "anna" }, { id: "dl_" }, { id: "dl_a b" }, { id: 7 }, "anna"]) {
      const { status, json } = await server.call("POST", "/v3/directline/tokens/generate", { token: SECRET, body: { user } });
      expect([status, json.error.code]).toEqual([400, "BadArgument"]);
    }
  });

  test("tokens that are missing, malformed, forged or of another use: 401, and nothing is said of why", async () => {
    const claims = jwt.decode(anna.token) as object;
    const none = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString("base64url")}.${anna.token.split(".")[1]}.`;
    const [header, payload, signature] = anna.token.split(".");
    const tampered = { ...claims, conv: "01a20000-0000-7000-8000-000000000000" };
    const bad = [
      undefined,
      "x",
      "a.b.c",
      none,
      jwt.sign(claims, "another key"),
      jwt.sign(claims, Buffer.alloc(32, 7), { algorithm: "HS512" }),
      `${header}.${Buffer.from(JSON.stringify(tampered)).toString("base64url")}.${signature}`,
      `${header}.${payload}.`,
      new URL(anna.streamUrl).searchParams.get("t")!,
      `${SECRET}x`,
      SECRET.slice(1),
    ];
    for (const token of bad) {
      const { status, json, headers } = await server.call("GET", `${anna.path}/activities`, token === undefined ? {} : { token });
      expect([token, status, json.error.code, headers.get("www-authenticate")]).toEqual([token, 401, "BadArgument", "Bearer"]);
    }
    const basic = await server.call("GET", anna.path, { headers: { authorization: `Basic ${anna.token}` } });
    expect(basic.status).toBe(401);
  });

  test("a token lives 1800 s, is refreshed at 29:59 as often as asked, and never after", async () => {
    const visitor = await server.visitor();
    const refresh = (token: string) => server.call("POST", "/v3/directline/tokens/refresh", { token });
    server.clock.ms += 1_799_000;
    const [one, two] = await Promise.all([refresh(visitor.token), refresh(visitor.token)]);
    expect([one.status, one.json.conversationId, one.json.expires_in]).toEqual([200, visitor.conversationId, 1800]);
    expect(one.json.token).not.toBe(two.json.token);
    server.clock.ms += 1_000;
    for (const [method, path] of [
      ["POST", "/v3/directline/tokens/refresh"],
      ["POST", "/v3/directline/conversations"],
      ["GET", visitor.path],
      ["GET", `${visitor.path}/activities`],
      ["POST", `${visitor.path}/activities`],
    ] as const) {
      const { status, json } = await server.call(method, path, { token: visitor.token });
      expect([path, status, json.error.code]).toEqual([path, 403, "TokenExpired"]);
    }
    server.clock.ms += 1_700_000;
    expect((await server.call("GET", `${visitor.path}/activities`, { token: two.json.token })).status).toBe(200);
    anna = await server.visitor();
  });

  test("a conversation that was never started is not known", async () => {
    const { json } = await server.call("POST", "/chat/token", { body: {} });
    const path = `/v3/directline/conversations/${json.conversationId}`;
    for (const [method, at] of [
      ["GET", path],
      ["GET", `${path}/activities`],
      ["POST", `${path}/activities`],
    ] as const) {
      const { status, json: body } = await server.call(method, at, {
        token: json.token,
        ...(method === "POST" ? { body: message({}) } : {}),
      });
      expect([at, status, body.error.code]).toEqual([at, 404, "ConversationNotFound"]);
    }
  });

  test("upload, session and unknown addresses answer as documented", async () => {
    const answers = [
      ["POST", `${anna.path}/upload?userId=x`, 400, "BadArgument"],
      ["GET", "/v3/directline/session/getsessionid", 404, "NotFound"],
      ["GET", "/v3/directline/nothing", 404, "NotFound"],
      ["GET", "/v3/directline", 404, "NotFound"],
      ["DELETE", anna.path, 405, "BadArgument"],
      ["GET", "/v3/directline/conversations/%E0%A4%A/activities", 400, "BadArgument"],
      ["GET", `${anna.path}/stream`, 400, "BadArgument"],
    ] as const;
    for (const [method, path, status, code] of answers) {
      const answer = await server.call(method, path, { token: anna.token });
      expect([path, answer.status, answer.json.error.code]).toEqual([path, status, code]);
    }
  });

  test("while the database is away: 503 with Retry-After and nothing acknowledged, at once", async () => {
    server.desk.away = true;
    try {
      const began = performance.now();
      for (const [method, path] of [
        ["POST", `${anna.path}/activities`],
        ["GET", `${anna.path}/activities`],
        ["GET", anna.path],
        ["POST", "/v3/directline/conversations"],
      ] as const) {
        const answer = await server.call(method, path, {
          token: anna.token,
          ...(method === "POST" ? { body: message({}) } : {}),
        });
        expect([path, answer.status, answer.json.error.code, answer.headers.get("retry-after")]).toEqual([
          path,
          503,
          "ServiceError",
          "1",
        ]);
      }
      const minted = await server.call("POST", "/chat/token", { body: {} });
      expect([minted.status, minted.json.code]).toEqual([503, "database_away"]);
      expect(performance.now() - began).toBeLessThan(15_000);
      expect(server.faults).toEqual([]);
    } finally {
      server.desk.away = false;
    }
  });
});
