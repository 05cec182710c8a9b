import type { Wanted } from "../turn-store.js";
import { TURN_LIMITS } from "./deps.js";
import type { Parked, TurnLimits, TurnsDeps } from "./deps.js";
import { DeskBusy } from "./errors.js";
import { makeFlush } from "./flush.js";
import type { Job } from "./job.js";
import { makeLanes } from "./lanes.js";

export interface Turns<Input, Answer> {
  /**
   * Resolves once the turn is stored. Rejects with `DatabaseAway`, `DeskBusy` or `NewerState`: nothing was acknowledged, and the
   * same key may come again.
   */
  submit(job: { wanted: Wanted; input: Input }): Promise<Answer | Parked>;
  /** Takes nothing new, and resolves once all that was taken is settled. */
  drain(): Promise<void>;
}

/**
 * Turns in micro-batches (architecture 8): while one batch is in flight, arrivals gather for the next; there is no timer, so an
 * idle desk runs batches of one. What did not go through with others runs by itself, beside the batches.
 */
export function makeTurns<Input, Answer>(
  deps: TurnsDeps<Input, Answer> & { limits?: Partial<TurnLimits> },
): Turns<Input, Answer> {
  const limits = { ...TURN_LIMITS, ...deps.limits };
  const lanes = makeLanes<Job<Input, Answer>>();
  const known = new Map<string, Promise<Answer | Parked>>();
  const flush = makeFlush({ ...deps, limits });
  let stopping = false;
  let drained: (() => void) | null = null;

  const together = makePump(() => lanes.take({ most: limits.batch, weight: limits.batchWeight }), run);
  const alone = makePump(lanes.takeAlone, run);

  async function run(jobs: Job<Input, Answer>[]): Promise<void> {
    const next = await flush(jobs);
    for (const job of jobs) lanes[next.get(job) ?? "done"](job.wanted.conversationId);
    together();
    alone();
    if (lanes.size === 0) drained?.();
  }

  function take(wanted: Wanted, input: Input): Promise<Answer | Parked> {
    return new Promise((resolve, reject) => {
      lanes.add(wanted.conversationId, {
        wanted,
        input,
        weight: deps.weigh?.(input) ?? 0,
        resolve,
        reject,
        since: performance.now(),
        losses: 0,
        failures: 0,
        unparked: 0,
      });
      together();
    });
  }

  return {
    submit({ wanted, input }) {
      // Two posts of one key at once are one turn, even before the database could tell.
      const name = wanted.key && `${wanted.key.channel}\n${wanted.key.key}`;
      const twin = name === null ? undefined : known.get(name);
      if (twin) return twin;
      if (stopping) return Promise.reject(new DeskBusy("desk.stopping"));
      if (lanes.size >= limits.waiting) return Promise.reject(new DeskBusy("desk.busy"));
      const answer = take(wanted, input);
      if (name !== null) {
        known.set(name, answer);
        const forget = () => void known.delete(name);
        answer.then(forget, forget);
      }
      return answer;
    },
    async drain() {
      stopping = true;
      if (lanes.size > 0) await new Promise<void>((resolve) => (drained = resolve));
    },
  };
}

/** Runs what it can take, one batch at a time, until there is nothing to take; called while it runs, it will see what came. */
function makePump<Job>(take: () => Job[], run: (jobs: Job[]) => Promise<void>): () => void {
  let running = false;
  const pump = async () => {
    for (;;) {
      // What arrived with the same wake-up of the event loop gathers too; an idle desk waits for nothing here.
      await new Promise(setImmediate);
      const jobs = take();
      if (jobs.length === 0) break;
      await run(jobs);
    }
    running = false;
  };
  return () => {
    if (running) return;
    running = true;
    void pump();
  };
}
