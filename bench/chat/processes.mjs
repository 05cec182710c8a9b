import { readdirSync, readFileSync } from "node:fs";

// Linux only: what processes cost is read from /proc, so that those measured need no code for it.

const TICK_MS = 10;

/** CPU time, user and system, of these processes so far. */
export const cpuMs = (pids) =>
  pids.reduce((sum, pid) => {
    const { user, system } = statOf(pid) ?? { user: 0, system: 0 };
    return sum + (user + system) * TICK_MS;
  }, 0);

export const rssMb = (pid) => Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1_024;

/** The Postgres processes that this process started: the postmaster and its children. */
export function postgresPids() {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => statOf(pid) ?? []);
  const under = new Set([process.pid]);
  for (const { pid, parent } of all.sort((a, b) => a.pid - b.pid)) if (under.has(parent)) under.add(pid);
  return all.filter(({ pid, name }) => name === "postgres" && under.has(pid)).map(({ pid }) => pid);
}

function statOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [, parent, , , , , , , , , , user, system] = text
      .slice(text.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    return { pid: Number(pid), parent, user, system, name: text.slice(text.indexOf("(") + 1, text.lastIndexOf(")")) };
  } catch {
    return null; // it ended meanwhile
  }
}
