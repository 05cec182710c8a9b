import { aDesk, goingWell, withApi, type Client, type Got } from "./stub.js";
import { LEAST } from "./least.js";
import { CONVERSATION, TICKET } from "./views.js";
import { API_ROUTES } from "../../../../src/adapters/http/api/table.js";

const reason = "r";

/** Nothing of the body reaches the desk. */
async function refused(use: (api: Client) => Promise<void>): Promise<void> {
  const acts = goingWell();
  await withApi({ ...aDesk(), acts }, use);
  expect(acts.deeds).toEqual([]);
}

const said = ({ status, body }: Got) => [status, body.code];

test("an unknown field is named with what the address takes", () =>
  refused(async (api) => {
    const got = await api.post(`/tickets/${TICKET}/notes`, { text: "x", internal: false, id: "1" });
    expect(got.body).toMatchObject({ status: 400, code: "unknown_field", unknown: ["internal", "id"], allowed: ["text"] });
    expect(got.body.detail).toBe('Unknown field "internal", "id": leave it out. This address takes: text.');
  }));

const WRITES = API_ROUTES.filter(({ body }) => body !== null).map(({ path }) => path);
/** What there is to be named below it. */
const idIn = (path: string): string => (path.startsWith("/tickets") ? TICKET : CONVERSATION);

test("every write is in this test's table", () => expect(Object.keys(LEAST).sort()).toEqual([...WRITES].sort()));

const SLIPPED_IN = {
  id: TICKET,
  role: "administrator",
  by: "x",
  agentId: "x",
  status: "closed",
  slaDueAt: "x",
  dueAt: "x",
  from: { id: "x" },
  channelData: { internal: true },
  conversationId: "x",
  constructor: { prototype: { polluted: 1 } },
  toString: "x",
};

const isFields = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);

test.each(WRITES)("POST %s lets nothing slip in, nor a wrong type", (path) =>
  refused(async (api) => {
    const url = path.replace("{id}", idIn(path));
    const row = API_ROUTES.find((route) => route.path === path && route.body);
    const method = row?.method ?? "POST";
    const token = "administrator-token";
    const least = LEAST[path] ?? {};
    for (const [field, value] of Object.entries(SLIPPED_IN).filter(([name]) => !Object.hasOwn(row?.body?.shape ?? {}, name))) {
      const got = await api.send(method, url, { body: { ...least, [field]: value }, token });
      expect([field, ...said(got)]).toEqual([field, 400, "unknown_field"]);
    }
    for (const raw of [
      `{"__proto__":{"polluted":1}${JSON.stringify(least)
        .replace(/^\{(?!\})/, ",")
        .replace(/^\{/, "")}`,
    ])
      expect(said(await api.send(method, url, { token, raw }))).toEqual([400, "unknown_field"]);
    for (const field of Object.keys(least))
      for (const odd of [[least[field], least[field]], { $gt: "" }, null, 7.5, [[]]].filter((each) => each !== least[field])) {
        const got = await api.send(method, url, { body: { ...least, [field]: odd }, token });
        // Of a field that holds others, the odd one is named.
        const code = isFields(least[field]) && isFields(odd) ? "unknown_field" : "invalid_body";
        expect([field, odd, ...said(got)]).toEqual([field, odd, 400, code]);
      }
    for (const odd of [[], [least]])
      expect(said(await api.send(method, url, { body: odd, token }))).toEqual([400, "invalid_body"]);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  }),
);

test.each([
  ["empty", ""],
  ["spaces", " \n\t"],
  ["nothing but NUL", "\0\0"],
  ["10,001 characters", "x".repeat(10_001)],
])("a text of %s is refused", (_, text) =>
  refused(async (api) => expect(said(await api.post(`/tickets/${TICKET}/notes`, { text }))).toEqual([400, "invalid_body"])),
);

test("a text is cleaned once: no NUL, well-formed", () => {
  const acts = goingWell();
  return withApi({ ...aDesk(), acts }, async (api) => {
    await api.post(`/tickets/${TICKET}/notes`, undefined, { raw: '{"text":"a\\u0000b\\ud800c 😀"}' });
    expect(acts.deeds[0]?.act).toMatchObject({ text: "ab\uFFFDc 😀" });
  });
});

test("10,000 characters go through, however they are escaped", () => {
  const acts = goingWell();
  return withApi({ ...aDesk(), acts }, async (api) => {
    const text = "好".repeat(10_000);
    const raw = `{"summary":"${"\\u597d".repeat(10_000)}","outcome":"${"\\u597d".repeat(10_000)}","prevention":"${"\\u597d".repeat(10_000)}"}`;
    expect((await api.post(`/tickets/${TICKET}/resolution`, undefined, { raw })).status).toBe(200);
    expect(acts.deeds[0]?.act).toMatchObject({ summary: text });
  });
});

test.each([
  ["assign", { reason }],
  ["assign", { owner: "Li Na", team: "service", reason }],
  ["assign", { owner: "Li Na" }],
  ["priority", { reason }],
  ["priority", { urgency: "high", reason }],
  ["priority", { priority: "P1", urgency: "high", importance: "low", reason }],
  ["priority", { priority: "P9", reason }],
  ["classification", { reason }],
  ["classification", { form: null, reason }],
  ["updates", { text: "x", nextUpdateAt: "tomorrow" }],
  ["updates", { text: "x", nextUpdateAt: "2026-11-23T15:00:00" }],
  ["updates", { text: "x", nextUpdateAt: 1795305600000 }],
  ["resolution", { summary: "x", rootCause: "product_defect" }],
  ["resolution", { summary: "x", rootCause: { kind: "bad_luck", systemic: false } }],
  ["survey", { scores: [], heardBy: "x" }],
  ["survey", { scores: new Array(11).fill(5), heardBy: "x" }],
  ["acceptance", { accepted: "true", heardBy: "x" }],
])("%s refuses %j", (act, body) =>
  refused(async (api) => expect(said(await api.post(`/tickets/${TICKET}/${act}`, body))).toEqual([400, "invalid_body"])),
);

test("what is no JSON, too much or not allowed in its form is refused in words", () =>
  refused(async (api) => {
    const url = `/tickets/${TICKET}/notes`;
    expect(said(await api.post(url, undefined, { raw: "{text:" }))).toEqual([400, "malformed_json"]);
    expect(said(await api.post(url, undefined, { raw: `{"text":"${"x".repeat(300_000)}"}` }))).toEqual([413, "too_large"]);
    const form = { "content-type": "application/x-www-form-urlencoded" };
    expect(said(await api.post(url, undefined, { raw: "text=x", headers: form }))).toEqual([415, "not_json"]);
    const packed = { "content-encoding": "gzip" };
    expect(said(await api.post(url, undefined, { raw: "{}", headers: packed }))).toEqual([415, "not_json"]);
    expect(said(await api.post(`${url}?force=true`, { text: "x" }))).toEqual([400, "unknown_filter"]);
  }));

test("deep and wide bodies are refused quickly", () =>
  refused(async (api) => {
    const deep = `{"text":"x","attachments":${"[".repeat(50_000)}${"]".repeat(50_000)}}`;
    const headers = { "idempotency-key": "deep" };
    expect(said(await api.post(`/conversations/${CONVERSATION}/messages`, undefined, { raw: deep, headers }))).toEqual([
      400,
      "invalid_body",
    ]);
    const wide = JSON.stringify(Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`k${i}`, 1])));
    const got = await api.post(`/tickets/${TICKET}/notes`, undefined, { raw: wide });
    expect(said(got)).toEqual([400, "unknown_field"]);
    expect(JSON.stringify(got.body).length).toBeLessThan(1_000);
  }));

test("an error never repeats a value: it may be a secret", () =>
  refused(async (api) => {
    const got = await api.post(`/tickets/${TICKET}/priority`, { priority: "canary-13800001111", reason: ["canary-13800001111"] });
    expect(JSON.stringify(got.body)).not.toContain("canary");
  }));
