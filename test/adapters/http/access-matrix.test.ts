import type { Route } from "../../../src/adapters/http/route.js";
import { SECRET, served, type Served, socketTo, until, type Visitor } from "../channels/directline/served.js";

// Made from the route table: a new row is tried by every caller without a line being written here.
describe("who may call what", () => {
  let server: Served;
  let visitors: Visitor[];
  const secretsOf: string[] = [];
  beforeAll(async () => {
    server = await served();
    visitors = await Promise.all([server.visitor(), server.visitor(), server.visitor()]);
    for (const [index, { conversationId }] of visitors.entries()) {
      secretsOf.push(`canary-of-${index}`);
      server.desk.say(conversationId, secretsOf[index]!);
    }
  });
  afterAll(() => server.close());

  const pathOf = ({ path }: Route, { conversationId }: Visitor) => path.replace(":conversationId", conversationId);
  const ask = (route: Route, path: string, token?: string) =>
    server.call(route.method, path, {
      ...(token === undefined ? {} : { token }),
      ...(route.method === "GET" ? {} : { body: { type: "message", text: "hi" } }),
    });
  const asksForToken = ({ who }: Route) => who !== "public" && who !== "stream" && who !== "signed";
  const foreignBytes = (text: string, own: number) => secretsOf.filter((secret, index) => index !== own && text.includes(secret));

  test("every row says who may call it", () => {
    for (const { who, path, origins, errors, limit } of server.http.routes) {
      expect([path, typeof who === "string" || who.roles.length > 0, origins.length > 0, errors.length > 0]).toEqual([
        path,
        true,
        true,
        true,
      ]);
      if (who !== "public") expect([path, limit]).not.toEqual([path, null]);
    }
  });

  test("nobody gets past a row that is not public", async () => {
    for (const route of server.http.routes.filter(({ who }) => who === "signed")) {
      expect([route.path, (await ask(route, pathOf(route, visitors[0]!))).status]).toEqual([route.path, 403]);
    }
    for (const route of server.http.routes.filter(asksForToken)) {
      const { status, json } = await ask(route, pathOf(route, visitors[0]!));
      expect([route.path, status, Object.keys(json)]).toEqual([route.path, 401, ["error"]]);
    }
  });

  test("the token of one conversation opens no other, by no row and no byte", async () => {
    const rows = server.http.routes.filter(({ path }) => path.includes(":conversationId"));
    expect(rows.length).toBeGreaterThanOrEqual(5);
    for (const route of rows) {
      for (const [index, visitor] of visitors.entries()) {
        for (const other of visitors.filter((one) => one !== visitor)) {
          const { status, text } = await ask(route, pathOf(route, other), visitor.token);
          if (route.who !== "stream") expect([route.path, status]).toEqual([route.path, 403]);
          expect(foreignBytes(text, index)).toEqual([]);
        }
      }
    }
  });

  test("an answer about another's conversation is the same as about none at all", async () => {
    const route = server.http.routes.find(({ path, method }) => method === "GET" && path.endsWith("/activities"))!;
    const foreign = await ask(route, pathOf(route, visitors[1]!), visitors[0]!.token);
    const none = await ask(
      route,
      route.path.replace(":conversationId", "01a20000-0000-7000-8000-000000000000"),
      visitors[0]!.token,
    );
    expect([foreign.status, foreign.text]).toEqual([none.status, none.text]);
  });

  test("its own token opens what is the visitor's, and nothing that is the site's server's", async () => {
    for (const route of server.http.routes.filter(({ who }) => who !== "stream")) {
      const { status, text } = await ask(route, pathOf(route, visitors[0]!), visitors[0]!.token);
      if (route.who === "secret" || route.who === "signed") expect([route.path, status]).toEqual([route.path, 403]);
      else expect([route.path, [401, 403].includes(status)]).toEqual([route.path, false]);
      expect(foreignBytes(text, 0)).toEqual([]);
    }
  });

  test("an expired token opens nothing", async () => {
    const expired = (await server.visitor()).token;
    server.clock.ms += 1_800_000;
    for (const route of server.http.routes.filter(asksForToken)) {
      const { status, json } = await ask(route, pathOf(route, visitors[0]!), expired);
      expect([route.path, status, json.error.code]).toEqual([route.path, 403, "TokenExpired"]);
    }
    server.clock.ms -= 1_800_000;
  });

  test("over sockets: another's ticket, a token as ticket and none are refused; its own hears its own", async () => {
    for (const route of server.http.routes.filter(({ who }) => who === "stream")) {
      for (const [index, visitor] of visitors.entries()) {
        const ticket = new URL(visitor.streamUrl).searchParams.get("t");
        for (const other of visitors.filter((one) => one !== visitor)) {
          const url = `${server.base.replace("http", "ws")}${pathOf(route, other)}`;
          for (const query of [`?t=${ticket}`, `?t=${visitor.token}`, `?t=${SECRET}`, "", `?t=&watermark=0`]) {
            const socket = socketTo(url + query, { headers: { authorization: `Bearer ${visitor.token}` } });
            await until(() => socket.refused !== 0, "refused");
            expect([401, 403]).toContain(socket.refused);
          }
        }
        const own = socketTo(visitor.streamUrl);
        await until(() => own.texts().includes(secretsOf[index]!), "own");
        expect(foreignBytes(JSON.stringify(own.frames), index)).toEqual([]);
        own.ws.close();
      }
    }
  });
});
