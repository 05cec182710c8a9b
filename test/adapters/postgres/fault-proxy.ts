import { createServer, connect } from "node:net";
import type { AddressInfo, Socket } from "node:net";

/** A TCP proxy before Postgres that goes wrong on purpose. */
export interface FaultProxy {
  /** The database's URL by way of the proxy. */
  url: string;
  /** Closes what is open and refuses what comes. */
  refuse(): void;
  /** Keeps connections open and swallows every byte, both ways. */
  swallow(): void;
  /** Forwards what runs the named statement, waits until Postgres has answered it, and then cuts instead of passing that on. Once. */
  cutAfter(statement: string): void;
  heal(): void;
  close(): Promise<void>;
}

export async function faultProxy(database: string): Promise<FaultProxy> {
  const target = new URL(database);
  const open = new Set<Socket>();
  let fault: "none" | "refuse" | "swallow" = "none";
  let cutting: string | null = null;

  const server = createServer((client) => {
    if (fault === "refuse") return void client.destroy();
    const upstream = connect(Number(target.port), target.hostname);
    let cut = false;
    const both = [client, upstream];
    for (const [i, socket] of both.entries()) {
      open.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        open.delete(socket);
        both[1 - i]?.destroy();
      });
    }
    client.on("data", (bytes) => {
      if (fault === "swallow") return;
      if (cutting !== null && bytes.includes(cutting)) {
        cutting = null;
        cut = true;
      }
      upstream.write(bytes);
    });
    upstream.on("data", (bytes) => {
      if (cut) client.destroy();
      else if (fault !== "swallow") client.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(database);
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port);
  const drop = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: url.href,
    refuse() {
      fault = "refuse";
      drop();
    },
    swallow: () => void (fault = "swallow"),
    cutAfter: (statement) => void (cutting = statement),
    heal: () => void (fault = "none"),
    async close() {
      drop();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
