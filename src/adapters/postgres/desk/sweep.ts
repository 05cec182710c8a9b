import { setTimeout as sleep } from "node:timers/promises";
import type { DueCommitments, Sweep } from "../../../application/desk-ports.js";
import { makeTicker } from "../../../application/deliveries/ticker.js";
import { SECOND_MS } from "../../../domain/time.js";

const EVERY_MS = SECOND_MS;
/** As many as a batch of turns takes. */
const CLAIM_MOST = 256;
/** The claims end then, and another instance may do what hangs here. */
const CLAIM_MS = 10 * SECOND_MS;
/** A conversation that is due again and again in one run is a fault, not work: its claim has to end before the next try. */
const TURNS_MOST = 5;
const QUIET_LOOK_MS = 20;
/** Longer than a claim of an instance that died. */
const QUIET_MOST_MS = 15 * SECOND_MS;

export interface SweepDeps {
  due: DueCommitments;
  /** One `due` turn; it checks that something is still owed and due. */
  submit: (conversationId: string) => Promise<unknown>;
  failed: (error: unknown, conversationId: string | null) => void;
  everyMs?: number;
}

/**
 * Decides all that falls due, once over all instances and at most a tick late. Whether it really is due stands in rows: a ring too
 * many does nothing. What fails is tried again when its claim ends, after 10 s.
 */
export function makeSweep({ due, submit, failed, everyMs = EVERY_MS }: SweepDeps): Sweep {
  const waiting = new Set<Set<string>>();
  const turn = async (conversationId: string) => {
    try {
      await submit(conversationId);
    } catch (error) {
      for (const failures of waiting) failures.add(conversationId);
      failed(error, conversationId);
    }
  };
  const sweep = async () => {
    const turns = new Map<string, number>();
    for (;;) {
      const claimed = await due.claim(CLAIM_MOST);
      if (claimed.length === 0) return;
      const fresh = claimed.filter((id) => (turns.get(id) ?? 0) < TURNS_MOST);
      for (const id of fresh) turns.set(id, (turns.get(id) ?? 0) + 1);
      await within(CLAIM_MS, Promise.all(fresh.map(turn)));
    }
  };
  const ticker = makeTicker({ everyMs: () => everyMs, run: sweep, failed: (error) => failed(error, null) });
  return {
    start: ticker.start,
    ring: ticker.ring,
    stop: ticker.stop,
    untilQuiet: async () => {
      const failures = new Set<string>();
      waiting.add(failures);
      try {
        for (const until = performance.now() + QUIET_MOST_MS; performance.now() < until; await sleep(QUIET_LOOK_MS)) {
          await sweep();
          const left = await due.left();
          if (left.every((id) => failures.has(id))) return;
        }
      } finally {
        waiting.delete(failures);
      }
    },
  };
}

/** Waits no longer than that; what hangs goes on unwatched. */
async function within(ms: number, work: Promise<unknown>): Promise<void> {
  const enough = new AbortController();
  await Promise.race([work, sleep(ms, undefined, { signal: enough.signal }).catch(() => undefined)]);
  enough.abort();
}
