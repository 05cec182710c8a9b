import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { systemCode } from "./embedded-error.js";

const POLL_MS = 20;

/**
 * Names one life of a process: a number is reused, a number with its start time is not.
 * Null when no such process lives; a zombie counts as dead, for it will never let go by itself.
 */
export function processIdentity(pid: number): string | null {
  if (process.platform === "linux") return linuxIdentity(pid);
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (systemCode(error) !== "EPERM") return null;
  }
  return process.platform === "win32" ? "alive" : ps(pid, "lstart=");
}

function linuxIdentity(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The name in parentheses may itself hold spaces and parentheses, so fields are counted from the last one.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [state, startedTicks] = [fields[0], fields[19]];
    if (state === "Z" || state === "X" || startedTicks === undefined) return null;
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "latin1").trim()}/${startedTicks}`;
  } catch {
    return null;
  }
}

function ps(pid: number, column: string): string | null {
  try {
    return execFileSync("/bin/ps", ["-o", column, "-p", String(pid)], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return null;
  }
}

/** Whether that process is a Postgres server over exactly this cluster, and not a stranger that inherited its number. */
export function isPostmasterOf(pid: number, cluster: string): boolean {
  if (processIdentity(pid) === null) return false;
  if (process.platform === "win32") return true;
  const words = process.platform === "linux" ? linuxCommand(pid) : [ps(pid, "command=") ?? ""];
  return (words[0] ?? "").includes("postgres") && words.some((word) => word === cluster || word.includes(` ${cluster} `));
}

function linuxCommand(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return [];
  }
}

/** Fast shutdown, then shutdown without a checkpoint (the next start recovers from the log), then no choice. */
export const FAST_STOP: ReadonlyArray<readonly [NodeJS.Signals, number]> = [
  ["SIGINT", 8_000],
  ["SIGQUIT", 2_000],
  ["SIGKILL", 2_000],
];

/** Waits for the clients to leave by themselves before it is fast. */
export const POLITE_STOP = [["SIGTERM", 5_000], ...FAST_STOP] as const;

/** Ends a server that is not our child. False when it outlived every signal. */
export async function endPostmaster(pid: number): Promise<boolean> {
  const identity = processIdentity(pid);
  const gone = () => identity === null || processIdentity(pid) !== identity;
  for (const [signal, waitMs] of FAST_STOP) {
    if (gone()) return true;
    trySignal(pid, signal);
    for (const until = Date.now() + waitMs; !gone() && Date.now() < until;) await sleep(POLL_MS);
  }
  return gone();
}

/** Signals a process that may have gone already. */
export function trySignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended between the look and the signal, which is what was wanted.
  }
}
