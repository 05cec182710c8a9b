import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseAway } from "../../../../application/ports.js";
import { isAway } from "../../pool.js";
import type { Pool } from "../../pool.js";
import { giveLock } from "../../sql/lock/give-lock.js";
import { tryLock } from "../../sql/lock/try-lock.js";

const AGAIN_MS = 50;

/** Another instance is still at it. */
export class Busy extends Error {
  readonly code = "desk.busy";
}

/**
 * Does work that only one instance may do at a time. The lock is that of a connection of the pool, which is taken for as long: it
 * ends with it, so that a dead instance blocks nobody. Rejects with `Busy` after `waitMs`.
 */
export async function withLock<T>(
  pool: Pool,
  { key, waitMs }: { key: string; waitMs: number },
  work: () => Promise<T>,
): Promise<T> {
  const client = await ours(pool.connect());
  let whole = false;
  try {
    for (const until = performance.now() + waitMs; ; await sleep(AGAIN_MS)) {
      const { rows } = await ours(client.query<{ locked: boolean }>({ ...tryLock, values: [key] }));
      if (rows[0]?.locked) break;
      if (performance.now() > until)
        throw new Busy(`Another instance holds "${key}" for more than ${waitMs / 1_000} s: try again.`);
    }
    const result = await work();
    await ours(client.query({ ...giveLock, values: [key] }));
    whole = true;
    return result;
  } finally {
    // A connection that may still hold the lock is closed, not given back.
    client.release(!whole);
  }
}

const ours = <T>(asked: Promise<T>): Promise<T> =>
  asked.catch((error: unknown) => {
    throw isAway(error) ? new DatabaseAway(error) : error;
  });
