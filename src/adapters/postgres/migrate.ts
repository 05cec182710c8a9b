import pg from "pg";
import { DatabaseAway } from "../../application/ports.js";
import { MIGRATIONS_TABLE, migrations } from "./migrations/migrations.js";
import { isAway } from "./pool.js";

/** Any number, as long as nobody else on this database takes the same: the words "front door" in ASCII, cut to a bigint. */
const MIGRATE_LOCK = "7381240347110961011";
const CONNECT_MS = 5_000;
/** DDL gives up a lock it does not get at once (data-source.ts), so that the desk goes on meanwhile. */
const TRIES = 10;
const PAUSE_MS = 1_000;
const LOCK_NOT_AVAILABLE = "55P03";

export class NewerDatabase extends Error {
  readonly code = "database.newer";
  constructor(unknown: string[]) {
    super(
      `This database was migrated by a newer version of the product (${unknown.join(", ")} unknown here): start that version, or restore a backup made by this one into an empty database.`,
    );
  }
}

/**
 * Brings the schema up to date; instances that start at once follow one another. Answers the names it ran. TypeORM is loaded
 * only where there is something to run: it costs a quarter of a second at every start.
 */
export async function migrate(url: string): Promise<string[]> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: "frontdoor-migrate",
  });
  client.on("error", () => undefined); // the query under way rejects by itself
  try {
    await client.connect();
    await client.query("select pg_advisory_lock($1)", [MIGRATE_LOCK]); // ends with the connection, so also with an instance that died
    return await migrateAlone(client, url);
  } catch (error) {
    throw error instanceof NewerDatabase || !isAway(error) ? error : new DatabaseAway(error);
  } finally {
    await client.end();
  }
}

async function migrateAlone(client: pg.Client, url: string): Promise<string[]> {
  const known: string[] = migrations.map((Migration) => new Migration().name);
  const had = await namesIn(client);
  const unknown = had.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new NewerDatabase(unknown);
  if (known.every((name) => had.includes(name))) return [];
  const { makeDataSource } = await import("./data-source.js");
  const source = await makeDataSource(url).initialize();
  try {
    return await patiently(async () => (await source.runMigrations({ transaction: "each" })).map(({ name }) => name));
  } finally {
    await source.destroy();
  }
}

async function namesIn(client: pg.Client): Promise<string[]> {
  const table = await client.query("select from pg_tables where schemaname = current_schema() and tablename = $1", [
    MIGRATIONS_TABLE,
  ]);
  if (table.rowCount === 0) return [];
  const { rows } = await client.query<{ name: string }>(`select name from ${MIGRATIONS_TABLE} order by id`);
  return rows.map(({ name }) => name);
}

/** Each migration is a transaction of its own, so what was done stays done, and the rest is tried again. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      const busy = error instanceof Error && "code" in error && error.code === LOCK_NOT_AVAILABLE;
      if (!busy || tries === TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}
