import { createConnection } from "node:net";
import { served, type Served, socketTo, until } from "./served.js";

describe("Direct Line streams", () => {
  let server: Served;
  beforeAll(async () => (server = await served()));
  afterAll(() => server.close());
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  test("what was said between start and socket is replayed, then what is said next comes from memory, in order and once", async () => {
    const anna = await server.visitor();
    server.desk.say(anna.conversationId, "二", "三");
    const socket = socketTo(anna.streamUrl);
    await until(() => socket.texts().length === 3, "replay");
    const reads = server.desk.reads;
    for (let n = 4; n <= 50; n += 1) server.desk.say(anna.conversationId, String(n));
    await until(() => socket.texts().length === 50, "push");
    expect(socket.texts().slice(1, 5)).toEqual(["二", "三", "4", "5"]);
    expect(server.desk.reads).toBe(reads);
    expect(socket.frames.at(-1)!.watermark).toBe("50");
    socket.ws.close();
  });

  test("news of another instance is read from the log, also when it comes in the middle of a read", async () => {
    const anna = await server.visitor();
    const socket = socketTo(anna.streamUrl);
    await until(() => socket.texts().length === 1, "greeting");
    for (let n = 2; n <= 20; n += 1) (n % 3 === 0 ? server.desk.sayElsewhere : server.desk.say)(anna.conversationId, String(n));
    server.desk.saySilently(anna.conversationId, "21");
    server.desk.say(anna.conversationId, "22");
    await until(() => socket.texts().length === 22, "all");
    expect(socket.texts().slice(1)).toEqual(Array.from({ length: 21 }, (_, index) => String(index + 2)));
    expect([...server.desk.cursors()]).toContainEqual([anna.conversationId, 22]);
    socket.ws.close();
  });

  test("reconnects begin at their watermark: an old one, none, empty, and one from the future", async () => {
    const anna = await server.visitor();
    server.desk.say(anna.conversationId, "二", "三");
    const joined = async (query: string) => {
      const { json } = await server.call("GET", `${anna.path}${query}`, { token: anna.token });
      return socketTo(json.streamUrl);
    };
    const sockets = await Promise.all(["?watermark=1", "", "?watermark=", "?watermark=77"].map(joined));
    const future = socketTo(
      `${(await server.call("GET", anna.path, { token: anna.token })).json.streamUrl.replace(/watermark=\d+/, "watermark=77")}`,
    );
    await until(() => [...sockets, future].every(({ ws }) => ws.readyState === ws.OPEN), "open");
    await pause(50);
    server.desk.say(anna.conversationId, "四");
    const all = [...sockets, future];
    await until(() => all.every((socket) => socket.texts().at(-1) === "四"), "news");
    expect(all.map((socket) => socket.texts().length)).toEqual([3, 1, 4, 1, 1]);
    all.forEach(({ ws }) => ws.close());
  });

  test("a socket that was dropped in the middle gets the rest by its watermark: nothing lost, nothing twice", async () => {
    const anna = await server.visitor();
    const got: string[] = [];
    let { streamUrl } = anna;
    for (let n = 2; n <= 120; n += 1) {
      if (n % 10 === 2) {
        const socket = socketTo(streamUrl);
        await until(() => socket.frames.length > 0, "first frame");
        server.desk.say(anna.conversationId, String(n));
        await until(() => socket.texts().at(-1) === String(n), "live");
        socket.ws.terminate();
        const ids = socket.ids();
        got.push(...ids);
        const watermark = socket.frames.at(-1)!.watermark;
        ({ streamUrl } = (await server.call("GET", `${anna.path}?watermark=${watermark}`, { token: anna.token })).json);
      } else server.desk.say(anna.conversationId, String(n));
    }
    const last = socketTo(streamUrl);
    await until(() => last.texts().at(-1) === "120", "rest");
    got.push(...last.ids());
    expect(got).toHaveLength(120);
    expect(new Set(got).size).toBe(120);
    last.ws.close();
  });

  test("an answered ping sent after a message says that it was seen; an invented pong says nothing", async () => {
    const anna = await server.visitor();
    server.desk.seen.length = 0;
    const deaf = socketTo(anna.streamUrl, { autoPong: false });
    await until(() => deaf.texts().length === 1, "greeting");
    deaf.ws.pong("999");
    deaf.ws.pong("x");
    await pause(250);
    expect(server.desk.seen).toEqual([]);
    deaf.ws.terminate();
    const { json } = await server.call("GET", anna.path, { token: anna.token });
    const socket = socketTo(json.streamUrl);
    await until(() => socket.ws.readyState === socket.ws.OPEN, "open");
    await pause(150);
    expect(server.desk.seen).toEqual([]);
    for (let n = 2; n <= 30; n += 1) server.desk.say(anna.conversationId, String(n));
    await until(() => server.desk.seen.length > 0, "seen");
    await pause(150);
    expect(server.desk.seen).toEqual([[anna.conversationId, 30]]);
    socket.ws.close();
  });

  test("typing is shown to sockets and moves no watermark", async () => {
    const anna = await server.visitor();
    const socket = socketTo(anna.streamUrl);
    await until(() => socket.frames.length === 1, "greeting");
    server.http.typing(anna.conversationId, { id: "agent", name: "李敏" });
    await until(() => socket.frames.length === 2, "typing");
    expect(socket.frames[1]).toEqual({
      activities: [expect.objectContaining({ type: "typing", from: { id: "agent", name: "李敏", role: "bot" } })],
    });
    socket.ws.close();
  });

  test("empty frames are pings; any other frame, a binary or a large one closes the socket politely, and only that one", async () => {
    const anna = await server.visitor();
    const watching = socketTo(anna.streamUrl);
    await until(() => watching.frames.length === 1, "greeting");
    watching.ws.send("");
    const frames: [string | Buffer, number][] = [
      ['{"type":"__proto__"}', 1003],
      ["constructor", 1003],
      [Buffer.from([0]), 1003],
      [Buffer.alloc(0), 1003],
      ["x".repeat(2_000), 1009],
    ];
    for (const [frame, code] of frames) {
      const { json } = await server.call("GET", anna.path, { token: anna.token });
      const socket = socketTo(json.streamUrl);
      await until(() => socket.ws.readyState === socket.ws.OPEN, "open");
      socket.ws.send(frame);
      await until(() => socket.closed !== 0, "closed");
      expect(socket.closed).toBe(code);
    }
    server.desk.say(anna.conversationId, "still here");
    await until(() => watching.texts().at(-1) === "still here", "alive");
    expect(server.faults).toEqual([]);
    watching.ws.close();
  });

  test("raw garbage on an open socket harms nobody", async () => {
    const anna = await server.visitor();
    const { pathname, search } = new URL(anna.streamUrl);
    const raw = createConnection(server.port, "127.0.0.1");
    raw.on("error", () => undefined);
    raw.write(
      `GET ${pathname}${search} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${Buffer.alloc(16).toString("base64")}\r\n\r\n`,
    );
    const closed = new Promise((resolve) => raw.on("close", resolve));
    await new Promise((resolve) => raw.once("data", resolve));
    raw.write(Buffer.from("ffffffffffffffffffffffff", "hex"));
    await closed;
    expect((await server.call("GET", "/healthz")).status).toBe(200);
  });

  test("the ticket of a streamUrl opens one socket at a time, within 60 s, for its conversation only", async () => {
    const [anna, bert] = [await server.visitor(), await server.visitor()];
    const refusalOf = async (url: string, options = {}) => {
      const socket = socketTo(url, options);
      await until(() => socket.refused !== 0 || socket.ws.readyState === socket.ws.OPEN, "answer");
      return socket.refused;
    };
    const first = socketTo(anna.streamUrl);
    await until(() => first.frames.length === 1, "greeting");
    expect(await refusalOf(anna.streamUrl)).toBe(403);
    const ticketOfAnna = new URL(anna.streamUrl).searchParams.get("t")!;
    expect(await refusalOf(bert.streamUrl.replace(/t=[^&]+/, `t=${ticketOfAnna}`))).toBe(403);
    expect(await refusalOf(bert.streamUrl.replace(/t=[^&]+/, `t=${bert.token}`))).toBe(401);
    expect(await refusalOf(bert.streamUrl.replace(/t=[^&]+/, "t=x"))).toBe(401);
    expect(await refusalOf(bert.streamUrl.replace(/\?.*/, ""))).toBe(401);
    expect(await refusalOf(`${bert.streamUrl}&watermark=abc`)).toBe(400);
    expect(await refusalOf(bert.streamUrl.replace("/stream", "/other"))).toBe(404);
    expect(await refusalOf(bert.streamUrl, { origin: "https://evil.example" })).toBe(403);
    expect(await refusalOf(bert.streamUrl, { origin: `http://127.0.0.1:${server.port}.evil.example` })).toBe(403);
    server.clock.ms += 60_000;
    expect(await refusalOf(bert.streamUrl)).toBe(403);
    const { json } = await server.call("GET", bert.path, { token: bert.token });
    expect(await refusalOf(json.streamUrl, { origin: "https://shop.example" })).toBe(0);
    first.ws.close();
  });

  test("a stream ends with its token, and lives on when the token is refreshed", async () => {
    const [anna, bert] = [await server.visitor(), await server.visitor()];
    const sockets = [socketTo(anna.streamUrl), socketTo(bert.streamUrl)] as const;
    await until(() => sockets.every(({ frames }) => frames.length === 1), "greetings");
    server.clock.ms += 1_799_000;
    expect((await server.call("POST", "/v3/directline/tokens/refresh", { token: anna.token })).status).toBe(200);
    server.clock.ms += 60_000;
    await until(() => sockets[1].closed !== 0, "expired stream closed", 40_000);
    expect([sockets[1].closed, sockets[1].reason]).toEqual([4403, "TokenExpired"]);
    server.desk.say(anna.conversationId, "still here");
    await until(() => sockets[0].texts().at(-1) === "still here", "refreshed stream lives");
    sockets[0].ws.close();
  }, 60_000);

  test("a reader that does not read is closed with 1013; memory stays bounded and others are served", async () => {
    const [slow, quick] = [await server.visitor(), await server.visitor()];
    const [reader, watching] = [socketTo(slow.streamUrl), socketTo(quick.streamUrl)];
    await until(() => reader.frames.length === 1 && watching.frames.length === 1, "greetings");
    reader.ws.pause();
    const before = process.memoryUsage().rss;
    const text = "字".repeat(50_000);
    for (let n = 0; n < 100; n += 1) {
      server.desk.say(slow.conversationId, text);
      await new Promise((resolve) => setImmediate(resolve));
    }
    server.desk.say(quick.conversationId, "quick");
    await until(() => watching.texts().at(-1) === "quick", "others");
    reader.ws.resume();
    await until(() => reader.closed !== 0, "slow reader closed", 10_000);
    expect(reader.closed).toBe(1013);
    expect(process.memoryUsage().rss - before).toBeLessThan(80_000_000);
    const { json } = await server.call("GET", `${slow.path}?watermark=${reader.frames.at(-1)!.watermark}`, { token: slow.token });
    const again = socketTo(json.streamUrl);
    await until(() => again.frames.at(-1)?.watermark === "101", "the rest", 15_000);
    expect(reader.texts().length + again.texts().length).toBe(101);
    again.ws.close();
    watching.ws.close();
  }, 60_000);

  test("a stream outlives the database's absence and is told then what it missed", async () => {
    const anna = await server.visitor();
    server.desk.away = true;
    const socket = socketTo(anna.streamUrl);
    await until(() => socket.ws.readyState === socket.ws.OPEN, "open");
    await pause(100);
    server.desk.away = false;
    await until(() => socket.texts().length === 1, "greeting");
    server.faults.length = 0;
    socket.ws.close();
  });
});
