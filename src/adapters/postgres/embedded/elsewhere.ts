import { createHash } from "node:crypto";
import { access, chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { clusterMajors, stopLeftover } from "./cluster.js";
import { EmbeddedError, OWN_SERVER_REMEDY, systemCode } from "./embedded-error.js";

/*
 * A DATA_DIR that the database's own user cannot enter (a checkout below /root) has its cluster in a place below this folder. DATA_DIR
 * names the place, so that who removes DATA_DIR begins anew; the place names DATA_DIR, so that a copy of it does not share the cluster.
 */
const ELSEWHERE = "/var/lib/frontdoor";
const PLACES_MAX = 1_000;

const recordIn = (dataDir: string) => join(dataDir, "database-place");
const ownerIn = (place: string) => join(place, "data-dir");
const textOf = (file: string): Promise<string | null> => readFile(file, "utf8").catch(() => null);

/** The place that DATA_DIR names, if it is its own, or was that of the folder it was before it was moved; else null. */
export async function placeElsewhere(dataDir: string): Promise<string | null> {
  const place = await textOf(recordIn(dataDir));
  const owner = place === null ? null : await textOf(ownerIn(place));
  if (place === null || owner === null) return null;
  if (owner === dataDir) return place;
  const ownerLives = await access(owner).then(
    () => true,
    () => false,
  );
  if (ownerLives) return null;
  await writeFile(ownerIn(place), dataDir);
  return place;
}

/** Makes a place for a DATA_DIR that has none. The places of earlier folders of the same name are left as they are, and told. */
export async function makePlaceElsewhere(dataDir: string, progress: (line: string) => void): Promise<string> {
  const name = createHash("sha256").update(dataDir).digest("hex").slice(0, 16);
  await makeRoom(dataDir);
  for (let n = 1; n <= PLACES_MAX; n++) {
    const place = join(ELSEWHERE, n === 1 ? name : `${name}-${n}`);
    if (await makeNew(place)) {
      await writeFile(ownerIn(place), dataDir);
      await writeFile(recordIn(dataDir), place);
      return place;
    }
    if ((await textOf(ownerIn(place))) !== dataDir) continue; // That one was moved, and its desk may be running.
    // Its DATA_DIR is gone, so nobody else would ever end a server that was left running there.
    for (const major of await clusterMajors(place)) await stopLeftover(join(place, `pg${major}`));
    progress(`${place} holds the database of an earlier ${dataDir}: remove it if nobody wants it back.`);
  }
  throw new EmbeddedError(
    "embedded.data-dir",
    `${ELSEWHERE} is full of databases of earlier starts: remove those that nobody wants back.`,
  );
}

async function makeRoom(dataDir: string): Promise<void> {
  try {
    await mkdir(ELSEWHERE, { recursive: true });
    await chmod(ELSEWHERE, 0o755);
  } catch (error) {
    const remedy = `set DATA_DIR to a folder that every user can enter, or ${OWN_SERVER_REMEDY}`;
    const message = `The database's user cannot enter ${dataDir}, and ${ELSEWHERE} cannot be made (${systemCode(error)}): ${remedy}.`;
    throw new EmbeddedError("embedded.unreachable", message, error);
  }
}

async function makeNew(place: string): Promise<boolean> {
  try {
    await mkdir(place);
    await chmod(place, 0o755);
    return true;
  } catch (error) {
    if (systemCode(error) === "EEXIST") return false;
    throw error;
  }
}
