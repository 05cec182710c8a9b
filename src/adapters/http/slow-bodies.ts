import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

export interface SlowBodiesOptions {
  /** In each span of so long… */
  spanMs: number;
  /** …at least so many bytes come, or the connection is cut. */
  bytesLeast: number;
  /** However steadily it comes. */
  wholeMs: number;
}

export const SLOW_BODIES: SlowBodiesOptions = { spanMs: 10_000, bytesLeast: 16_384, wholeMs: 300_000 };

/**
 * A server's `requestTimeout` cuts every request that is not there within seconds; a film from a phone takes minutes. Answers the
 * function that lets one request take its time, as long as it keeps a pace.
 */
export function makeSlowBodies(server: Server, { spanMs, bytesLeast, wholeMs }: SlowBodiesOptions = SLOW_BODIES) {
  const admitted = new Set<Duplex>();
  // Node asks here before it cuts, and says nothing of its own then.
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === "ERR_HTTP_REQUEST_TIMEOUT" && admitted.has(socket)) return;
    if (error.code === "ECONNRESET" || !socket.writable) socket.destroy();
    else
      socket.end(`HTTP/1.1 ${STATUS[error.code ?? ""] ?? "400 Bad Request"}\r\nConnection: close\r\n\r\n`, () =>
        socket.destroy(),
      );
  });
  return (request: IncomingMessage, response: ServerResponse): void => {
    const { socket } = request;
    let until = performance.now() + wholeMs;
    let read = socket.bytesRead;
    const look = (): void => {
      if (request.complete || socket.destroyed) return done();
      if (socket.bytesRead - read < bytesLeast || performance.now() > until) socket.destroy();
      read = socket.bytesRead;
    };
    const timer = setInterval(look, spanMs);
    const done = (): void => {
      clearInterval(timer);
      admitted.delete(socket);
    };
    admitted.add(socket);
    // What was answered before it was all there is refused: the rest need not come.
    response.once("finish", () => (until = Math.min(until, performance.now() + spanMs)));
    socket.once("close", done);
    request.once("close", () => {
      done();
      socket.off("close", done);
    });
  };
}

/** As Node answers them. */
const STATUS: Record<string, string> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  HPE_CHUNK_EXTENSIONS_OVERFLOW: "413 Payload Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};
