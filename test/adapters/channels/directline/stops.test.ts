import { createConnection } from "node:net";
import { served, socketTo, until } from "./served.js";

describe("a stop", () => {
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  test("is not held up by a socket that opens in the middle of it", async () => {
    const own = await served();
    const anna = await own.visitor();
    const { pathname, search } = new URL(anna.streamUrl);
    const raw = createConnection(own.port, "127.0.0.1");
    raw.on("error", () => undefined);
    let got = "";
    raw.on("data", (data: Buffer) => (got += data.toString()));
    raw.write(`GET ${pathname}${search} HTTP/1.1\r\nHost: 127.0.0.1\r\n`);
    await pause(50);
    const stopped = own.close();
    raw.write(
      `Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${Buffer.alloc(16).toString("base64")}\r\n\r\n`,
    );
    await stopped;
    expect(got).toMatch(/^(HTTP\/1.1 403|$)/);
  });

  test("closes sockets with 1012 and answers what was asked", async () => {
    const own = await served();
    const anna = await own.visitor();
    const socket = socketTo(anna.streamUrl);
    await until(() => socket.frames.length === 1, "greeting");
    const asked = own.call("POST", `${anna.path}/activities`, { token: anna.token, body: { type: "message", text: "last" } });
    await pause(200);
    await own.close();
    await until(() => socket.closed !== 0, "closed");
    expect(socket.closed).toBe(1012);
    expect((await asked).status).toBe(200);
  });
});
