import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const fileOf = (path) => fileURLToPath(new URL(path, import.meta.url));

/** A process of its own that answers commands by IPC. */
export function startProcess(script, { env = {}, flags = [] } = {}) {
  const child = fork(fileOf(script), { execArgv: flags, env: { PATH: process.env.PATH, NODE_ENV: "production", ...env } });
  const waiting = new Map();
  let ids = 0;
  child.on("message", ({ id, result, error }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) resolve(result);
    else reject(new Error(`${script}: ${error}`));
  });
  child.on("exit", (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`${script} ended with ${code}.`));
  });
  return {
    pid: child.pid,
    ask: (command, rest = {}) =>
      new Promise((resolve, reject) => {
        waiting.set(++ids, { resolve, reject });
        child.send({ id: ids, command, ...rest });
      }),
    stop: async () => {
      if (!child.connected) return;
      const ended = once(child, "exit");
      child.disconnect();
      await ended;
    },
  };
}

const PROCESSES = 2;
const sumOf = (values) => values.reduce((a, b) => a + b, 0);

/** The clients of one server, spread over processes. */
export function startFleet() {
  const processes = Array.from({ length: PROCESSES }, () => startProcess("./fleet-process.mjs"));
  const all = (command, rest) => Promise.all(processes.map((each, n) => each.ask(command, rest(n))));
  const share = (n, total) => Math.floor(total / PROCESSES) + (n < total % PROCESSES ? 1 : 0);
  return {
    /** Resolves once all are open. */
    open: async (wanted) => {
      const answers = await all("open", (n) => ({ wanted: wanted.filter((_, i) => i % PROCESSES === n) }));
      const errors = answers.reduce((sum, each) => sum + each.errors, 0);
      if (errors > 0) throw new Error(`${errors} sockets were not opened.`);
    },
    /** When each client was told up to there, in µs of the machine's monotonic clock. */
    told: async (watermark) => {
      const answers = await all("told", () => ({ watermark }));
      const missing = answers.reduce((sum, each) => sum + each.missing, 0);
      if (missing > 0) throw new Error(`${missing} clients were not told.`);
      return answers.flatMap(({ at }) => at);
    },
    drop: () => all("drop", () => ({})),
    /** Comes back at once; `ms` until the last has what it missed. */
    storm: async (count, watermark) => {
      const answers = await all("storm", (n) => ({ count: share(n, count), watermark }));
      const of = (name) => answers.map((each) => each[name]);
      const errors = of("errors").flat();
      for (const why of new Set(errors)) console.error(`${errors.filter((each) => each === why).length} times: ${why}`);
      return {
        ms: (Math.max(...of("until")) - Math.min(...of("from"))) / 1_000,
        errors: errors.length,
        missing: sumOf(of("missing")),
        again: sumOf(of("again")),
      };
    },
    stop: () => Promise.all(processes.map((each) => each.stop())),
  };
}
