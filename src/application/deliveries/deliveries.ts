import { SECOND_MS } from "../../domain/time.js";
import { deliver } from "./deliver.js";
import { makeFinisher } from "./finisher.js";
import type { Messenger } from "./messenger.js";
import type { Finished, Lease, Outbox } from "./outbox.js";
import { makeTicker } from "./ticker.js";

const POLL_MS = SECOND_MS;
/** Past the moment that Postgres wrote down. */
const PACE_OVER_MS = 20;
const WAITED_OUT_MOST_MS = 5 * SECOND_MS;
/** Destinations of one channel in hand: a dead channel fills its own room only. Two claims' worth, so that one is sent and finished
 * while the next is claimed. */
const ROOM = 400;
const CLAIM_MOST = 200;
/** Messages a lease where the channel can tell a repeat; see `Room`. */
const EACH = 8;

export interface DeliveriesDeps {
  outbox: Outbox;
  /** One a channel; what is enqueued for another channel waits until there is one. */
  messengers: readonly Messenger[];
  failed: (error: unknown) => void;
  everyMs?: number;
  random?: () => number;
}

export interface Deliveries {
  start(): void;
  /** Something was enqueued: looks at once. */
  ring(): void;
  /** Takes nothing new, and finishes what is under way. */
  stop(): Promise<void>;
}

/**
 * Brings out what was committed to be said: order per destination, the channels beside each other. Claims go on while sends and
 * finishes are under way; what is in hand is bounded by the channels' room.
 */
export function makeDeliveries({
  outbox,
  messengers,
  failed,
  everyMs = POLL_MS,
  random = Math.random,
}: DeliveriesDeps): Deliveries {
  const channels = new Map(messengers.map((messenger) => [messenger.channel, { messenger, free: ROOM }]));
  const underWay = new Set<Promise<void>>();
  const finisher = makeFinisher({ outbox, failed });
  let stopping = false;
  let soon: NodeJS.Immediate | null = null;

  // Once for all that a statement finished: claims of one destination each are 30 times as dear as of a hundred.
  const ringSoon = () => {
    soon ??= setImmediate(() => {
      soon = null;
      ticker.ring();
    });
  };
  const begin = (lease: Lease, leasedAt: number) => {
    const channel = channels.get(lease.destination.channel);
    if (!channel) return;
    channel.free--;
    const work = deliver(channel.messenger, { lease, leasedAt }, { failed, random })
      .then((finished) => finisher.finish(finished).then(() => waitOut(finished, ticker.ring)))
      .catch(failed)
      .finally(() => {
        channel.free++;
        underWay.delete(work);
        ringSoon();
      });
    underWay.add(work);
  };
  const claim = async () => {
    while (!stopping) {
      const open = [...channels.values()].filter(({ free }) => free > 0);
      if (open.length === 0) return;
      const leasedAt = performance.now();
      const leases = await outbox.claim(
        open.map(({ messenger, free }) => ({
          channel: messenger.channel,
          destinations: Math.min(free, CLAIM_MOST),
          each: messenger.looksUp ? EACH : 1,
        })),
      );
      if (leases.length === 0) return;
      for (const lease of leases) begin(lease, leasedAt);
    }
  };
  const ticker = makeTicker({ everyMs: () => everyMs, run: claim, failed });
  return {
    start: ticker.start,
    ring: ticker.ring,
    stop: async () => {
      stopping = true;
      await ticker.stop();
      finisher.hurry();
      await Promise.all(underWay);
    },
  };
}

/** A pace is waited out by the clock: the next look would come a moment before it is over, and so leave twice as long between two messages. */
function waitOut({ retryMs }: Finished, ring: () => void): void {
  if (retryMs > 0 && retryMs <= WAITED_OUT_MOST_MS) setTimeout(ring, retryMs + PACE_OVER_MS).unref();
}
