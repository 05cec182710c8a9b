import { API_ROUTES } from "../../../../src/adapters/http/api/table.js";
import { serverRoutes } from "../../../../src/adapters/http/api/server-routes.js";
import type { Ports } from "../../../../src/adapters/http/api/desk.js";
import { ROLES } from "../../../../src/domain/words.js";
import { aDesk, callers, withApi } from "./stub.js";
import { CONVERSATION, COMMITMENT, CUSTOMER, TICKET } from "./views.js";

/** Any use of it but the look-up of a token is a hole. */
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
  const others = { acts: closed("acts"), queries: closed("queries"), written: closed("written"), clock: closed("clock") };
  return { ...(others as unknown as Ports), tokens, touched };
}

const IDS: Record<string, string> = {
  tickets: TICKET,
  conversations: CONVERSATION,
  commitments: COMMITMENT,
  customers: CUSTOMER,
};
const urlOf = (path: string): string => path.replace("{id}", IDS[path.split("/")[1] ?? ""] ?? "1");
const ROWS = API_ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const);

const NO_TOKENS: Record<string, string>[] = [
  {},
  { authorization: "Bearer nobody" },
  { authorization: "Bearer " },
  { authorization: "Basic YWdlbnQtdG9rZW46" },
  { cookie: "token=administrator-token" },
  { authorization: "Bearer agent-token administrator-token" },
  { authorization: `Bearer ${"x".repeat(4_000)}` },
];

describe.each(ROWS)("%s", (_, { method, path, roles, gives }) => {
  test("without a good token it is 401, and says no more", () => {
    const desk = aClosedDesk();
    return withApi(desk, async (api) => {
      for (const headers of NO_TOKENS) {
        const got = await api.send(method, urlOf(path), { token: null, headers });
        expect([headers, got.status, got.body.code]).toEqual([headers, 401, "unauthenticated"]);
        expect(got.headers.get("www-authenticate")).toMatch(/^Bearer/);
      }
      expect(desk.touched).toEqual([]);
    });
  });

  test("any other role is 403 and nothing is touched", () => {
    const desk = aClosedDesk();
    return withApi(desk, async (api) => {
      for (const role of ROLES.filter((other) => !roles.includes(other))) {
        const got = await api.send(method, urlOf(path), { token: `${role}-token`, ...(method === "POST" ? { body: {} } : {}) });
        expect([got.status, got.body.code, got.body.roles]).toEqual([403, "forbidden", roles]);
      }
      expect(desk.touched).toEqual([]);
    });
  });

  test("its roles pass", () =>
    withApi(aDesk(), async (api) => {
      for (const role of roles) {
        const got = await api.send(method, urlOf(path), { token: `${role}-token`, ...(method === "POST" ? { body: {} } : {}) });
        // A stub has no file to give.
        expect([200, 201, 400, ...(gives === undefined ? [] : [404])]).toContain(got.status);
      }
    }));

  test("has roles, and the server's table says the same", () => {
    expect(roles.length).toBeGreaterThan(0);
    const row = serverRoutes().find((r) => r.method === method && r.path === `/api/v1${path.replace("{id}", ":id")}`);
    expect(row?.who).toEqual({ roles });
  });
});

test("who may do what is written down here once more: a change of a rule changes this test", () => {
  const narrow = API_ROUTES.filter(({ roles }) => roles.length < ROLES.length);
  expect(narrow.map(({ method, path, roles }) => [method, path, roles])).toEqual([["POST", "/clock", ["administrator"]]]);
});

test("no address is written twice", () => {
  const names = ROWS.map(([name]) => name);
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
      ["DELETE", "/tickets", "GET"],
      ["PUT", "/clock", "GET, POST"],
      ["GET", `/tickets/${TICKET}/assign`, "POST"],
      ["POST", "/tickets", "GET"],
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
