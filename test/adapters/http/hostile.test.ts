import { createConnection } from "node:net";
import type { Route } from "../../../src/adapters/http/route.js";
import { served, type Served, type Visitor } from "../channels/directline/served.js";

// What no client of ours sends: each is refused in words, nothing is thrown, nobody else notices.

let server: Served;
let anna: Visitor;
beforeAll(async () => {
  server = await served();
  anna = await server.visitor();
});
afterAll(() => server.close());
afterEach(async () => {
  expect(server.faults.splice(0)).toEqual([]);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  expect((await server.call("GET", "/healthz")).status).toBe(200);
});

const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;
const manyKeys = (count: number) => JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, key) => [`k${key}`, 1])));

describe("bodies", () => {
  const token = "/chat/token";
  const start = "/v3/directline/conversations";
  const refresh = "/v3/directline/tokens/refresh";

  test.each([
    ["a list for a text", token, '{"resume":["x"]}', 400],
    ["an object for a text", token, '{"locale":{"toString":"x"}}', 400],
    ["a text for an object", start, '{"user":"dl_x"}', 400],
    ["a list for an object", start, '{"channelData":["x"]}', 400],
    ["a number for a text", start, '{"locale":7}', 400],
    ["a word", token, '"x"', 400],
    ["a number", start, "7", 400],
    ["half of JSON", start, '{"locale":', 400],
    ["JSON with comments", token, "{/* */}", 400],
    ["two values", token, "{}{}", 400],
    ["a list 30,000 deep", token, "[".repeat(30_000) + "]".repeat(30_000), 400],
    ["JSON of more bytes than it takes", token, deep(20_000), 413],
    ["100,000 keys", token, manyKeys(100_000), 413],
    ["100,000 keys to start with", start, manyKeys(100_000), 413],
  ])("%s is refused: %s", async (_what, ...[path, body, status]) => {
    const answer = await server.call("POST", path, { token: anna.token, body });
    expect([answer.status, answer.text.includes("    at ")]).toEqual([status, false]);
    const { code } = answer.json.error ?? answer.json;
    expect(code).toEqual(expect.any(String));
  });

  test.each(["__proto__", "constructor", "prototype", "toString", "hasOwnProperty"])(
    "%s as a field does nothing",
    async (name) => {
      const body = `{"${name}":{"polluted":1,"prototype":{"polluted":1}},"user":{"${name}":{"polluted":1}}}`;
      for (const path of [token, start, refresh, "/chat/link"]) {
        const { status } = await server.call("POST", path, { token: anna.token, body });
        expect([path, [200, 201].includes(status)]).toEqual([path, true]);
      }
      const named = await server.call("POST", token, {
        body: JSON.stringify({ locale: name, timezone: name, resume: name, identity: name }),
      });
      expect(named.status).toBe(200);
    },
  );

  test("whatever the content type says, a body is JSON or refused, and bytes that are no UTF-8 are never half read", async () => {
    const types = [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "application/xml",
      "x",
      "a/b;charset=utf-7",
    ];
    const sent = (type: string, body: string | Uint8Array<ArrayBuffer>) =>
      fetch(server.base + token, { method: "POST", body, headers: { "content-type": type, "content-encoding": "identity" } });
    for (const type of types) {
      expect([type, (await sent(type, '{"locale":"en"}')).status]).toEqual([type, 200]);
      expect([type, (await sent(type, "locale=en&resume[$ne]=x")).status]).toEqual([type, 400]);
    }
    const bytes = (...values: number[]) => Uint8Array.from(values);
    expect((await sent("application/json", bytes(0xff, 0xfe, 0x7b, 0x00))).status).toBe(400);
    expect((await sent("application/json; charset=utf-16", bytes(0x7b, 0x00, 0x7d, 0x00))).status).toBe(400);
    expect((await sent("application/json", bytes(0x1f, 0x8b, 0x08, 0x00))).status).toBe(400);
    const said = Buffer.concat([
      Buffer.from('{"type":"message","text":"a'),
      Buffer.from([0xc3, 0x28, 0xed, 0xa0, 0x80]),
      Buffer.from('z"}'),
    ]);
    const headers = { authorization: `Bearer ${anna.token}`, "content-type": "application/json" };
    const posted = await fetch(`${server.base}${anna.path}/activities`, { method: "POST", headers, body: said });
    expect([posted.status, server.desk.received.at(-1)!.text.replaceAll("\ufffd", "?")]).toEqual([200, "a?(???z"]);
  });
});

describe("addresses", () => {
  const FILE = "01a20000-0000-7000-8000-000000000000";

  test.each([
    "/files/..%2f..%2fetc%2fpasswd",
    "/files/%2e%2e%2fpackage.json",
    "/files/..%252f..%252fpackage.json",
    "/files/%00",
    "/files/__proto__",
    `/files/${FILE}%00.png`,
    `/files/${FILE}?until=1&s=x`,
    `/files/${FILE}?until=9999999999999&s=${"A".repeat(43)}`,
    `/files/${FILE}?until=9999999999999&until=1&s=x&s=y`,
    `/files/${FILE}?until[]=1&s[]=x`,
    `/files/${FILE}?until=NaN&s=__proto__`,
    `/files/${FILE}?${"a=1&".repeat(2_000)}`,
  ])("%s gives no file", async (path) => {
    const { status, json, headers } = await server.call("GET", path);
    expect([path, status, json.code]).toEqual([path, 403, expect.any(String)]);
    expect(headers.get("content-disposition")).toBeNull();
  });

  test.each([
    "/widget/..%2f..%2fpackage.json",
    "/widget/..%5c..%5cpackage.json",
    "/widget/%2e%2e%2findex.html",
    "/widget/..%252fmanifest.json",
    "/widget/manifest.json",
    "/widget/index.html",
    "/widget/panel.js%00.css",
    "/widget/__proto__",
    "/widget/constructor",
    "/widget/widget.js",
    "/widget.js/",
    "/widget.js%2f",
    "//widget.js",
    "/WIDGET.JS",
    "/./files/x",
    "/chat//token",
    "/chat%2ftoken",
    "/v3/directline/../../etc/passwd",
    "/api/v1/..%2f..%2fhealthz",
    `/${"a/".repeat(3_000)}`,
  ])("%s is not there", async (path) => {
    const answers = await raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect([path, /^HTTP\/1\.1 404 /.test(answers)]).toEqual([path, true]);
    expect(answers).not.toMatch(/root:|"name": "frontdoor"|<script/);
  });

  test.each(["/files/%", "/files/%E0%A4%A", "/widget/%c0%ae%c0%ae", "/v3/directline/conversations/%ff/activities"])(
    "%s is not well encoded",
    async (path) => {
      expect([path, (await server.call("GET", path, { token: anna.token })).status]).toEqual([path, 400]);
    },
  );

  test("a whole address, an asterisk and another protocol in the first line are refused or not there", async () => {
    for (const target of ["http://evil.example/chat/desk", "*", "evil.example:443", "\\\\evil.example\\share"]) {
      const answer = await raw(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      expect([target, /^HTTP\/1\.1 4\d\d /.test(answer)]).toEqual([target, true]);
    }
  });
});

describe("headers", () => {
  test("a name that is no host is not repeated in any address of ours", async () => {
    for (const host of ["evil.example/path", 'x"onload=alert(1)', "x y", "user@evil.example", "[::1", "a".repeat(300)]) {
      const body = "{}";
      const answer = await raw(
        `POST /v3/directline/conversations HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${anna.token}\r\n` +
          `Content-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
      );
      expect([host, /^HTTP\/1\.1 (200|400) /.test(answer), answer.includes(`//${host}/`)]).toEqual([host, true, false]);
    }
  });

  test("line breaks in what is given back as a header end no header", async () => {
    const link = server.http.routes.find(({ path }) => path === "/chat/link")!;
    for (const value of ["https://shop.example\r\nset-cookie: a=1", "https://shop.example\nx: y", "https://shop.example\0"]) {
      const answer = await raw(
        `${link.method} ${link.path} HTTP/1.1\r\nHost: x\r\nOrigin: ${value}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
      );
      const [head = ""] = answer.split("\r\n\r\n");
      expect([value, /^HTTP\/1\.1 40[013] /.test(head), /set-cookie|^x: y/im.test(head)]).toEqual([value, true, false]);
    }
    const encoded = await server.call("GET", "/chat/desk?x=%0d%0aset-cookie:%20a=1", { headers: { "if-none-match": '"%0d%0a' } });
    expect([encoded.status, encoded.headers.get("set-cookie")]).toEqual([200, null]);
  });

  test("64 KB of one header, of many, of an address and of a token are refused", async () => {
    const long = "x".repeat(65_536);
    for (const line of [`X: ${long}`, `Authorization: Bearer ${long}`, `Cookie: ${long}`, `Origin: https://${long}`]) {
      expect(await raw(`GET /chat/desk HTTP/1.1\r\nHost: x\r\n${line}\r\n\r\n`)).toMatch(/^(HTTP\/1\.1 431|$)/);
    }
    expect(await raw(`GET /chat/desk HTTP/1.1\r\nHost: x\r\n${"X: y\r\n".repeat(10_000)}\r\n`)).toMatch(/^(HTTP\/1\.1 431|$)/);
    expect(await raw(`GET /${long} HTTP/1.1\r\nHost: x\r\n\r\n`)).toMatch(/^(HTTP\/1\.1 (414|431)|$)/);
  });
});

describe("pages of other origins", () => {
  const EVIL = [
    "null",
    "https://evil.example",
    "http://shop.example",
    "https://shop.example:8443",
    "https://shop.example.evil.example",
    "https://evilshop.example",
    "https://shop.example@evil.example",
    "https://shop.example/",
    "https://shop.example, https://evil.example",
    "file://",
    "chrome-extension://abc",
    "*",
    "undefined",
    "__proto__",
  ];
  const pathOf = ({ path }: Route) =>
    path.replace(":conversationId", anna.conversationId).replace(":attachmentId", "a").replace(":file", "manifest.json");
  const rows = () => server.http.routes.filter(({ origins }) => origins !== "ignored");

  test("every row that listens to origins refuses them, asked and asked beforehand, and never gives one back", async () => {
    expect(rows().map(({ path }) => path)).toEqual(
      expect.arrayContaining(["/chat/token", "/chat/link", "/chat/desk", "/files/:attachmentId"]),
    );
    for (const route of rows()) {
      for (const origin of EVIL) {
        for (const method of [route.method, "OPTIONS"]) {
          const { status, headers } = await server.call(method, pathOf(route), {
            token: anna.token,
            headers: { origin, "access-control-request-method": route.method },
          });
          const cors = ["allow-origin", "allow-credentials", "allow-headers"].map((name) =>
            headers.get(`access-control-${name}`),
          );
          expect([method, route.path, origin, status, ...cors]).toEqual([method, route.path, origin, 403, null, null, null]);
          expect(headers.get("vary")).toMatch(/Origin/);
        }
      }
    }
  });

  test("a listed one is given back by itself, without credentials, on every row that listens to origins", async () => {
    for (const route of rows().filter(({ origins }) => origins === "listed")) {
      const answer = await server.call("OPTIONS", pathOf(route), {
        headers: { origin: "https://shop.example", "access-control-request-method": route.method },
      });
      expect([route.path, answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([
        route.path,
        204,
        "https://shop.example",
      ]);
      expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
    }
  });

  test("what any site may have holds nothing of a visitor, and is the only thing with an asterisk", async () => {
    for (const route of server.http.routes.filter(({ method }) => method === "GET")) {
      const { headers } = await server.call("GET", pathOf(route), { headers: { origin: "https://evil.example" } });
      const isForAny = headers.get("access-control-allow-origin") === "*";
      expect([route.path, isForAny]).toEqual([route.path, route.path.startsWith("/widget")]);
      expect([route.path, headers.get("x-content-type-options")]).toEqual([route.path, "nosniff"]);
    }
  });
});

/** What stands on the wire, to the letter; empty where the connection is cut without a word. */
function raw(text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = createConnection(server.port, "127.0.0.1", () => socket.write(text));
    let got = "";
    socket.on("data", (data: Buffer) => (got += data.toString("latin1")));
    socket.on("error", () => resolve(got));
    socket.on("close", () => resolve(got));
  });
}
