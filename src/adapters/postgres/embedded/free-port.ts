import { createServer } from "node:net";
import { EmbeddedError } from "./embedded-error.js";

/**
 * Below every system's range for outgoing connections: while the server is down, a client that tries again and again at a port of that
 * range can get connected to itself, and then holds the port against the server.
 */
const [LOWEST, COUNT] = [20_000, 10_000] as const;
const TRIES_MAX = 200;

/** The preferred port of 127.0.0.1 if it is free, else another. */
export async function freePort(preferred: number | undefined): Promise<number> {
  if (preferred !== undefined && (await isFree(preferred))) return preferred;
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const port = LOWEST + Math.floor(Math.random() * COUNT);
    if (port !== preferred && (await isFree(port))) return port;
  }
  throw new EmbeddedError(
    "embedded.port-taken",
    `No free port was found on 127.0.0.1 from ${LOWEST} up: end what listens there.`,
  );
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen({ port, host: "127.0.0.1", exclusive: true }, () => probe.close(() => resolve(true)));
  });
