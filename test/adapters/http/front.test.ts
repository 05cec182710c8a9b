import { createConnection } from "node:net";
import express from "express";
import { problem } from "../../../src/adapters/http/problem.js";
import type { Route } from "../../../src/adapters/http/route.js";
import { served, type Served } from "../channels/directline/served.js";

const apiRow: Route = {
  method: "GET",
  path: "/api/v1/tickets/:id",
  who: { roles: ["agent"] },
  origins: "same",
  limit: null,
  bodyBytesMax: 0,
  errors: "problem",
};
const api = express.Router();
api.get("/tickets/:id", (request, response) => {
  response.json({ id: request.params.id });
});
api.post("/fails", () => {
  throw new Error("a secret detail");
});
api.post("/reads", express.json({ limit: 100 }), (_request, response) => {
  response.json({});
});

describe("the HTTP front", () => {
  let server: Served;
  beforeAll(async () => (server = await served({ api: () => Promise.resolve(api), apiRoutes: [apiRow] })));
  afterAll(() => server.close());

  test("health, readiness and metrics answer without sign-in and without persons", async () => {
    const { conversationId, userId, token, path } = await server.visitor();
    await server.call("POST", `${path}/activities`, { token, body: { type: "message", text: "电话 13800138000" } });
    expect((await server.call("GET", "/healthz")).json).toEqual({ ok: true });
    expect((await server.call("GET", "/readyz")).status).toBe(200);
    server.desk.away = true;
    const away = await server.call("GET", "/readyz");
    server.desk.away = false;
    expect([away.status, away.json]).toEqual([503, { ok: false, reasons: ["database"] }]);
    const { text } = await server.call("GET", "/metrics");
    expect(text).toMatch(
      /frontdoor_http_request_seconds_count\{route="\/v3\/directline\/conversations\/:conversationId\/activities",status="200"\} 1/,
    );
    expect(text).toMatch(/frontdoor_activities_posted_total 1/);
    expect(text).toMatch(/process_cpu_seconds_total/);
    for (const personal of [conversationId, userId, token, "13800138000", "127.0.0.1"]) expect(text).not.toContain(personal);
  });

  test("the API's router is mounted, its rows are in the table, its faults are named and tell nothing", async () => {
    expect((await server.call("GET", "/api/v1/tickets/7")).json).toEqual({ id: "7" });
    const crossSite = await server.call("GET", "/api/v1/tickets/7", { headers: { origin: "https://shop.example" } });
    expect([crossSite.status, crossSite.json.code]).toEqual([403, "origin_refused"]);
    const failed = await server.call("POST", "/api/v1/fails");
    expect([failed.status, failed.json.code, failed.text.includes("secret")]).toEqual([500, "unexpected", false]);
    expect(server.faults.splice(0)).toHaveLength(1);
    const broken = await server.call("POST", "/api/v1/reads", { body: "{" });
    expect([broken.status, broken.json.code]).toEqual([400, "malformed_json"]);
    const large = await server.call("POST", "/api/v1/reads", { body: { a: "x".repeat(200) } });
    expect([large.status, large.json.code]).toEqual([413, "too_large"]);
  });

  test("what is not there, not that method or not well formed is said as problem details", async () => {
    const answers = [
      ["GET", "/nothing", undefined, 404, "not_found"],
      ["GET", "/api/v1/nothing", undefined, 404, "not_found"],
      ["GET", "/../../etc/passwd", undefined, 404, "not_found"],
      ["GET", "/..%2f..%2fpackage.json", undefined, 404, "not_found"],
      ["DELETE", "/chat/token", undefined, 405, "method_not_allowed"],
      ["POST", "/chat/token", "{", 400, "malformed_json"],
      ["POST", "/chat/token", [], 400, "bad_request"],
      ["POST", "/chat/token", { resume: { $ne: null } }, 400, "bad_request"],
      ["POST", "/chat/token", { locale: ["en"] }, 400, "bad_request"],
      ["POST", "/chat/token", { resume: "x".repeat(513) }, 400, "bad_request"],
      ["POST", "/chat/token", { identity: "x".repeat(70_000) }, 413, "too_large"],
    ] as const;
    for (const [method, path, body, status, code] of answers) {
      const answer = await server.call(method, path, body === undefined ? {} : { body });
      expect([path, answer.status, answer.json.code]).toEqual([path, status, code]);
      expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
      expect(Object.keys(answer.json).sort()).toEqual(["code", "detail", "status", "title", "type"]);
    }
    expect((await server.call("PUT", "/chat/token")).headers.get("allow")).toBe("POST");
    expect(problem(422, "x", "y").body).toMatchObject({ title: "Unprocessable Entity" });
  });

  test("an origin that is not listed is refused and never reflected; a listed one may, with the headers of directlinejs", async () => {
    const { token, path } = await server.visitor();
    const evil = [
      "https://evil.example",
      "null",
      "https://shop.example.evil.example",
      "http://shop.example",
      "https://SHOP.example.",
      "x",
    ];
    for (const origin of evil) {
      for (const [method, at] of [
        ["POST", "/chat/token"],
        ["GET", `${path}/activities`],
        ["OPTIONS", `${path}/activities`],
      ] as const) {
        const answer = await server.call(method, at, { token, headers: { origin, "access-control-request-method": "POST" } });
        expect([origin, at, answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([origin, at, 403, null]);
      }
    }
    const listed = { origin: "https://shop.example" };
    const preflight = await server.call("OPTIONS", `${path}/activities`, {
      headers: { ...listed, "access-control-request-method": "POST" },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe("https://shop.example");
    expect(preflight.headers.get("access-control-allow-headers")).toMatch(
      /Authorization, Content-Type, X-Requested-With, x-ms-bot-agent/,
    );
    expect(preflight.headers.get("access-control-allow-credentials")).toBeNull();
    const answer = await server.call("GET", `${path}/activities`, { token, headers: listed });
    expect([answer.status, answer.headers.get("access-control-allow-origin"), answer.headers.get("vary")]).toEqual([
      200,
      listed.origin,
      "Origin",
    ]);
    for (const origin of [server.base, `http://localhost:${server.port}`, "http://localhost:5500"]) {
      expect((await server.call("POST", "/chat/token", { body: {}, headers: { origin } })).status).toBe(200);
    }
  });

  test("the page comes with a strict policy, its company's name escaped, and is not sent twice", async () => {
    const page = await server.call("GET", "/");
    expect(page.text).toContain("澄川&lt;科技&gt;");
    expect(page.text).not.toMatch(/<script(?![^>]* src=)|style="|\son\w+="|\{\{/);
    const policy = page.headers.get("content-security-policy")!;
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).not.toMatch(/unsafe|\*/);
    for (const name of ["x-powered-by", "server", "set-cookie"]) expect(page.headers.get(name)).toBeNull();
    expect(page.headers.get("x-content-type-options")).toBe("nosniff");
    const again = await server.call("GET", "/", { headers: { "if-none-match": page.headers.get("etag")! } });
    expect([again.status, again.text]).toEqual([304, ""]);
    const file = await server.call("GET", "/widget/panel-AAAA1111.js", { headers: { origin: "https://any.example" } });
    expect([file.status, file.text, file.headers.get("access-control-allow-origin")]).toEqual([200, "the panel", "*"]);
    for (const path of ["/widget/..%2f..%2fpackage.json", "/widget/manifest.json"])
      expect((await server.call("GET", path)).status).toBe(404);
    const head = await fetch(server.base, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });

  test("64 KB of headers, two requests in one and half a line are refused and harm nobody", async () => {
    const raw = (text: string) =>
      new Promise<string>((resolve) => {
        const socket = createConnection(server.port, "127.0.0.1", () => socket.write(text));
        let got = "";
        socket.on("data", (data: Buffer) => (got += data.toString()));
        socket.on("error", () => resolve(got));
        socket.on("close", () => resolve(got));
      });
    expect(await raw(`GET / HTTP/1.1\r\nHost: x\r\nX: ${"x".repeat(65_000)}\r\n\r\n`)).toMatch(/^(HTTP\/1.1 431|$)/);
    expect(await raw("GARBAGE\r\n\r\n")).toMatch(/^HTTP\/1.1 400/);
    expect(
      await raw("POST /chat/token HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    ).toMatch(/^HTTP\/1.1 400/);
    expect((await server.call("GET", "/healthz")).status).toBe(200);
  });

  test("slow senders of headers and of bodies are cut within 15 s, all of them", async () => {
    const began = performance.now();
    const cutAfter = (first: string) =>
      new Promise<number>((resolve) => {
        const socket = createConnection(server.port, "127.0.0.1", () => socket.write(first));
        const dripping = setInterval(() => socket.write("x"), 1_000);
        socket.on("error", () => undefined);
        socket.on("data", () => undefined);
        socket.on("close", () => {
          clearInterval(dripping);
          resolve(performance.now() - began);
        });
      });
    const headers = Array.from({ length: 50 }, () => cutAfter("GET / HTTP/1.1\r\nHost: x\r\nX-"));
    const bodies = Array.from({ length: 50 }, () =>
      cutAfter("POST /chat/token HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\n{"),
    );
    expect((await server.call("GET", "/healthz")).status).toBe(200);
    expect(Math.max(...(await Promise.all([...headers, ...bodies])))).toBeLessThan(15_000);
    expect(server.faults).toEqual([]);
  }, 30_000);
});
