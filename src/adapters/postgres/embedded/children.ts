import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { trySignal } from "./processes.js";

/** Whom the database runs as; Postgres refuses to run as root. */
export interface RunAs {
  uid: number;
  gid: number;
}

export interface SpawnOptions {
  runAs: RunAs | undefined;
  /** File that receives all the child says. A file and not a pipe: the server outlives a killed parent and must not die of a broken pipe. */
  log: string;
  /** Written to the child's standard input. */
  input?: string;
}

export type Ending = { code: number | null; signal: NodeJS.Signals | null } | { failed: Error };

export interface Child {
  pid: number | undefined;
  ended: Promise<Ending>;
  /** Undefined while the child runs. */
  ending(): Ending | undefined;
  signal(signal: NodeJS.Signals): void;
  /** From now on it does not keep this process from ending. */
  unref(): void;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const LEAVE_MS = 10_000;
const living = new Set<Child>();
let leaving = false;

/** True once a signal is ending this process: nothing may be started any more. */
export const isLeaving = (): boolean => leaving;

/** Starts a program of Postgres that is never left behind by an ordinary end of this process. Its failure to start is an ending too. */
export function startChild(file: string, args: readonly string[], { runAs, log, input }: SpawnOptions): Child {
  const out = openSync(log, "a", 0o600);
  const started = spawn(file, args, {
    stdio: [input === undefined ? "ignore" : "pipe", out, out],
    // The caller's folder may be closed to the other user, and initdb asks where it is.
    cwd: "/",
    // Its own process group: Ctrl-C in a terminal must reach the desk, which drains first, and not the database under it.
    detached: process.platform !== "win32",
    // The desk's secrets stand in its environment; the server needs none of it (Windows does not start without its own).
    ...(process.platform === "win32" ? {} : { env: { PATH: "/usr/bin:/bin", TZ: "UTC" } }),
    ...(runAs ?? {}),
  });
  closeSync(out);
  let ending: Ending | undefined;
  const ended = new Promise<Ending>((resolve) => {
    const end = (how: Ending) => {
      ending ??= how;
      forget(child);
      resolve(ending);
    };
    started.once("error", (failed) => end({ failed }));
    started.once("exit", (code, signal) => end({ code, signal }));
  });
  const child: Child = {
    pid: started.pid,
    ended,
    ending: () => ending,
    signal: (signal) => {
      if (!ending && started.pid !== undefined) trySignal(started.pid, signal);
    },
    unref: () => started.unref(),
  };
  guard(child);
  started.stdin?.on("error", () => undefined); // A child that ended early says why in the log.
  started.stdin?.end(input);
  return child;
}

function guard(child: Child): void {
  if (living.size === 0) {
    process.on("exit", signalAll);
    for (const signal of SIGNALS) process.on(signal, leave);
  }
  living.add(child);
}

function forget(child: Child): void {
  living.delete(child);
  if (living.size > 0) return;
  process.off("exit", signalAll);
  for (const signal of SIGNALS) process.off(signal, leave);
}

const signalAll = () => living.forEach((child) => child.signal("SIGINT"));

/** Who handles the signal itself drains and stops in its own order; where nobody does, Node would die at once and leave the server. */
function leave(signal: NodeJS.Signals): void {
  if (leaving || process.listenerCount(signal) > 1) return;
  leaving = true;
  signalAll();
  const dieOfIt = () => {
    process.off(signal, leave);
    process.kill(process.pid, signal);
  };
  const timer = setTimeout(dieOfIt, LEAVE_MS);
  void Promise.all([...living].map((child) => child.ended)).then(() => {
    clearTimeout(timer);
    dieOfIt();
  });
}
