import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fingerprint, parseDataKey } from "./adapters/crypto/keys.js";
import { sealedUnder } from "./adapters/postgres/birth.js";
import { openClock } from "./adapters/postgres/desk/clock.js";
import { joinOrStart, startEmbedded } from "./adapters/postgres/embedded/start-embedded.js";
import { migrate } from "./adapters/postgres/migrate.js";
import { makePool, run } from "./adapters/postgres/pool.js";
import type { Log, Pool } from "./adapters/postgres/pool.js";
import { liveInstances } from "./adapters/postgres/sql/live-instances.js";
import type { ClockMode } from "./application/desk-ports.js";
import type { Config } from "./config.js";

/** A start that cannot be: its message says why and what to do; printed without a stack. */
export class StartRefused extends Error {
  readonly code = "start.refused";
}

export interface OpenedDatabase {
  url: string;
  pool: Pool;
  /** The turns' own connections, so that readers of the log can never starve what is being stored; the command's is `pool`. */
  turnPool: Pool;
  dataKey: Buffer;
  clock: ClockMode;
  /** Where the embedded cluster lies; null with DATABASE_URL. */
  where: string | null;
  /** A command asks: an instance of the desk runs on this database now. */
  isInUse(): Promise<boolean>;
  close(): Promise<void>;
}

export interface OpenDatabase {
  config: Config;
  /** The product's own folder, which holds node_modules. */
  root: string;
  log: Log;
  progress: (line: string) => void;
  /** The desk itself, or a command beside it: that one joins a running database and follows its clock. */
  as: "desk" | "command";
}

const CONNECTIONS_MOST = 12;
/** One flush in flight, one turn that runs alone, one to spare while a broken one is replaced. */
const TURN_CONNECTIONS = 3;

/** Opens the database of this desk: embedded or by DATABASE_URL, migrated, with its clock and key checked. */
export async function openDatabase(open: OpenDatabase): Promise<OpenedDatabase> {
  const { config, log } = open;
  const server = await serverOf(open);
  try {
    const dataKey = await dataKeyOf(config);
    await migrate(server.url);
    const pool = makePool({ url: server.url, name: `frontdoor-${open.as}`, most: CONNECTIONS_MOST, log });
    try {
      const clock = await openClock(pool, open.as === "desk" || config.clockGiven ? config.clock : null);
      await sealedUnder(pool, fingerprint(dataKey));
      const turnPool =
        open.as === "desk" ? makePool({ url: server.url, name: "frontdoor-turns", most: TURN_CONNECTIONS, log }) : pool;
      const close = async () => {
        if (turnPool !== pool) await turnPool.end();
        await pool.end();
        await server.stop();
      };
      const isInUse = async () => (await run(pool, liveInstances, [])).length > 0;
      return { url: server.url, pool, turnPool, dataKey, clock, where: server.where, isInUse, close };
    } catch (error) {
      await pool.end();
      throw error;
    }
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function serverOf({
  config,
  root,
  progress,
  as,
}: OpenDatabase): Promise<{ url: string; where: string | null; stop(): Promise<void> }> {
  if (config.databaseUrl !== null) return { url: config.databaseUrl, where: null, stop: () => Promise.resolve() };
  const embedded = { root, dataDir: config.dataDir, progress };
  const started = as === "desk" ? await startEmbedded(embedded) : await joinOrStart(embedded);
  if ("refused" in started) throw new StartRefused(started.message);
  return started;
}

/** DATA_KEY, or the one made and kept beside the embedded database. */
async function dataKeyOf(config: Config): Promise<Buffer> {
  if (config.dataKey !== null) return parseDataKey(config.dataKey);
  return parseDataKey(await secretIn(config.dataDir, "data.key", () => randomBytes(32).toString("base64")));
}

/** The master secret of Direct Line: given, or made once in DATA_DIR. */
export async function directLineSecretOf(config: Config): Promise<string> {
  if (config.directLineSecret !== null) return config.directLineSecret;
  return secretIn(config.dataDir, "directline.secret", () => randomBytes(32).toString("base64url"));
}

async function secretIn(dataDir: string, name: string, make: () => string): Promise<string> {
  const file = join(dataDir, name);
  await mkdir(dataDir, { recursive: true });
  try {
    // `wx`: of two first starts one makes it, the other reads it.
    await writeFile(file, `${make()}\n`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return (await readFile(file, "utf8")).trim();
}
