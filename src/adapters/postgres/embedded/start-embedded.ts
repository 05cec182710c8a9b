import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { readAccess, urlOf, writeAccess, type Access } from "./access-file.js";
import { findBinaries } from "./binaries.js";
import { answers, ensureDatabase } from "./clients.js";
import { clusterIn, hasCluster, makeCluster, setPassword, stopLeftover } from "./cluster.js";
import { EmbeddedError, systemCode } from "./embedded-error.js";
import { freePort } from "./free-port.js";
import { findHome, makeEnterable } from "./home.js";
import { keepRunning, type Running } from "./keep-running.js";
import { claimOwnership, ownerOf } from "./owner-lock.js";
import type { PostmasterPlan } from "./postmaster.js";

export interface EmbeddedOptions {
  /** Project folder that holds node_modules. */
  root: string;
  /** DATA_DIR, absolute; made if missing. */
  dataDir: string;
  /** Gets sentences for whoever waits in front of the terminal. */
  progress: (line: string) => void;
  /** Server settings on top of the durable defaults; only tests loosen those (`fsync: "off"` also hurries the first start). */
  settings?: Readonly<Record<string, string>>;
}

export interface Database {
  /** postgres://… at 127.0.0.1, with the password: never to be logged. The port stays the same until `stop`. */
  url: string;
  /** Folder that holds the cluster. */
  where: string;
  /** True when another process runs the database; then `stop` leaves it alone. */
  joined: boolean;
  /** Ends the server and leaves no process behind. */
  stop(): Promise<void>;
}

export interface AlreadyRunning {
  refused: "already-running";
  pid: number;
  message: string;
}

const PORT_TRIES_MAX = 5;
const JOIN_MAX_MS = 60_000;
const JOIN_POLL_MS = 50;
const WRONG_PASSWORD = "28P01";

/** Starts the database of DATA_DIR and keeps it running until `stop`. Throws EmbeddedError. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Database | AlreadyRunning> {
  const started = await startOrFindOwner(options, "fast");
  if (!("heldBy" in started)) return started;
  const pid = started.heldBy;
  const message = `Process ${pid} already runs with ${options.dataDir}: stop it first, or set DATA_DIR to another folder.`;
  return { refused: "already-running", pid, message };
}

/**
 * For commands: joins the database that a living process runs, else starts it for as long as the command takes (its `stop` first
 * waits up to 5 s for others that joined). Throws EmbeddedError.
 */
export async function joinOrStart(options: EmbeddedOptions): Promise<Database> {
  for (const until = Date.now() + JOIN_MAX_MS; ;) {
    const started = await startOrFindOwner(options, "politely");
    if (!("heldBy" in started)) return started;
    const joined = await joinOwned(options.dataDir, started.heldBy, until);
    if (joined) return joined;
  }
}

/** Undefined when the owner ended meanwhile. */
async function joinOwned(dataDir: string, heldBy: number, until: number): Promise<Database | undefined> {
  for (;;) {
    const access = await readAccess(dataDir);
    // Until the owner has written its own number, the file still speaks of the run before.
    if (access?.pid === heldBy && (await answers(urlOf(access))))
      return { url: urlOf(access), where: access.where, joined: true, stop: () => Promise.resolve() };
    if ((await ownerOf(dataDir)) !== heldBy) return undefined;
    if (Date.now() > until)
      throw new EmbeddedError(
        "embedded.did-not-answer",
        `Process ${heldBy} holds the database of ${dataDir}, which does not answer: see postgres.log there, or end that process; is it in a container, run this in there.`,
      );
    await sleep(JOIN_POLL_MS);
  }
}

async function startOrFindOwner(options: EmbeddedOptions, how: "fast" | "politely"): Promise<Database | { heldBy: number }> {
  try {
    const dataDir = await makeEnterable(options.dataDir);
    const claim = await claimOwnership(dataDir);
    if ("heldBy" in claim) return claim;
    const { running, access } = await startOwned(options, dataDir).catch(async (error: unknown) => {
      await claim.release();
      throw error;
    });
    const stop = async () => {
      await running.stop(how);
      // On a full disk these fail, and nothing is lost: a dead owner is recognised by its number and start time.
      await writeAccess(dataDir, { ...access, pid: null }).catch(() => undefined);
      await claim.release().catch(() => undefined);
    };
    let stopped: Promise<void> | undefined;
    return { url: urlOf(access), where: access.where, joined: false, stop: () => (stopped ??= stop()) };
  } catch (error) {
    throw inWords(error, options.dataDir);
  }
}

async function startOwned(options: EmbeddedOptions, dataDir: string): Promise<{ running: Running; access: Access }> {
  const { progress, settings = {} } = options;
  const { where, runAs } = await findHome(dataDir, progress);
  const log = join(dataDir, "postgres.log");
  const binaries = await findBinaries({ root: options.root, where, runAs, log, progress });
  const known = await readAccess(dataDir);
  const password = known?.password ?? randomBytes(24).toString("base64url");
  const cluster = clusterIn(where, binaries);
  if (await hasCluster(where, binaries)) {
    const leftover = await stopLeftover(cluster);
    if (leftover !== null) progress(`Stopped the database process ${leftover}, left behind by a start that was killed.`);
    if (!known) await setPassword({ where, runAs, log, binaries, password });
  } else {
    progress("Preparing the database (first start only)…");
    await makeCluster({ where, runAs, log, binaries, password, noSync: settings["fsync"] === "off" });
  }
  const plan = { postgres: binaries.postgres, cluster, runAs, log, settings, progress };
  const { running, port } = await runOnFreePort(plan, known?.port);
  const access: Access = { where, port, password, pid: process.pid };
  try {
    await ensureDatabase(access);
    await writeAccess(dataDir, access);
    return { running, access };
  } catch (error) {
    await running.stop("fast");
    throw error;
  }
}

/** Between the look for a free port and the server's own bind somebody else may take it. */
async function runOnFreePort(
  plan: Omit<PostmasterPlan, "port">,
  preferred: number | undefined,
): Promise<{ running: Running; port: number }> {
  for (let tries = 1; ; tries++) {
    const port = await freePort(preferred);
    try {
      return { running: await keepRunning({ ...plan, port }), port };
    } catch (error) {
      if (!(error instanceof EmbeddedError && error.code === "embedded.port-taken") || tries === PORT_TRIES_MAX) throw error;
    }
  }
}

function inWords(error: unknown, dataDir: string): unknown {
  if (error instanceof EmbeddedError) return error;
  const code = systemCode(error) ?? "";
  if (["EACCES", "EPERM", "EROFS"].includes(code)) {
    const message = `${dataDir} may not be written (${code}): run this as the user who owns it, or set DATA_DIR.`;
    return new EmbeddedError("embedded.not-permitted", message, error);
  }
  if (code === "ENOSPC") return new EmbeddedError("embedded.data-dir", `The disk of ${dataDir} is full: free some space.`, error);
  if (code !== WRONG_PASSWORD) return error;
  const message = `The password in ${join(dataDir, "database.json")} is not the database's: delete that file, and a new one is set.`;
  return new EmbeddedError("embedded.not-permitted", message, error);
}
