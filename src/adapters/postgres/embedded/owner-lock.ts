import { randomUUID } from "node:crypto";
import { link, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { EmbeddedError, systemCode } from "./embedded-error.js";
import { processIdentity } from "./processes.js";
import { showLife, showsLife } from "./sign-of-life.js";

/*
 * One living process owns a cluster. Node has no flock, and removing a stale lock file is a race: two starters read the same dead
 * owner, and the slower removes the lock that the faster has just made. So the files are numbered and the highest one counts. To take
 * over from n is to make n+1, which one can do only once, and nobody removes the highest: a released lock stays as "released". A late
 * comer that makes a number below the highest sees the higher one and steps back. Owners are named by process number AND start time,
 * so a number used again after kill -9 or a restart of the machine never looks like an owner. An owner in another container shows that it
 * lives by a socket in the folder.
 */
interface Owner {
  pid: number;
  identity: string;
  released: boolean;
  /** File of its sign of life. */
  socket: string | null;
}

export interface Ownership {
  release(): Promise<void>;
}

const TRIES_MAX = 50;
const NAME = /^owner\.(\d{1,9})\.json$/;
const fileOf = (folder: string, n: number) => join(folder, `owner.${n}.json`);
/** Not by process number: two containers have the same. */
const draftIn = (folder: string) => join(folder, `.owner-${randomUUID()}`);

/** Makes this process the owner of the folder, or names the living process that is. */
export async function claimOwnership(folder: string): Promise<Ownership | { heldBy: number }> {
  const identity = processIdentity(process.pid);
  if (identity === null)
    throw new EmbeddedError("embedded.data-dir", "This process cannot see itself: mount /proc and start again.");
  const heldBy = await ownerOf(folder);
  if (heldBy !== null) return { heldBy };
  const life = await showLife(folder);
  try {
    const mine: Owner = { pid: process.pid, identity, released: false, socket: life.name };
    const claim = await claimAs(mine, folder);
    if ("n" in claim) return { release: () => replace(folder, claim.n, { ...mine, released: true }).finally(life.stop) };
    await life.stop();
    return claim;
  } catch (error) {
    await life.stop();
    throw error;
  }
}

async function claimAs(mine: Owner, folder: string): Promise<{ n: number } | { heldBy: number }> {
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const top = await highest(folder);
    const heldBy = await livingOwner(folder, top.owner);
    if (heldBy !== null) return { heldBy };
    const n = top.n + 1;
    if (!(await createWhole(folder, n, mine))) continue;
    const now = await numbers(folder);
    if (Math.max(...now) !== n) {
      await rm(fileOf(folder, n), { force: true });
      continue;
    }
    const left = [...now.filter((old) => old < n).map((old) => fileOf(folder, old)), ...socketOf(folder, top.owner)];
    await Promise.all(left.map((file) => rm(file, { force: true })));
    return { n };
  }
  throw new EmbeddedError(
    "embedded.data-dir",
    `Too many processes start over ${folder} at once: end all but one and start again.`,
  );
}

/** The living process that owns the folder, or null. */
export async function ownerOf(folder: string): Promise<number | null> {
  return livingOwner(folder, (await highest(folder)).owner);
}

async function livingOwner(folder: string, owner: Owner | null): Promise<number | null> {
  if (owner === null || owner.released) return null;
  const lives =
    processIdentity(owner.pid) === owner.identity || (owner.socket !== null && (await showsLife(folder, owner.socket)));
  return lives ? owner.pid : null;
}

const socketOf = (folder: string, owner: Owner | null): string[] =>
  owner === null || owner.socket === null ? [] : [join(folder, owner.socket)];

async function numbers(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  return names.flatMap((name) => NAME.exec(name)?.[1] ?? []).map(Number);
}

async function highest(folder: string): Promise<{ n: number; owner: Owner | null }> {
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const n = Math.max(0, ...(await numbers(folder)));
    if (n === 0) return { n, owner: null };
    try {
      return { n, owner: parse(await readFile(fileOf(folder, n), "utf8")) };
    } catch (error) {
      if (systemCode(error) !== "ENOENT") throw error; // ENOENT: a newer owner has just removed it.
    }
  }
  throw new EmbeddedError("embedded.data-dir", `The owner files in ${folder} change faster than they can be read: start again.`);
}

function parse(text: string): Owner | null {
  try {
    const { pid, identity, released, socket } = JSON.parse(text) as Partial<Owner>;
    if (typeof pid !== "number" || typeof identity !== "string") return null;
    return { pid, identity, released: released === true, socket: typeof socket === "string" ? basename(socket) : null };
  } catch {
    return null; // Cut off by a power failure: whoever wrote it is gone.
  }
}

/** False when somebody else made that number first. A link makes name and content appear at once; an exclusive open shows an empty file. */
async function createWhole(folder: string, n: number, owner: Owner): Promise<boolean> {
  const draft = draftIn(folder);
  await writeFile(draft, JSON.stringify(owner), { mode: 0o644 });
  try {
    await link(draft, fileOf(folder, n));
    return true;
  } catch (error) {
    if (systemCode(error) === "EEXIST") return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function replace(folder: string, n: number, owner: Owner): Promise<void> {
  const draft = draftIn(folder);
  await writeFile(draft, JSON.stringify(owner), { mode: 0o644 });
  await rename(draft, fileOf(folder, n));
}
