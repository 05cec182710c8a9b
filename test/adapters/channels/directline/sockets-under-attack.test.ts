import fc from "fast-check";
import { readdirSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { served, type Served, socketTo, until } from "./served.js";

let server: Served;
beforeAll(async () => (server = await served()));
afterAll(() => server.close());

const openFiles = (): number => readdirSync("/proc/self/fd").length;

const RUNS = 150;
const FRAGMENT = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  // A frame's head with any opcode, flags and length, masked or not, and what follows it.
  fc
    .record({ first: fc.nat(255), second: fc.nat(255), rest: fc.uint8Array({ maxLength: 140 }) })
    .map(({ first, second, rest }) => Uint8Array.of(first, second, ...rest)),
  // Well-formed and masked by nothing, with a text of ours or theirs.
  fc
    .record({
      opcode: fc.constantFrom(0x80, 0x81, 0x82, 0x88, 0x89, 0x8a, 0x01),
      text: fc.oneof(
        fc.constantFrom("", "{}", '{"type":"__proto__"}', '{"__proto__":{"x":1}}', "constructor", "null", "99999999999999999999"),
        fc.string({ unit: "binary", maxLength: 30 }),
      ),
    })
    .map(({ opcode, text }) => {
      const payload = Buffer.from(text);
      return Uint8Array.of(opcode, 0x80 | payload.length, 0, 0, 0, 0, ...payload);
    }),
);

test("whatever comes on an open socket closes that socket at most: nothing throws, nothing is seen, others are served", async () => {
  const seed = Number(process.env["FRAME_SEED"] ?? Date.now() % 2 ** 31);
  process.stdout.write(`FRAME_SEED=${seed}\n`);
  const [anna, bert] = [await server.visitor(), await server.visitor()];
  const watching = socketTo(bert.streamUrl);
  await until(() => watching.frames.length === 1, "greeting");
  const base = openFiles();
  server.desk.seen.length = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(FRAGMENT, { minLength: 1, maxLength: 6 }), async (fragments) => {
      const { json } = await server.call("GET", anna.path, { token: anna.token });
      const { pathname, search } = new URL(json.streamUrl);
      const raw = connect(server.port, "127.0.0.1");
      raw.on("error", () => undefined);
      const closed = new Promise((resolve) => raw.on("close", resolve));
      raw.write(
        `GET ${pathname}${search} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
          "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
      );
      await new Promise((resolve) => raw.once("data", resolve));
      for (const fragment of fragments) raw.write(fragment);
      raw.end();
      await closed;
    }),
    { seed, numRuns: RUNS },
  );
  server.desk.say(bert.conversationId, "still here");
  await until(() => watching.texts().at(-1) === "still here", "others are served");
  await until(() => openFiles() <= base + 2, "no socket is left behind", 20_000);
  expect(server.faults).toEqual([]);
  expect(server.desk.seen.filter(([id]) => id === anna.conversationId)).toEqual([]);
  expect(({} as { x?: unknown }).x).toBeUndefined();
  watching.ws.close();
}, 120_000);

test("F40: a thousand that begin and never end, handshakes, posts, uploads and those that say nothing, are cut; files are back to base", async () => {
  const anna = await server.visitor();
  const { pathname, search } = new URL(anna.streamUrl);
  const watching = socketTo(anna.streamUrl);
  await until(() => watching.frames.length === 1, "greeting");
  const base = openFiles();
  const host = `Host: 127.0.0.1:${server.port}\r\nAuthorization: Bearer ${anna.token}\r\n`;
  const beginnings = [
    "",
    `GET ${pathname}${search} HTTP/1.1\r\n${host}Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: AAAA`,
    `POST ${anna.path}/activities HTTP/1.1\r\n${host}Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n{"type":`,
    `POST ${anna.path}/upload?userId=${anna.userId} HTTP/1.1\r\n${host}Content-Type: multipart/form-data; boundary=b\r\n` +
      'Content-Length: 900000\r\n\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\nxx',
  ];
  const open = new Set<Socket>();
  for (let n = 0; n < 1_000; n += 1) {
    const socket = connect(server.port, "127.0.0.1", () => socket.write(beginnings[n % beginnings.length]!));
    open.add(socket);
    socket.on("error", () => undefined);
    socket.on("data", () => undefined);
    socket.on("close", () => open.delete(socket));
  }
  await until(() => openFiles() > base + 500, "they are many");
  expect((await server.call("GET", "/healthz")).status).toBe(200);
  await until(() => open.size === 0, "all are cut", 60_000);
  await until(() => openFiles() <= base + 5, "files are back to base", 20_000);
  server.desk.say(anna.conversationId, "still here");
  await until(() => watching.texts().at(-1) === "still here", "others are served");
  expect(server.faults).toEqual([]);
  watching.ws.close();
}, 120_000);
