import type { Response } from "express";
import type { Live, LiveEvent, LiveListener } from "../../../application/live.js";
import { SECOND_MS } from "../../../domain/time.js";

/** A stream that stays open: what the answer needs of its exchange. */
export interface Stream {
  res: Response;
  /** `Last-Event-ID` of a page that comes back. */
  lastEventId: string | null;
  /** Whether the token or the session is still good. */
  stillSignedIn(): Promise<boolean>;
}

const HEARTBEAT_MS = 20 * SECOND_MS;
/** What a page asks for after a break: at once, but not all pages of a desk in the same moment. */
const RETRY_MS = 1_000;
const RETRY_SPREAD_MS = 2_000;
/** A page that does not read is cut off and comes back with what it last had. */
const WAITING_BYTES_MOST = 65_536;

const HEAD = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store",
  // nginx would keep it back until there is enough of it.
  "x-accel-buffering": "no",
};

const frame = (id: string | null, { kind, ...data }: LiveEvent): string =>
  `${id === null ? "" : `id: ${id}\n`}event: ${kind}\ndata: ${JSON.stringify(data)}\n\n`;

/** Server-sent events until the page leaves, its token is revoked or the desk stops. */
export function streamLive(
  live: Live,
  who: Pick<LiveListener, "agentId" | "role">,
  { res, lastEventId, stillSignedIn }: Stream,
): void {
  res.status(200).set(HEAD);
  res.write(`retry: ${RETRY_MS + Math.floor(Math.random() * RETRY_SPREAD_MS)}\n\n`);
  const write = (text: string): void => {
    if (res.writableLength > WAITING_BYTES_MOST) res.destroy();
    else if (!res.writableEnded) res.write(text);
  };
  const beat = async (): Promise<void> => {
    // A database that is away tells nothing about the token.
    const good = await stillSignedIn().catch(() => true);
    if (good) write(": \n\n");
    else res.end();
  };
  const timer = setInterval(() => void beat(), HEARTBEAT_MS);
  const leave = live.join({ ...who, tell: (id, event) => write(frame(id, event)), end: () => res.end() }, lastEventId);
  res.once("close", () => {
    clearInterval(timer);
    leave();
  });
}
