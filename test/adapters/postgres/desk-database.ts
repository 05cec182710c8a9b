import { makeVault } from "../../../src/adapters/crypto/vault.js";
import { openClock } from "../../../src/adapters/postgres/desk/clock.js";
import { migrate } from "../../../src/adapters/postgres/migrate.js";
import { makePool } from "../../../src/adapters/postgres/pool.js";
import type { Pool } from "../../../src/adapters/postgres/pool.js";
import { makeTurnStore } from "../../../src/adapters/postgres/turn-store.js";
import type { TurnStore } from "../../../src/application/turn-store.js";
import { createDatabase, templateDatabase } from "../../support/postgres.js";

export const DATA_KEY = Buffer.alloc(32, 7);
export const vault = makeVault(DATA_KEY);
export const quiet = { warn: () => undefined, error: () => undefined };

export interface DeskDatabase {
  url: string;
  pool: Pool;
  store: TurnStore;
  /** Another instance's store on the same database, through `url` where a test stands in between. */
  another(url?: string): TurnStore;
  drop(): Promise<void>;
}

/** A migrated database of one test file's own, born real. */
export async function deskDatabase(): Promise<DeskDatabase> {
  const database = await createDatabase(await templateDatabase(async (url) => void (await migrate(url))));
  const pools: Pool[] = [];
  const open = (url = database.url) => {
    const pool = makePool({ url, name: "frontdoor-test", most: 4, log: quiet });
    pools.push(pool);
    return pool;
  };
  const pool = open();
  await openClock(pool, { mode: "real" });
  return {
    url: database.url,
    pool,
    store: makeTurnStore({ pool, vault }),
    another: (url) => makeTurnStore({ pool: open(url), vault }),
    async drop() {
      await Promise.all(pools.map((each) => each.end()));
      await database.drop();
    },
  };
}
