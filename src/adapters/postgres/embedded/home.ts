import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { access, chmod, mkdir, readFile, readdir, realpath, stat, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { readAccess } from "./access-file.js";
import type { RunAs } from "./children.js";
import { EmbeddedError, OWN_SERVER_REMEDY, systemCode } from "./embedded-error.js";

/** Where the clusters live whose DATA_DIR the database's own user cannot enter. */
const ELSEWHERE = "/var/lib/frontdoor";
const CLUSTER = /^pg(\d+)$/;

export interface Home {
  /** DATA_DIR without symbolic links. */
  dataDir: string;
  /** Folder that holds the cluster: DATA_DIR, or one below /var/lib/frontdoor. Everybody may enter it, only the cluster in it is closed. */
  where: string;
  /** Undefined: as the user that runs us. */
  runAs: RunAs | undefined;
}

/** Settles where the cluster is and whom it runs as. Errors: embedded.data-dir, embedded.unreachable. */
export async function findHome(dataDir: string, progress: (line: string) => void): Promise<Home> {
  const real = await makeEnterable(dataDir);
  if (process.getuid?.() !== 0) return { dataDir: real, where: real, runAs: undefined };
  const elsewhere = await recordedElsewhere(real);
  const runAs = (await clusterOwner(elsewhere ?? real)) ?? (await nobody());
  if (elsewhere) return { dataDir: real, where: elsewhere, runAs };
  if (await canEnter(real, runAs)) return { dataDir: real, where: real, runAs };
  if ((await clusterMajors(real)).length > 0)
    throw new EmbeddedError(
      "embedded.unreachable",
      `The database in ${real} runs as uid ${runAs.uid}, which can no longer enter that folder: chmod a+x it and the folders above it.`,
    );
  const where = join(ELSEWHERE, createHash("sha256").update(real).digest("hex").slice(0, 16));
  await makeEnterable(where);
  await writeFile(belongsFile(where), real);
  progress(`The database is kept in ${where}: it does not run as root, and its user cannot enter ${real}.`);
  return { dataDir: real, where, runAs };
}

/** The majors of the clusters in a folder, such as [17, 18]. */
export async function clusterMajors(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  return names.flatMap((name) => CLUSTER.exec(name)?.[1] ?? []).map(Number);
}

const belongsFile = (where: string) => join(where, "data-dir");

/**
 * The place that DATA_DIR names, if it is really its own. A DATA_DIR that was copied names the place of the original, and two desks on
 * one cluster would end each other; one that was moved keeps its place.
 */
async function recordedElsewhere(dataDir: string): Promise<string | null> {
  const where = (await readAccess(dataDir))?.where;
  if (!where?.startsWith(ELSEWHERE + sep)) return null;
  const owner = await readFile(belongsFile(where), "utf8").catch(() => null);
  if (owner === dataDir) return where;
  if (owner === null || (await exists(owner))) return null;
  await writeFile(belongsFile(where), dataDir);
  return where;
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Makes a folder; those it makes are 0755 whatever the umask, for `mkdir` gives its mode to every parent and so can lock the database's user out. */
async function makeEnterable(folder: string): Promise<string> {
  try {
    const first = await mkdir(folder, { recursive: true, mode: 0o755 });
    if (first !== undefined) {
      const below = relative(first, folder).split(sep).filter(Boolean);
      for (let n = 0; n <= below.length; n++) await chmod(join(first, ...below.slice(0, n)), 0o755);
    }
    return await realpath(folder);
  } catch (error) {
    const message = `${folder} cannot be made or read (${systemCode(error)}): free it, or set DATA_DIR to a folder that this user may write.`;
    throw new EmbeddedError("embedded.data-dir", message, error);
  }
}

/** Who owns a cluster keeps it: one made by an ordinary user must not be started as somebody else by root. */
async function clusterOwner(where: string): Promise<RunAs | null> {
  const majors = await clusterMajors(where).catch(() => []);
  const newest = majors.sort((a, b) => b - a)[0];
  if (newest === undefined) return null;
  const { uid, gid } = await stat(join(where, `pg${newest}`));
  return uid === 0 ? null : { uid, gid };
}

const run = promisify(execFile);

async function nobody(): Promise<RunAs> {
  try {
    const [uid, gid] = await Promise.all(["-u", "-g"].map(async (flag) => Number((await run("id", [flag, "nobody"])).stdout)));
    if (uid && gid) return { uid, gid };
  } catch {
    // Told below.
  }
  throw new EmbeddedError(
    "embedded.cannot-run",
    `Postgres does not run as root and this machine has no user "nobody": start as another user, or ${OWN_SERVER_REMEDY}.`,
  );
}

/** Tried, not computed from modes: access lists, mounts and security modules have their say too. */
async function canEnter(folder: string, runAs: RunAs): Promise<boolean> {
  try {
    await run("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { ...runAs, cwd: "/", env: {} });
    return true;
  } catch (error) {
    if (systemCode(error) !== "EPERM") return false;
    const message = `This root may not change to uid ${runAs.uid}, as which Postgres would run: start as another user, or ${OWN_SERVER_REMEDY}.`;
    throw new EmbeddedError("embedded.cannot-run", message, error);
  }
}
