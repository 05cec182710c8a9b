import type pg from "pg";
import { DatabaseAway } from "../../../../application/ports.js";
import { isAway } from "../../pool.js";
import type { Pool } from "../../pool.js";
import type { Statement } from "../../statement.js";

/** Runs one statement of the transaction. */
export type Asks = <Row extends object>(statement: Statement, values: unknown[]) => Promise<Row[]>;

const REPORT_MS = 30_000;
const SILENCE_MS = 500;

/** All or nothing, in one connection. Rejects with `DatabaseAway` on an outage; whatever fails is undone. */
export const inTransaction = <T>(pool: Pool, work: (ask: Asks) => Promise<T>): Promise<T> =>
  within(pool, ["begin"], async (client) =>
    work(
      async <Row extends object>({ name, text }: Statement, values: unknown[]) =>
        (await client.query<Row>({ name, text, values })).rows,
    ),
  );

/**
 * One moment of the tables, however many statements look at it. Planned for what it counts, with time for a report: the pool's own
 * settings are those of the hot paths. What a report reads was written lately and is in memory, or on a disk without a head to move:
 * at Postgres' own price for it a table of all years would be read from end to end for the tickets of a few days.
 */
export const inSnapshot = <T>(pool: Pool, work: (ask: Asks) => Promise<T>): Promise<T> =>
  within(pool, SNAPSHOT, async (client) =>
    work(async <Row extends object>({ text }: Statement, values: unknown[]) => {
      const asked = { text, values, query_timeout: REPORT_MS + SILENCE_MS };
      return (await client.query<Row>(asked)).rows;
    }),
  );

const SNAPSHOT = [
  "begin isolation level repeatable read read only",
  `select set_config('statement_timeout', '${REPORT_MS}', true), set_config('enable_hashjoin', 'on', true),
    set_config('enable_mergejoin', 'on', true), set_config('enable_seqscan', 'on', true), set_config('plan_cache_mode', 'auto', true),
    set_config('random_page_cost', '1.1', true)`,
];

async function within<T>(pool: Pool, opening: string[], work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  let client: pg.PoolClient | undefined;
  try {
    client = await pool.connect();
    for (const text of opening) await client.query(text);
    const result = await work(client);
    await client.query("commit");
    client.release();
    return result;
  } catch (error) {
    // A transaction that may still be open goes with its connection.
    client?.release(true);
    throw isAway(error) ? new DatabaseAway(error) : error;
  }
}
