import { execFile } from "node:child_process";
import { chmod, mkdir, realpath, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { promisify } from "node:util";
import type { RunAs } from "./children.js";
import { clusterMajors } from "./cluster.js";
import { makePlaceElsewhere, placeElsewhere } from "./elsewhere.js";
import { EmbeddedError, OWN_SERVER_REMEDY, systemCode } from "./embedded-error.js";

export interface Home {
  /** Folder that holds the cluster: DATA_DIR, or one below /var/lib/frontdoor. Everybody may enter it, only the cluster in it is closed. */
  where: string;
  /** Undefined: as the user that runs us. */
  runAs: RunAs | undefined;
}

/** Settles where the cluster is and whom it runs as; DATA_DIR must be made and owned by now. Errors: embedded.unreachable. */
export async function findHome(dataDir: string, progress: (line: string) => void): Promise<Home> {
  if (process.getuid?.() !== 0) return { where: dataDir, runAs: undefined };
  const elsewhere = await placeElsewhere(dataDir);
  const runAs = (await clusterOwner(elsewhere ?? dataDir)) ?? (await nobody());
  if (elsewhere) return { where: elsewhere, runAs };
  if (await canEnter(dataDir, runAs)) return { where: dataDir, runAs };
  if ((await clusterMajors(dataDir)).length > 0)
    throw new EmbeddedError(
      "embedded.unreachable",
      `The database in ${dataDir} runs as uid ${runAs.uid}, which can no longer enter that folder: chmod a+x it and the folders above it.`,
    );
  const where = await makePlaceElsewhere(dataDir, progress);
  progress(`The database is kept in ${where}: it does not run as root, and its user cannot enter ${dataDir}.`);
  return { where, runAs };
}

/** Makes a folder and answers its path without symbolic links; those it makes are 0755 whatever the umask, for `mkdir` gives its mode to every parent and so can lock the database's user out. */
export async function makeEnterable(folder: string): Promise<string> {
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
