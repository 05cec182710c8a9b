import { DatabaseAway } from "../ports.js";
import { PARKED } from "./deps.js";
import type { TurnLimits, TurnsDeps } from "./deps.js";
import { NewerState } from "./errors.js";
import type { Job, Next } from "./job.js";

/** What becomes of jobs that failed together, or of one that failed by itself. */
export function makeFailed<Input, Answer>({ store, log, limits }: TurnsDeps<Input, Answer> & { limits: TurnLimits }) {
  type J = Job<Input, Answer>;

  return async function failed(jobs: J[], error: unknown, next: Next<J>): Promise<void> {
    const [job] = jobs;
    if (error instanceof DatabaseAway) for (const each of jobs) each.reject(error);
    else if (!job || jobs.length > 1) for (const each of jobs) next.set(each, "alone");
    else if (error instanceof NewerState) job.reject(error);
    else if (++job.failures < limits.tries) next.set(job, "alone");
    else await park(job, error, next);
  };

  async function park(job: J, error: unknown, next: Next<J>): Promise<void> {
    const { conversationId, key } = job.wanted;
    try {
      await store.park({ conversationId, key, answer: PARKED, input: job.input, reason: reasonOf(error) });
      log.error({ conversationId, reason: reasonOf(error), at: framesOf(error) }, "an input failed each time and is parked");
      job.resolve(PARKED);
    } catch (parkError) {
      // Its key may have been stored meanwhile, elsewhere or by a try whose outcome was lost: then the next read finds it.
      if (parkError instanceof DatabaseAway || ++job.unparked > 1) job.reject(parkError);
      else next.set(job, "alone");
    }
  }
}

// An error's message may hold what the customer wrote, so neither the clear column nor the log gets it.

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error;
  return "code" in error && typeof error.code === "string" ? `${error.name} ${error.code}` : error.name;
};

const framesOf = (error: unknown): string[] =>
  error instanceof Error ? (error.stack ?? "").split("\n").filter((line) => line.startsWith("    at ")) : [];
