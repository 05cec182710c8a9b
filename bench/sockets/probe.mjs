import { setTimeout as sleep } from "node:timers/promises";

/** CLOCK_MONOTONIC, the same for all processes of a machine. */
export const micros = () => Number(process.hrtime.bigint() / 1_000n);

/** What both servers tell of themselves, and the loop that answers their commands. */
export function answerCommands(commands) {
  const stalls = makeStalls();
  const all = {
    memory: async () => {
      // More than once: what the first frees may free more a turn later.
      for (let n = 0; n < 3; n++) {
        globalThis.gc();
        await sleep(200);
      }
      return process.memoryUsage();
    },
    watch: stalls.watch,
    stalls: stalls.read,
    ...commands,
  };
  process.on("message", async ({ id, command, ...rest }) => {
    try {
      process.send({ id, result: await all[command](rest) });
    } catch (error) {
      process.send({ id, error: error.stack ?? String(error) });
    }
  });
  process.on("disconnect", () => process.exit(0));
}

const EVERY_MS = 1;

/**
 * The longest time between two ticks of a timer that wants to fire each millisecond: what anybody else had to wait. By the wall, and
 * by the CPU that this process used meanwhile: on a machine that others use too, the wall also holds the time it was not let run.
 */
function makeStalls() {
  let timer;
  let longest = { wallMs: 0, cpuMs: 0 };
  const cpuMs = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  };
  return {
    watch: () => {
      clearInterval(timer);
      longest = { wallMs: 0, cpuMs: 0 };
      let [wall, cpu] = [performance.now(), cpuMs()];
      timer = setInterval(() => {
        const [wallNow, cpuNow] = [performance.now(), cpuMs()];
        longest = { wallMs: Math.max(longest.wallMs, wallNow - wall - EVERY_MS), cpuMs: Math.max(longest.cpuMs, cpuNow - cpu) };
        [wall, cpu] = [wallNow, cpuNow];
      }, EVERY_MS);
    },
    read: () => {
      clearInterval(timer);
      return longest;
    },
  };
}
