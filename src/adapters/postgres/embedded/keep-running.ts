import { setTimeout as sleep } from "node:timers/promises";
import { isLeaving, type Child } from "./children.js";
import { trimLog } from "./log-file.js";
import { startPostmaster, type PostmasterPlan } from "./postmaster.js";
import { FAST_STOP, POLITE_STOP } from "./processes.js";

export interface Running {
  /** Ends the server for good, within 12 seconds (17 politely); further calls wait for the same end. Polite waits for the clients first. */
  stop(how: "fast" | "politely"): Promise<void>;
}

const BACKOFF_FIRST_MS = 100;
const BACKOFF_MAX_MS = 5_000;
/** A server that ran this long was healthy, and its next death starts the back-off anew. */
const HEALTHY_MS = 10_000;
const LOG_CHECK_MS = 60_000;

export const backoffMs = (attempt: number): number => Math.min(BACKOFF_FIRST_MS * 2 ** attempt, BACKOFF_MAX_MS);

/**
 * Starts the server and starts it again, on the same port, whenever it ends without `stop`: killed, or a full disk on which it
 * cannot even recover (so it is tried for ever). Throws when the first start fails.
 */
export async function keepRunning(plan: PostmasterPlan): Promise<Running> {
  let child: Child | undefined;
  let stopping = false;
  const wake = new AbortController();
  const spawned = (started: Child) => {
    child = started;
  };
  const first = await startPostmaster(plan, spawned);

  const watch = async (running: Child) => {
    for (let attempt = 0, upSince = Date.now(), current: Child | null = running; ;) {
      if (current) await current.ended;
      if (stopping || isLeaving()) return;
      if (current && Date.now() - upSince > HEALTHY_MS) attempt = 0;
      if (current) plan.progress(`The database stopped unexpectedly and is started again; its log is ${plan.log}.`);
      await sleep(backoffMs(attempt++), undefined, { signal: wake.signal }).catch(() => undefined);
      if (stopping) return;
      current = await startPostmaster(plan, spawned).catch(() => null);
      upSince = Date.now();
      if (current) plan.progress("The database runs again.");
    }
  };
  const watched = watch(first);
  const trimming = setInterval(() => void trimLog(plan.log).catch(() => undefined), LOG_CHECK_MS).unref();

  const end = async (how: "fast" | "politely") => {
    stopping = true;
    clearInterval(trimming);
    wake.abort();
    for (const [signal, waitMs] of how === "fast" ? FAST_STOP : POLITE_STOP) {
      child?.signal(signal);
      const waited = new AbortController();
      const patience = sleep(waitMs, "still-there", { signal: waited.signal }).catch(() => undefined);
      const left = await Promise.race([watched, patience]);
      waited.abort();
      if (left !== "still-there") return;
    }
  };
  let ended: Promise<void> | undefined;
  return { stop: (how) => (ended ??= end(how)) };
}
