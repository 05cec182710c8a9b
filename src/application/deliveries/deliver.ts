import { SECOND_MS } from "../../domain/time.js";
import type { Messenger, Sent } from "./messenger.js";
import type { Finished, Lease, Settled, Waiting } from "./outbox.js";
import { LEASE_MS } from "./outbox.js";
import { settle, settleUnsent } from "./settle.js";

/** A send that takes longer has an unknown outcome. With this, what is begun in time ends within the lease. */
const SEND_MOST_MS = 5 * SECOND_MS;
const BEGIN_MOST_MS = LEASE_MS - SEND_MOST_MS - SECOND_MS;

export interface DeliverDeps {
  failed: (error: unknown) => void;
  random: () => number;
}

/** Sends what waits at one destination, in order, until something has to wait or the lease nears its end. */
export async function deliver(
  messenger: Messenger,
  work: { lease: Lease; leasedAt: number },
  deps: DeliverDeps,
): Promise<Finished> {
  const { lease, leasedAt } = work;
  const settled: Settled[] = [];
  let retryMs = 0;
  for (const waiting of lease.waiting) {
    const unsent = settleUnsent(waiting, messenger);
    if (unsent) {
      settled.push(unsent);
      continue;
    }
    // Also after this process stood still (SIGSTOP, a long pause): another may hold the destination by now.
    if (performance.now() - leasedAt > BEGIN_MOST_MS) break;
    const sent = await sendInTime(messenger, { lease, waiting }, deps);
    const outcome = settle(waiting, sent, { looksUp: messenger.looksUp, random: deps.random() });
    settled.push(outcome.settled);
    retryMs = Math.max(outcome.retryMs ?? 0, messenger.paceMs ?? 0);
    if (outcome.retryMs !== null || messenger.paceMs !== undefined) break;
  }
  return { destinationId: lease.destination.id, token: lease.token, settled, retryMs };
}

async function sendInTime(
  messenger: Messenger,
  { lease, waiting }: { lease: Lease; waiting: Waiting },
  deps: DeliverDeps,
): Promise<Sent> {
  let timer: NodeJS.Timeout | undefined;
  let stop: AbortController | undefined;
  let over = false;
  const late = new Promise<Sent>((resolve) => {
    timer = setTimeout(() => {
      over = true;
      resolve({ status: "unknown" });
      stop?.abort();
    }, SEND_MOST_MS);
  });
  const message = { kind: waiting.kind, payload: waiting.payload, repeat: waiting.unknowns > 0 };
  const call = {
    idempotencyKey: waiting.id,
    // Made when it is asked for: it costs as much as all else here.
    get signal() {
      if (over) return AbortSignal.abort();
      return (stop ??= new AbortController()).signal;
    },
  };
  try {
    return await Promise.race([messenger.send(lease.destination, message, call), late]);
  } catch (error) {
    deps.failed(error);
    return { status: "unknown" };
  } finally {
    clearTimeout(timer);
  }
}
