import cron from "node-cron";
import type { ScheduledTask } from "node-cron";
import type { Schedule } from "../../application/desk-ports.js";

export class BadSchedule extends Error {
  readonly code = "schedule.bad";
}

export interface ScheduleDeps {
  /** True on one instance for each key: a row that only one can insert. */
  claimRun: (key: string) => Promise<boolean>;
  failed: (error: unknown, name: string) => void;
}

// What node-cron would print itself is either reported by `failed` or of no matter: a ring that is missed is made up by the next,
// since rows say what is due.
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined };

/** Cron rings on every instance; the one that inserts the row of that ring runs the job. A run that lasts swallows the rings within it. */
export function makeSchedule({ claimRun, failed }: ScheduleDeps): Schedule {
  const tasks = new Set<ScheduledTask>();
  const running = new Set<Promise<void>>();
  const runCoordinator = (name: string) => ({
    shouldRun: async (key: string) => {
      try {
        return await claimRun(key);
      } catch (error) {
        failed(error, name);
        return false;
      }
    },
  });
  return {
    every: ({ name, expression, zone }, job) => {
      check({ name, expression, zone });
      const run = async () => {
        const work = job().catch((error: unknown) => failed(error, name));
        running.add(work);
        await work;
        running.delete(work);
      };
      const options = { name, timezone: zone, noOverlap: true, distributed: true, suppressMissedWarning: true, logger: SILENT };
      tasks.add(cron.schedule(expression, run, { ...options, runCoordinator: runCoordinator(name) }));
    },
    stop: async () => {
      for (const task of tasks) await task.destroy();
      tasks.clear();
      await Promise.all(running);
    },
  };
}

/** Said in the words of whoever wrote the schedule, with what to write instead. */
function check({ name, expression, zone }: { name: string; expression: string; zone: string }): void {
  const { valid, errors } = cron.validateDetailed(expression);
  if (!valid) {
    const faults = errors.map(({ field, message }) => `${field}: ${message}`).join("; ");
    throw new BadSchedule(
      `Schedule "${name}": "${expression}" is no cron expression (${faults}). Write five fields, such as "0 9 * * 1" for Mondays at 9.`,
    );
  }
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
  } catch {
    throw new BadSchedule(`Schedule "${name}": "${zone}" is no time zone. Write an IANA name, such as "Asia/Shanghai".`);
  }
}
