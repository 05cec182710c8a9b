import { setTimeout as sleep } from "node:timers/promises";
import type { Finished, Outbox } from "./outbox.js";

/** As many leases a statement. */
const FINISH_MOST = 200;
const AGAIN_MS = 500;
/** Longer than a restart of Postgres; what is given up then counts as sent with unknown outcome. */
const TRIES = 60;
const TRIES_HURRIED = 3;

interface Entry {
  finished: Finished;
  tries: number;
  done: () => void;
}

/**
 * Writes outcomes in groups, one statement under way, without a timer. During an outage it keeps them: a lease that nobody took
 * meanwhile is still ours, and what was sent must not be sent again.
 */
export function makeFinisher({ outbox, failed }: { outbox: Outbox; failed: (error: unknown) => void }) {
  let entries: Entry[] = [];
  let flushing = false;
  let most = TRIES;

  const flush = async () => {
    while (entries.length > 0) {
      const some = entries.slice(0, FINISH_MOST);
      entries = entries.slice(FINISH_MOST);
      await write(some).catch(async (error: unknown) => {
        failed(error);
        const kept = some.filter((entry) => ++entry.tries < most);
        for (const entry of some) if (!kept.includes(entry)) entry.done();
        entries = [...kept, ...entries];
        await sleep(AGAIN_MS);
      });
    }
    flushing = false;
  };
  const write = async (some: Entry[]) => {
    const lost = await outbox.finish(some.map(({ finished }) => finished));
    if (lost.length > 0) failed(new LeaseLost(lost));
    for (const { done } of some) done();
  };
  return {
    /** Resolves once it is written, lost, or given up. */
    finish: (finished: Finished): Promise<void> =>
      new Promise((done) => {
        entries.push({ finished, tries: 0, done });
        if (flushing) return;
        flushing = true;
        // What ends in the same moment goes in the same statement.
        setImmediate(() => void flush());
      }),
    /** The process stops: an outage is not waited out any more. */
    hurry: () => {
      most = TRIES_HURRIED;
    },
  };
}

/** This process stood still for longer than its lease: another took over, and what was sent here may be sent again. */
export class LeaseLost extends Error {
  readonly code = "delivery.lease_lost";
  readonly destinations: readonly string[];
  constructor(destinations: readonly string[]) {
    super(`Leases of ${destinations.length} destinations were lost before their outcomes were written.`);
    this.destinations = destinations;
  }
}
