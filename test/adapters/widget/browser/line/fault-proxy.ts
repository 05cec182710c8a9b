import { createServer, request, type IncomingMessage } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { dice } from "../../../../support/dice.js";

/** An HTTP and WebSocket proxy that breaks things at random, by a seed. */
export interface FaultProxy {
  base: string;
  /** What it broke: before the server saw it, after it had done its work, and sockets. */
  broken: { before: number; after: number; sockets: number };
  heal(): void;
  close(): Promise<void>;
}

/** `address`: as which client it speaks to the product. */
export async function faultProxy(target: string, wish: { seed: number; share: number; address: string }): Promise<FaultProxy> {
  const { hostname, port } = new URL(target);
  const random = dice(wish.seed);
  const open = new Set<Socket>();
  const broken = { before: 0, after: 0, sockets: 0 };
  let isHealed = false;
  const breaks = (): boolean => random() < wish.share && !isHealed;
  const kept = (socket: Socket): void => {
    open.add(socket);
    socket.on("error", () => undefined).on("close", () => open.delete(socket));
  };
  const headersOf = ({ headers }: IncomingMessage) => ({ ...headers, "x-forwarded-for": wish.address });

  const server = createServer((asked, answer) => {
    const bytes: Buffer[] = [];
    asked.on("data", (chunk: Buffer) => bytes.push(chunk)).on("error", () => undefined);
    asked.on("end", () => {
      if (breaks()) {
        broken.before += 1;
        return void asked.socket.destroy();
      }
      const loses = breaks();
      const { method, url: path } = asked;
      const onward = request({ hostname, port, method, path, headers: headersOf(asked) }, (response) => {
        if (loses) {
          broken.after += 1;
          response.resume().on("end", () => asked.socket.destroy());
          return;
        }
        answer.writeHead(response.statusCode!, response.headers);
        response.pipe(answer);
      });
      onward.on("error", () => asked.socket.destroy());
      onward.end(Buffer.concat(bytes));
    });
  });
  server.on("connection", kept);
  server.on("upgrade", (asked: IncomingMessage, client: Socket) => {
    const cut = (): void => {
      broken.sockets += 1;
      client.destroy();
      upstream.destroy();
    };
    const upstream = connect(Number(port), hostname);
    kept(upstream);
    upstream.on("close", () => client.destroy());
    client.on("close", () => upstream.destroy());
    if (breaks()) return cut();
    const lines = Object.entries(headersOf(asked)).map(([name, value]) => `${name}: ${String(value)}`);
    upstream.write(`GET ${asked.url} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
    client.on("data", (bytes) => upstream.write(bytes));
    upstream.on("data", (bytes) => (breaks() ? cut() : client.write(bytes)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    broken,
    heal: () => void (isHealed = true),
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
