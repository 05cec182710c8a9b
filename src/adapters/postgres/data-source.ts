import { DataSource } from "typeorm";
import { MIGRATIONS_TABLE, migrations } from "./migrations/migrations.js";
import { tables } from "./tables/tables.js";

/** DDL that waits for a lock makes every later query wait behind it: better to fail and be tried again (F43). */
const LOCK_MS = 3_000;

/** TypeORM owns the schema and its migrations; it never synchronises. What must be fast goes past it, by `pool.ts`. */
export const makeDataSource = (url: string): DataSource =>
  new DataSource({
    type: "postgres",
    url,
    entities: tables,
    migrations,
    migrationsTableName: MIGRATIONS_TABLE,
    synchronize: false,
    installExtensions: false,
    poolSize: 2,
    applicationName: "frontdoor-schema",
    extra: {
      connectionTimeoutMillis: 5_000,
      onConnect: (client: { query(text: string): Promise<unknown> }) => client.query(`set lock_timeout = ${LOCK_MS}`),
    },
  });
