import { setTimeout as sleep } from "node:timers/promises";

/** Waits for it, at most 8 s, and answers how long that took: a busy machine makes a test slow, never red. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<number> {
  const from = performance.now();
  while (!(await holds())) {
    if (performance.now() - from > 8_000) throw new Error("it did not come about in time");
    await sleep(10);
  }
  return performance.now() - from;
}
