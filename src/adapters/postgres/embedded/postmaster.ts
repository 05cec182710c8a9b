import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isLeaving, startChild, type Child, type Ending, type RunAs } from "./children.js";
import { EmbeddedError, type EmbeddedErrorCode } from "./embedded-error.js";
import { logEnd, logTail, trimLog } from "./log-file.js";

export interface PostmasterPlan {
  /** The server's program. */
  postgres: string;
  cluster: string;
  port: number;
  runAs: RunAs | undefined;
  log: string;
  /** On top of, or instead of, the ones below. */
  settings: Readonly<Record<string, string>>;
  progress: (line: string) => void;
}

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "60",
  shared_buffers: "64MB",
  fsync: "on",
  synchronous_commit: "on",
  timezone: "UTC",
  log_timezone: "UTC",
  log_checkpoints: "off",
  // The log must not hold what customers write: no statements, and no details such as "Key (email)=(…) already exists".
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
};

const READY_POLL_MS = 20;
/** Replaying the log after a crash takes its time; a server that is neither ready nor ended by then is stuck. */
const READY_MAX_MS = 10 * 60_000;
const SLOW_START_MS = 5_000;
/** The dead server's children let go of its memory once they notice; seen to take well below a second. */
const MEMORY_IN_USE_MAX_MS = 30_000;
const MEMORY_RETRY_MS = 200;

/** Starts the server and waits until it takes clients. `spawned` gets the child at once, so that a stop need not wait for that. */
export async function startPostmaster(plan: PostmasterPlan, spawned: (child: Child) => void): Promise<Child> {
  const until = Date.now() + MEMORY_IN_USE_MAX_MS;
  for (;;) {
    try {
      return await startOnce(plan, spawned);
    } catch (error) {
      const again =
        error instanceof EmbeddedError && error.code === "embedded.memory-in-use" && Date.now() < until && !isLeaving();
      if (!again) throw error;
      await sleep(MEMORY_RETRY_MS);
    }
  }
}

async function startOnce(plan: PostmasterPlan, spawned: (child: Child) => void): Promise<Child> {
  if (isLeaving()) throw new EmbeddedError("embedded.did-not-start", "The process is ending: start again.");
  await trimLog(plan.log);
  const from = await logEnd(plan.log);
  const settings = Object.entries({ ...SETTINGS, ...plan.settings }).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const args = ["-D", plan.cluster, "-p", String(plan.port), ...settings];
  const child = startChild(plan.postgres, args, { runAs: plan.runAs, log: plan.log });
  spawned(child);
  const ending = await readyOrEnded(child, plan);
  if (ending) throw startFault(ending, await logTail(plan.log, from), plan);
  child.unref(); // A command that forgot to stop still ends, and takes the server along.
  return child;
}

/** Read from the server's own status line: asking by connections would fill its log with refusals while it recovers. */
async function readyOrEnded(child: Child, { cluster, progress }: PostmasterPlan): Promise<Ending | null> {
  const begun = Date.now();
  for (let told = false; ;) {
    const ending = child.ending();
    if (ending) return ending;
    const lines = (await readFile(join(cluster, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
    if (lines[0] === String(child.pid) && lines[7]?.trim() === "ready") return null;
    const waitedMs = Date.now() - begun;
    if (waitedMs > READY_MAX_MS) child.signal("SIGQUIT");
    if (waitedMs > SLOW_START_MS && !told) {
      progress("The database recovers from an unclean stop; nothing is lost, this takes a moment…");
      told = true;
    }
    await Promise.race([child.ended, sleep(READY_POLL_MS)]);
  }
}

function startFault(ending: Ending, tail: string, { log, port }: PostmasterPlan): EmbeddedError {
  const how = "failed" in ending ? ending.failed.message : `exit ${ending.signal ?? ending.code}`;
  const [code, remedy] = diagnose(tail, port);
  return new EmbeddedError(code, `The database did not start (${how}): ${remedy}.\n${log} ends:\n${tail}`);
}

function diagnose(tail: string, port: number): [EmbeddedErrorCode, string] {
  if (/pre-existing shared memory block/.test(tail))
    return ["embedded.memory-in-use", "processes of its last run do not end, kill them"];
  if (/could not bind|Address already in use/.test(tail)) return ["embedded.port-taken", `end what listens on 127.0.0.1:${port}`];
  if (/No space left on device/.test(tail))
    return ["embedded.did-not-start", "the disk is full, free some space and start again"];
  return ["embedded.did-not-start", "mend what its log says and start again"];
}
