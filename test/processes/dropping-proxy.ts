import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** A network that breaks: each piece of bytes, either way, may end its connection, before or after it has passed. */
export interface DroppingProxy {
  url: string;
  /** How many connections it has ended. */
  dropped(): number;
  /** From now on everything passes. */
  heal(): void;
  close(): Promise<void>;
}

/** `share` of the pieces ends its connection; `roll` gives numbers from 0 to 1. */
export async function droppingProxy(to: string, { share, roll }: { share: number; roll: () => number }): Promise<DroppingProxy> {
  const target = new URL(to);
  const open = new Set<Socket>();
  let dropped = 0;
  let likely = share;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const [from, into] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(from);
      from.on("error", () => undefined);
      from.on("close", () => {
        open.delete(from);
        into.destroy();
      });
      from.on("data", (bytes) => {
        const drops = roll() < likely;
        // Half of what is lost arrives, and only its answer does not.
        if (!drops || roll() < 0.5) into.write(bytes, () => (drops ? into.destroySoon() : undefined));
        if (!drops) return;
        dropped += 1;
        from.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    dropped: () => dropped,
    heal: () => void (likely = 0),
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
