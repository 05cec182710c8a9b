import { API_ROUTES } from "../../../../src/adapters/http/api/table.js";
import { BadCursor } from "../../../../src/application/desk-queries.js";
import { aDesk, withApi, type Client } from "./stub.js";
import { CONVERSATION, CUSTOMER, idOf, li, TICKET, wang, WANG } from "./views.js";

const READS = API_ROUTES.filter(({ method, gives }) => method === "GET" && gives === undefined);
const LISTS = READS.filter(({ query }) => "cursor" in query.shape).map(({ path }) => path);
const urlOf = (path: string): string =>
  path.replace("{id}", path.startsWith("/tickets") ? TICKET : path.startsWith("/customers") ? CUSTOMER : CONVERSATION);

/** Whoever may read everything. */
const ANY = { token: "administrator-token" };

test("the lists are these", () =>
  expect([...LISTS].sort()).toEqual([
    "/agents",
    "/alerts",
    "/audit",
    "/board",
    "/commitments",
    "/conversations",
    "/conversations/{id}/messages",
    "/customers",
    "/deliveries",
    "/digests",
    "/queue",
    "/search",
    "/surveys",
    "/tickets",
    "/tickets/{id}/events",
    "/tickets/{id}/notes",
  ]));

test.each(READS.map((route) => [route.path, route] as const))("GET %s answers what its schema says", (path, { answer }) =>
  withApi(aDesk(), async (api) => {
    const got = await api.get(urlOf(path), ANY);
    expect(got.status).toBe(200);
    expect(answer.parse(got.body)).toEqual(got.body);
  }),
);

test("filters reach the desk parsed, 50 a page unless told", () => {
  const desk = aDesk();
  return withApi(desk, async (api) => {
    await api.get(`/tickets?status=open,waiting&priority=P1&owner=${WANG.toUpperCase()}&number=t-123&limit=200&cursor=abc`);
    await api.get("/commitments?alerted=true&kind=call&dueBefore=2026-11-23T10:00:00%2B08:00");
    await api.get("/conversations?unanswered=false&holder=bot");
    expect(desk.asked).toEqual([
      {
        filter: { status: ["open", "waiting"], priority: ["P1"], owner: WANG, number: "T-000123" },
        wish: { limit: 200, cursor: "abc" },
      },
      { filter: { alerted: true, kind: ["call"], dueBefore: new Date("2026-11-23T02:00:00Z") }, wish: { limit: 50 } },
      { filter: { unanswered: false, holder: "bot" }, wish: { limit: 50 } },
    ]);
  });
});

test("an unknown filter is refused with the names of those there are", () =>
  withApi(aDesk(), async (api) => {
    const got = await api.get("/tickets?colour=red&status=open");
    expect(got.body).toMatchObject({ status: 400, code: "unknown_filter", unknown: ["colour"] });
    expect(got.body.allowed).toEqual(expect.arrayContaining(["status", "owner", "customerId", "limit", "cursor"]));
    expect(got.body.detail).toContain("status, owner, team");
  }));

/** Nothing odd reaches a query: it is refused, or is nothing but a string in a place for words. */
const CORPUS = [
  "' OR '1'='1",
  "1; DROP TABLE tickets--",
  "open' UNION SELECT hash FROM tokens--",
  "$(sleep 5)",
  "1) OR pg_sleep(5)--",
  '{"$gt":""}',
  "[object Object]",
  "\\'; SELECT 1; --",
  "%27%20OR%201=1",
  "' AND (SELECT 1 FROM pg_sleep(5))--",
  "open/**/OR/**/1=1",
  "\u0000open",
  "open\u0000",
  "{{7*7}}",
  "../../etc/passwd",
  "true; --",
  "NaN",
  "-1",
  "0",
  "201",
  "1e9",
  "Infinity",
  "１",
];
const FREE = ["q", "name", "company", "team", "channel", "cursor"];

test.each(LISTS)("GET %s holds against what should not stand in a filter", (path) => {
  const desk = aDesk();
  const query = API_ROUTES.find((route) => route.path === path && route.method === "GET")?.query.shape ?? {};
  return withApi(desk, async (api) => {
    for (const name of Object.keys(query)) {
      if (FREE.includes(name)) continue;
      for (const odd of CORPUS) {
        const got = await api.get(`${urlOf(path)}?${name}=${encodeURIComponent(odd)}`, ANY);
        expect([name, odd, got.status, got.body.code]).toEqual([name, odd, 400, "invalid_filter"]);
      }
    }
    expect(desk.asked).toEqual([]);
  });
});

test("free words reach the desk as one cleaned string", () => {
  const desk = aDesk();
  return withApi(desk, async (api) => {
    for (const odd of CORPUS) {
      const got = await api.get(`/customers?name=${encodeURIComponent(odd)}`);
      expect(got.status).toBe(200);
    }
    expect(desk.asked).toEqual(CORPUS.map((odd) => ({ filter: { name: odd.replaceAll("\0", "") }, wish: { limit: 50 } })));
  });
});

test.each([
  "__proto__=1",
  "__proto__[polluted]=1",
  "constructor[prototype][polluted]=1",
  "constructor=1",
  "toString=1",
  "status[]=open",
  "status[$ne]=open",
  "status.length=1",
  "STATUS=open",
  "sort=id;drop",
])("the filter %s is unknown", (query) =>
  withApi(aDesk(), async (api) => {
    const got = await api.get(`/tickets?${query}`);
    expect([got.status, got.body.code]).toEqual([400, "unknown_filter"]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  }),
);

test.each(["status=open&status=waiting", "limit=1&limit=200", "cursor=a&cursor=b"])("%s is given twice: refused", (query) =>
  withApi(aDesk(), async (api) => {
    const got = await api.get(`/tickets?${query}`);
    expect([got.status, got.body.code]).toEqual([400, "invalid_filter"]);
  }),
);

test("a cursor that no page gave is 400", () => {
  const desk = aDesk();
  const queries = { ...desk.queries, tickets: { ...desk.queries.tickets, list: () => Promise.reject(new BadCursor()) } };
  return withApi({ ...desk, queries }, async (api) => {
    expect((await api.get("/tickets?cursor=AAAA")).body).toMatchObject({ status: 400, code: "bad_cursor" });
    expect((await api.get("/agents?cursor=AAAA")).body).toMatchObject({ status: 400, code: "bad_cursor" });
  });
});

test("agents come in pages too", () =>
  withApi(aDesk(), async (api) => {
    const first = await api.get("/agents?limit=1");
    expect(first.body).toEqual({ items: [li], next: li.id });
    expect((await api.get(`/agents?limit=1&cursor=${String(first.body.next)}`)).body).toEqual({ items: [wang], next: null });
  }));

test("what is not there is 404 by its own name", () =>
  withApi(aDesk(), async (api: Client) => {
    const nobody = idOf("ff");
    for (const [path, code] of [
      [`/tickets/${nobody}`, "unknown_ticket"],
      ["/tickets/1", "unknown_ticket"],
      ["/tickets/T-0", "unknown_ticket"],
      [`/tickets/${nobody}/events`, "unknown_ticket"],
      [`/tickets/${nobody}/notes`, "unknown_ticket"],
      [`/conversations/${nobody}`, "unknown_conversation"],
      ["/conversations/'%20OR%201=1", "unknown_conversation"],
      [`/conversations/${nobody}/messages`, "unknown_conversation"],
      [`/customers/${nobody}`, "unknown_customer"],
      ["/customers/T-000123", "unknown_customer"],
    ]) {
      const got = await api.get(path ?? "");
      expect([path, got.status, got.body.code]).toEqual([path, 404, code]);
    }
    expect((await api.get("/customers/c-1")).status).toBe(200);
  }));
