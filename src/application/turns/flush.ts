import type { Instant } from "../../domain/time.js";
import type { Change, Loaded } from "../turn-store.js";
import type { TurnLimits, TurnsDeps } from "./deps.js";
import { DeskBusy } from "./errors.js";
import { makeFailed } from "./failed.js";
import type { Job, Next } from "./job.js";

interface Batch<J> {
  jobs: J[];
  changes: Change[];
}

/** One batch: read, decide, write. Settles its jobs and answers which have to run once more; never rejects. */
export function makeFlush<Input, Answer>(deps: TurnsDeps<Input, Answer> & { limits: TurnLimits }) {
  type J = Job<Input, Answer>;
  const { store, prepare, limits } = deps;
  const failed = makeFailed(deps);

  return async function flush(taken: J[]): Promise<Next<J>> {
    const next: Next<J> = new Map();
    const jobs = taken.filter((job) => isFresh(job, limits.waitMs));
    if (jobs.length === 0) return next;
    const read = await readAll(jobs, next);
    if (!read) return next;
    const { batch, bugs } = decideAll(deps, { jobs, ...read }, next);
    for (const [job, error] of bugs) await failed([job], error, next);
    if (batch.jobs.length > 0) await writeAll(batch, next);
    return next;
  };

  async function readAll(jobs: J[], next: Next<J>): Promise<{ loaded: Loaded[]; now: Instant } | null> {
    try {
      await prepare?.(jobs.length);
    } catch (error) {
      for (const job of jobs) job.reject(error); // not for anything a message said
      return null;
    }
    try {
      return await store.read(jobs.map(({ wanted }) => wanted));
    } catch (error) {
      await failed(jobs, error, next);
      return null;
    }
  }

  async function writeAll({ jobs, changes }: Batch<J>, next: Next<J>): Promise<void> {
    let won: boolean[];
    try {
      won = await store.write(changes);
    } catch (error) {
      return failed(jobs, error, next);
    }
    tell(
      deps,
      changes.filter((_, i) => won[i]),
    );
    for (const [i, job] of jobs.entries()) {
      if (won[i]) job.resolve(changes[i]?.answer as Answer);
      else if (++job.losses > limits.losses) job.reject(new DeskBusy("desk.contended"));
      else next.set(job, "alone");
    }
  }
}

function decideAll<Input, Answer>(
  { decide }: Pick<TurnsDeps<Input, Answer>, "decide">,
  { jobs, loaded, now }: { jobs: Job<Input, Answer>[]; loaded: Loaded[]; now: Instant },
  next: Next<Job<Input, Answer>>,
) {
  const batch: Batch<Job<Input, Answer>> = { jobs: [], changes: [] };
  const bugs: [Job<Input, Answer>, unknown][] = [];
  const customers = new Set<string>();
  for (const [i, job] of jobs.entries()) {
    const known = loaded[i];
    try {
      if (!known) throw new Error("The store read less than was asked for.");
      const decided = known.answer === null ? decide(known, job.input, now) : { answer: known.answer as Answer };
      if (!("conversation" in decided)) job.resolve(decided.answer);
      else if (isTaken(customers, decided)) next.set(job, "again");
      else batch.changes[batch.jobs.push(job) - 1] = decided;
    } catch (error) {
      bugs.push([job, error]);
    }
  }
  return { batch, bugs };
}

/** What was committed stays so, whatever becomes of the news of it. */
function tell<Input, Answer>({ onCommitted, log }: TurnsDeps<Input, Answer>, changes: Change[]): void {
  try {
    if (changes.length > 0) onCommitted(changes);
  } catch (error) {
    log.error({ err: error }, "what was committed could not be told");
  }
}

/** A job may wait behind an outage or a flood, but not for ever: its caller has given up by then. */
function isFresh<I, A>(job: Job<I, A>, waitMs: number): boolean {
  const fresh = performance.now() - job.since <= waitMs;
  if (!fresh) job.reject(new DeskBusy("desk.busy"));
  return fresh;
}

/** One turn a customer in a batch: a second would write the file as the first one found it, or make the same person twice. */
function isTaken(customers: Set<string>, { customer, conversation }: Change): boolean {
  if (!customer) return false;
  const name = customer.isNew ? `${conversation.channel}/${conversation.channelUserId}` : customer.file.id;
  return customers.size === customers.add(name).size;
}
