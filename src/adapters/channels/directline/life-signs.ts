import type { Sightings } from "../../../application/ports.js";
import type { Slices } from "./slices.js";
import { CLOSED, type Stream } from "./stream.js";

/** Pushes of this span share one ping. */
const PING_GATHER_MS = 100;
const HEARTBEAT_S = 30;

export interface LifeSigns {
  pushed(stream: Stream): void;
  pong(stream: Stream, said: Buffer): void;
  stop(): void;
}

export interface LifeSignsDeps {
  streams: ReadonlyMap<unknown, Stream>;
  sightings: Sightings;
  now: () => number;
  /** Shared with what is told, so that pings come behind it. */
  slices: Slices;
}

/**
 * Knows that a device has a message by a ping sent after it and answered (architecture 4), and that a socket is dead by none
 * answered. Heartbeats go to a thirtieth of the sockets each second, so that many sockets never stall the process.
 */
export function makeLifeSigns({ streams, sightings, now, slices }: LifeSignsDeps): LifeSigns {
  const toPing = new Set<Stream>();
  let gathering: NodeJS.Timeout | null = null;
  let round = streams.values();

  const pingTold = (stream: Stream): void => {
    stream.pinged = stream.cursor;
    ping(stream);
  };
  const flush = (): void => {
    gathering = null;
    for (const stream of toPing) slices(() => pingTold(stream));
    toPing.clear();
  };
  const heartbeat = (stream: Stream): void => {
    if (now() >= stream.expiresAt) stream.ws.close(...CLOSED.expired);
    else if (!stream.alive) stream.ws.terminate();
    else {
      stream.alive = false;
      stream.beatenAt = uptimeMs();
      ping(stream);
    }
  };
  const ticking = setInterval(() => {
    for (let left = Math.ceil(streams.size / HEARTBEAT_S); left > 0; left -= 1) {
      let next = round.next();
      if (next.done === true) next = (round = streams.values()).next();
      // A few sockets come round every second: one that was asked less than a round ago still has time to answer.
      if (next.value !== undefined && uptimeMs() - next.value.beatenAt >= HEARTBEAT_S * 1_000) heartbeat(next.value);
    }
  }, 1_000).unref();

  return {
    pushed: (stream) => {
      toPing.add(stream);
      gathering ??= setTimeout(flush, PING_GATHER_MS).unref();
    },
    pong: (stream, said) => {
      stream.alive = true;
      const seq = Number(said.toString("latin1"));
      // Only what a ping of ours said counts; a made-up pong is no sight of anything.
      if (!Number.isInteger(seq) || seq <= stream.seen || seq > stream.pinged) return;
      stream.seen = seq;
      sightings.seen(stream.conversationId, seq);
    },
    stop: () => {
      clearInterval(ticking);
      if (gathering !== null) clearTimeout(gathering);
    },
  };
}

/** A small integer, which costs no memory of its own in each stream. */
const uptimeMs = (): number => Math.trunc(performance.now());

/** A ping says up to where this socket was told; one that was told nothing yet says nothing. */
function ping({ ws, pinged }: Stream): void {
  if (ws.readyState === ws.OPEN) ws.ping(pinged > 0 ? String(pinged) : "");
}
