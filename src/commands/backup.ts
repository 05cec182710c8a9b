import { join } from "node:path";
import { backup } from "../adapters/postgres/backup/backup.js";
import { restore } from "../adapters/postgres/backup/restore.js";
import type { Config } from "../config.js";
import { StartRefused } from "../database.js";
import { withDatabase, type Around } from "./around.js";

/** Secrets stay out of the file: they are named, so that they are kept elsewhere. */
const secretsOf = (config: Config): string =>
  config.databaseUrl === null
    ? `Keep beside it, not with it: ${join(config.dataDir, "data.key")} and ${join(config.dataDir, "directline.secret")}.`
    : "Keep beside it, not with it: DATA_KEY and DIRECTLINE_SECRET.";

export async function backUp(around: Around, file: string): Promise<void> {
  const outcome = await withDatabase(around, ({ url }) => backup(url, file));
  if ("refused" in outcome) throw new StartRefused(outcome.message);
  around.out(`${outcome.rows} rows of ${outcome.tables} tables in ${file}.`);
  around.progress(secretsOf(around.config));
}

export async function restoreFrom(around: Around, file: string): Promise<void> {
  const outcome = await withDatabase(around, ({ url, isInUse }) =>
    restore(url, file, { isRunning: isInUse, seeded: { clock: 1, keys: 1 } }),
  );
  if ("refused" in outcome) throw new StartRefused(outcome.message);
  around.out(`${outcome.rows} rows of ${outcome.tables} tables, as of ${outcome.madeAt}.`);
}
