import { WebSocket } from "ws";

/** An envelope, hello, or whatever else Slack sends. */
export type Frame = Record<string, unknown>;

export interface SocketTimes {
  /** From opening to Slack's hello. */
  helloWithinMs: number;
  /** Between two pings of ours. */
  pingEveryMs: number;
  /** Without a sign of life, pongs included, the socket only looks open. */
  silenceMostMs: number;
}

export interface SlackSocket {
  send(frame: object): boolean;
  /** No more is heeded after this. */
  close(): void;
  /** Ends with the socket, whatever ended it. */
  ended: Promise<void>;
}

/** One socket from its hello on. Rejects where there comes none; a socket that falls silent is ended (reliability F22). */
export function openSocket(url: string, onFrame: (frame: Frame) => void, times: SocketTimes): Promise<SlackSocket> {
  const socket = new WebSocket(url, { maxPayload: 8_388_608, handshakeTimeout: times.helloWithinMs });
  let heard = performance.now();
  const timer = setInterval(() => {
    if (performance.now() - heard > times.silenceMostMs) socket.terminate();
    else if (socket.readyState === WebSocket.OPEN) socket.ping();
  }, times.pingEveryMs);
  const alive = (): void => void (heard = performance.now());
  const ended = new Promise<void>((resolve) => {
    socket.once("close", () => {
      clearInterval(timer);
      resolve();
    });
  });
  const opened: SlackSocket = {
    ended,
    send: (frame) => {
      if (socket.readyState !== WebSocket.OPEN) return false;
      socket.send(JSON.stringify(frame));
      return true;
    },
    close: () => {
      socket.close(1000);
      // One that does not answer the goodbye is cut.
      const cut = setTimeout(() => socket.terminate(), 500);
      void ended.then(() => clearTimeout(cut));
    },
  };
  socket.on("ping", alive);
  socket.on("pong", alive);
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => socket.terminate(), times.helloWithinMs);
    socket.on("error", reject);
    void ended.then(() => {
      clearTimeout(late);
      reject(new Error("The socket ended before Slack's hello."));
    });
    socket.on("message", (data: Buffer) => {
      alive();
      const frame = frameOf(data.toString("utf8"));
      if (frame === null) return;
      if (frame["type"] === "hello") {
        clearTimeout(late);
        resolve(opened);
      } else onFrame(frame);
    });
  });
}

function frameOf(text: string): Frame | null {
  try {
    const frame: unknown = JSON.parse(text);
    return typeof frame === "object" && frame !== null && !Array.isArray(frame) ? (frame as Frame) : null;
  } catch {
    return null;
  }
}
