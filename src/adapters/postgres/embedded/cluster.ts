import { randomBytes } from "node:crypto";
import { chmod, chown, mkdir, open, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ROLE } from "./access-file.js";
import type { Binaries } from "./binaries.js";
import { startChild, type RunAs } from "./children.js";
import { EmbeddedError, OWN_SERVER_REMEDY, systemCode } from "./embedded-error.js";
import { logEnd, logTail } from "./log-file.js";
import { endPostmaster, isPostmasterOf } from "./processes.js";

export interface ClusterOptions {
  where: string;
  runAs: RunAs | undefined;
  log: string;
  binaries: Binaries;
  password: string;
  /** Leaves out the wait for the disk; for throw-away clusters of tests only. */
  noSync: boolean;
}

export const clusterIn = (where: string, { major }: Pick<Binaries, "major">): string => join(where, `pg${major}`);

/** The majors of the clusters in a folder, such as [17, 18]. */
export async function clusterMajors(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  return names.flatMap((name) => /^pg(\d+)$/.exec(name)?.[1] ?? []).map(Number);
}

/** Whether the cluster of this major is there. Errors: embedded.other-major when only one of another major is. */
export async function hasCluster(where: string, binaries: Binaries): Promise<boolean> {
  const version = await readFile(join(clusterIn(where, binaries), "PG_VERSION"), "utf8").catch(() => null);
  const found = version === null ? (await clusterMajors(where)).filter((major) => major !== binaries.major) : [Number(version)];
  const other = found.find((major) => major !== binaries.major);
  if (other === undefined && version === null && (await clusterMajors(where)).length > 0)
    throw new EmbeddedError("embedded.data-dir", `${clusterIn(where, binaries)} is no database: move it away and start again.`);
  if (other === undefined) return version !== null;
  throw new EmbeddedError(
    "embedded.other-major",
    `${where} holds a database of Postgres ${other}; this release brings Postgres ${binaries.major}. With the release that made it run ` +
      `"frontdoor backup FILE", move ${where} away, then with this one "frontdoor restore FILE".`,
  );
}

/** Makes the cluster under another name first, so that one cut short is never taken for a whole one. Errors: embedded.initdb-failed. */
export async function makeCluster(options: ClusterOptions): Promise<void> {
  const { where, runAs, log, binaries } = options;
  const leftovers = (await readdir(where)).filter((name) => name.startsWith("init-"));
  // A killed start may have left an initdb that still writes there; it ends by itself, and until then its folder may refuse to go.
  const remove = (name: string) => rm(join(where, name), { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  await Promise.all(leftovers.map(remove));

  const draft = `init-${randomBytes(6).toString("hex")}`;
  const [folder, from] = [join(where, draft), await logEnd(log)];
  await mkdir(join(folder, "pg"), { recursive: true });
  await writeFile(join(folder, "password"), options.password, { mode: 0o600 });
  await chmod(folder, 0o755);
  await chmod(join(folder, "pg"), 0o700);
  if (runAs) for (const name of ["pg", "password"]) await chown(join(folder, name), runAs.uid, runAs.gid);
  const ending = await startChild(binaries.initdb, initdbArgs(folder, options.noSync), { runAs, log }).ended;
  if ("code" in ending && ending.code === 0) {
    await rename(join(folder, "pg"), clusterIn(where, binaries));
    if (process.platform !== "win32") await syncFolder(where); // Else a power failure may bring the draft's name back, to be removed.
    await remove(draft);
    return;
  }
  await remove(draft);
  const message = `The database could not be prepared in ${where}: mend what the log says, or ${OWN_SERVER_REMEDY}.`;
  throw new EmbeddedError("embedded.initdb-failed", `${message}\n${log} ends:\n${await logTail(log, from)}`);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

function initdbArgs(folder: string, noSync: boolean): string[] {
  // Sorting by Postgres' own C.UTF-8, which no update of the system's library changes under the indexes. The system's C.UTF-8 is still
  // wanted for its character classes: with plain C, Chinese punctuation sticks to the words in full-text search.
  const locale = process.platform === "linux" ? "C.UTF-8" : "C";
  const args = ["-D", join(folder, "pg"), "-U", ROLE, `--pwfile=${join(folder, "password")}`, "-A", "scram-sha-256"];
  args.push("-E", "UTF8", `--locale=${locale}`, "--locale-provider=builtin", "--builtin-locale=C.UTF-8");
  return noSync ? [...args, "--no-sync"] : args;
}

/** Sets the role's password without a server, for the day that database.json was lost. Errors: embedded.did-not-start. */
export async function setPassword({ where, runAs, log, binaries, password }: Omit<ClusterOptions, "noSync">): Promise<void> {
  const from = await logEnd(log);
  const input = `alter role ${ROLE} password '${password}'\n`;
  const args = ["--single", "-D", clusterIn(where, binaries), "postgres"];
  const ending = await startChild(binaries.postgres, args, { runAs, log, input }).ended;
  if ("code" in ending && ending.code === 0) return;
  const message = `The database's password could not be set anew: put database.json back from a copy.\n${log} ends:\n${await logTail(log, from)}`;
  throw new EmbeddedError("embedded.did-not-start", message);
}

/**
 * After kill -9 of its parent the server lives on. It is stopped and not adopted: a child of ours is watched and restarted, a foster
 * child is not, and the fast stop takes a fraction of a second. Returns the number of the process that was stopped.
 */
export async function stopLeftover(cluster: string): Promise<number | null> {
  const lock = join(cluster, "postmaster.pid");
  const text = await readFile(lock, "utf8").catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return null;
    throw error;
  });
  if (text === null) return null;
  const pid = Math.abs(Number.parseInt(text, 10)); // A server without clients (--single) writes its number negative.
  if (!(pid > 1) || !isPostmasterOf(pid, cluster)) {
    // Postgres itself heals a dead number, but not one that a stranger of the same user now has.
    await rm(lock, { force: true });
    return null;
  }
  if (await endPostmaster(pid)) return pid;
  throw new EmbeddedError(
    "embedded.did-not-stop",
    `An earlier database process (${pid}) does not end: kill it, then start again.`,
  );
}
