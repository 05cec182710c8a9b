import { API_ROUTES } from "../../../../src/adapters/http/api/table.js";
import { serverRoutes } from "../../../../src/adapters/http/api/server-routes.js";
import type { Ports } from "../../../../src/adapters/http/api/desk.js";
import { ROLES } from "../../../../src/domain/words.js";
import { RIGHTS } from "../../../../src/application/rights.js";
import { aDesk, aDoor, callers, LIVE, withApi } from "./stub.js";
import { aDraft } from "./some-pages.js";
import { CONVERSATION, COMMITMENT, CUSTOMER, DELIVERY, TICKET, WANG } from "./views.js";

/** Any use of it but the look-up of a token or a session is a hole. */
function aClosedDesk(): Ports & { touched: string[] } {
  const touched: string[] = [];
  const closed = (path: string): object =>
    new Proxy(() => undefined, {
      get: (_, name) => closed(`${path}.${String(name)}`),
      apply: () => {
        touched.push(path);
        throw new Error(`${path} was called`);
      },
    });
  const tokens: Ports["tokens"] = { find: (secret) => Promise.resolve(callers.get(secret) ?? null) };
  const { address, sessions } = aDoor();
  const people = { people: closed("people"), audit: closed("audit"), signIn: closed("signIn"), invites: closed("invites") };
  const pages = closed("pages") as Ports["pages"];
  const going = {
    digests: closed("digests"),
    charts: closed("charts"),
    reports: closed("reports"),
    settings: closed("settings"),
    resend: closed("resend"),
  } as unknown as Ports;
  const others = { acts: closed("acts"), queries: closed("queries"), written: closed("written"), clock: closed("clock") };
  const look = { find: sessions.find, close: () => Promise.reject(new Error("sessions.close was called")) };
  return {
    ...(others as unknown as Ports),
    ...(people as unknown as Ports),
    ...going,
    tokens,
    pages,
    address,
    sessions: look,
    touched,
  };
}

const IDS: Record<string, string> = {
  tickets: TICKET,
  conversations: CONVERSATION,
  commitments: COMMITMENT,
  customers: CUSTOMER,
  drafts: aDraft.id,
  agents: WANG,
  deliveries: DELIVERY,
};
const urlOf = (path: string): string => path.replace("{id}", IDS[path.split("/")[1] ?? ""] ?? "1");
const ALL = API_ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const);
const ROWS = ALL.filter(([, { may }]) => may !== "public");
const isRead = (method: string) => method === "GET";
/** A GET and a DELETE carry no body. */
const some = (method: string) => (["POST", "PATCH"].includes(method) ? { body: {} } : {});

const NO_TOKENS: Record<string, string>[] = [
  {},
  { authorization: "Bearer nobody" },
  { authorization: "Bearer " },
  { authorization: "Basic YWdlbnQtdG9rZW46" },
  { cookie: "token=administrator-token" },
  { cookie: "frontdoor=administrator-token" },
  { cookie: `frontdoor=${"x".repeat(43)}`, "sec-fetch-site": "same-origin" },
  { cookie: `__Host-frontdoor=${LIVE}`, "sec-fetch-site": "same-origin" },
  { cookie: `frontdoor=${LIVE}; frontdoor=${"x".repeat(43)}`, "sec-fetch-site": "same-origin" },
  { cookie: `frontdoor=${LIVE}`, "sec-fetch-site": "same-origin", authorization: "Bearer nobody" },
  { authorization: "Bearer agent-token administrator-token" },
  { authorization: `Bearer ${"x".repeat(4_000)}` },
];

/** A write by cookie without a word of whose page it is, is refused before anybody looks whose cookie it is. */
const refusedTo = (method: string, { cookie, ...headers }: Record<string, string>): [number, string] =>
  cookie?.startsWith("frontdoor=") && !isRead(method) && !("sec-fetch-site" in headers)
    ? [403, "origin_refused"]
    : [401, "unauthenticated"];

const HOST = "desk.example";
const OTHERS: Record<string, string>[] = [
  { "sec-fetch-site": "cross-site" },
  { "sec-fetch-site": "same-site" },
  { origin: "https://evil.example" },
  { origin: "null" },
  { origin: `https://${HOST}` },
  { origin: `http://${HOST}:81` },
  { "sec-fetch-site": "cross-site", origin: `http://${HOST}` },
];

describe.each(ROWS)("%s", (_, { method, path, may, roles, gives }) => {
  test("a live cookie of another site's page moves nothing, nor one of no page at all", () => {
    const desk = aClosedDesk();
    return withApi(desk, async (api) => {
      const cookie = `frontdoor=${LIVE}`;
      const unsafe = isRead(method) ? [] : [{}, { "sec-fetch-site": "none" }];
      for (const headers of [...OTHERS, ...unsafe]) {
        const got = await api.raw([method, urlOf(path)], { host: HOST, cookie, ...headers });
        expect([headers, got.status, got.code]).toEqual([headers, 403, "origin_refused"]);
      }
      expect(desk.touched).toEqual([]);
    });
  });

  test("without a good token it is 401, and says no more", () => {
    const desk = aClosedDesk();
    return withApi(desk, async (api) => {
      for (const headers of NO_TOKENS) {
        const got = await api.send(method, urlOf(path), { token: null, headers });
        expect([headers, got.status, got.body.code]).toEqual([headers, ...refusedTo(method, headers)]);
        if (got.status === 401) expect(got.headers.get("www-authenticate")).toMatch(/^Bearer/);
      }
      expect(desk.touched).toEqual([]);
    });
  });

  test("any other role is 403 and nothing is touched", () => {
    const desk = aClosedDesk();
    return withApi(desk, async (api) => {
      for (const role of ROLES.filter((other) => !roles.includes(other))) {
        const got = await api.send(method, urlOf(path), { token: `${role}-token`, ...some(method) });
        expect([got.status, got.body.code, got.body.roles]).toEqual([403, "forbidden", roles]);
      }
      expect(desk.touched).toEqual([]);
    });
  });

  test("its roles pass", () =>
    withApi(aDesk(), async (api) => {
      for (const role of roles) {
        const got = await api.send(method, urlOf(path), { token: `${role}-token`, ...some(method) });
        // A stub has no file to give.
        expect([200, 201, 400, ...(gives === undefined ? [] : [404]), ...(method === "DELETE" ? [409] : [])]).toContain(
          got.status,
        );
      }
    }));

  test("has the roles of its verb, and the server's table says the same", () => {
    expect(roles.length).toBeGreaterThan(0);
    if (may !== "public") expect(roles).toEqual(RIGHTS[may]);
    const row = serverRoutes().find((r) => r.method === method && r.path === `/api/v1${path.replace(/\{(\w+)\}/g, ":$1")}`);
    expect(row?.who).toEqual({ roles });
  });
});

test("who may do what is written down here once more: a change of a rule changes this test", () => {
  const narrow = API_ROUTES.filter(({ roles }) => roles.length < ROLES.length);
  expect(narrow.map(({ method, path, may, roles }) => [method, path, may, roles])).toEqual([
    ["GET", "/audit", "audit", ["manager", "administrator"]],
    ["GET", "/digests", "figures", ["supervisor", "manager", "administrator"]],
    ["GET", "/digests/{id}/charts/{file}", "figures", ["supervisor", "manager", "administrator"]],
    ["POST", "/deliveries/{id}/resend", "resend", ["supervisor", "manager", "administrator"]],
    ["GET", "/reports", "figures", ["supervisor", "manager", "administrator"]],
    ["GET", "/settings", "figures", ["supervisor", "manager", "administrator"]],
    ["POST", "/invites", "people", ["administrator"]],
    ["POST", "/agents", "people", ["administrator"]],
    ["POST", "/session", "public", []],
    ["POST", "/session/invite", "public", []],
    ["POST", "/session/welcome", "public", []],
    ["POST", "/clock", "move_clock", ["administrator"]],
  ]);
});

test("what may be called with nobody signed in is limited by address, and is no other site's to call", () => {
  const desk = aClosedDesk();
  return withApi(desk, async (api) => {
    for (const [, { method, path, may }] of ALL.filter(([, row]) => row.may === "public")) {
      const row = serverRoutes().find((r) => r.method === method && r.path === `/api/v1${path}`);
      expect([path, may, row?.who, row?.limit, row?.origins]).toEqual([path, "public", "public", "login", "same"]);
      for (const headers of [...OTHERS, { "sec-fetch-site": "none" }]) {
        const got = await api.raw([method, path], { host: HOST, ...headers });
        expect([path, headers, got.status, got.code]).toEqual([path, headers, 403, "origin_refused"]);
      }
    }
    expect(desk.touched).toEqual([]);
  });
});

test("the desk's own page may do with its cookie what its role may", () =>
  withApi(aDesk(), async (api) => {
    const cookie = `frontdoor=${LIVE}`;
    for (const headers of [{ "sec-fetch-site": "same-origin" }, { origin: `http://${HOST}` }]) {
      expect(
        (await api.raw(["POST", `/tickets/${TICKET}/notes`], { host: HOST, cookie, ...headers }, { text: "x" })).status,
      ).toBe(201);
      expect((await api.raw(["POST", "/clock"], { host: HOST, cookie, ...headers }, { advance: "PT1H" })).code).toBe("forbidden");
    }
    for (const headers of [{ "sec-fetch-site": "none" }, {}])
      expect((await api.raw(["GET", "/tickets"], { host: HOST, cookie, ...headers })).status).toBe(200);
  }));

test("no address is written twice", () => {
  const names = ALL.map(([name]) => name);
  expect(new Set(names).size).toBe(names.length);
});

test("other addresses are 404, other methods 405 with Allow, and nothing is touched", () => {
  const desk = aClosedDesk();
  return withApi(desk, async (api) => {
    for (const path of ["/", "/nothing", "/tickets/", "/Tickets", `/tickets/${TICKET}/exceptions`, "/tickets/%00/x/y"]) {
      const got = await api.get(path);
      expect([path, got.status, got.body.code]).toEqual([path, 404, "not_found"]);
    }
    for (const [method, path, allow] of [
      ["DELETE", "/tickets", "GET, POST"],
      ["PUT", "/clock", "GET, POST"],
      ["GET", `/tickets/${TICKET}/assign`, "POST"],
      ["POST", "/queue", "GET"],
    ] as const) {
      const got = await api.send(method, path);
      expect([got.status, got.body.code, got.headers.get("allow")]).toEqual([405, "method_not_allowed", allow]);
    }
    expect(desk.touched).toEqual([]);
  });
});

test("the document is public, answers are never stored by a cache", () =>
  withApi(aDesk(), async (api) => {
    expect((await api.get("/openapi.json", { token: null })).status).toBe(200);
    expect((await api.get("/tickets")).headers.get("cache-control")).toBe("no-store");
  }));
