import pg from "pg";
import { DatabaseAway } from "../../application/ports.js";
import type { Statement } from "./statement.js";

export type Pool = pg.Pool;

/** What of pino this room needs. */
export interface Log {
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

export interface PoolOptions {
  url: string;
  /** Shown in `pg_stat_activity`. */
  name: string;
  /** Connections at most. */
  most: number;
  log: Log;
  /** A statement that takes longer is given up: 4 s on the hot paths, so that a caller gets its 503 in time (I6). */
  statementMs?: number;
}

const CONNECT_MS = 3_000;
const STATEMENT_MS = 4_000;
/** Beside the server's own time-out: for the server that does not answer at all. */
const SILENCE_MS = 500;
/** A row that another session holds longer than this is not worth stalling a whole batch for: its turn is tried again. */
const LOCK_MS = 500;
/** Stay open however quiet it is: in the moment when thousands come back, opening one takes longer than anybody waits. */
const KEPT_OPEN = 3;

/**
 * Said to each connection when it opens. The statements of `sql/` are planned once, by index: a plan made while a table was
 * empty must not scan it when it has grown, and neither planning nor JIT may cost more than the statement.
 */
const settings = (statementMs: number): Record<string, string> => ({
  default_transaction_isolation: "read committed",
  statement_timeout: String(statementMs),
  lock_timeout: String(Math.min(LOCK_MS, statementMs)),
  idle_in_transaction_session_timeout: "30000",
  plan_cache_mode: "force_generic_plan",
  enable_seqscan: "off",
  enable_hashjoin: "off",
  enable_mergejoin: "off",
  jit: "off",
});

/** The pool of the hot paths. TypeORM has its own; nothing here survives a restart of Postgres, and nothing needs to. */
export function makePool({ url, name, most, log, statementMs = STATEMENT_MS }: PoolOptions): Pool {
  const pairs = Object.entries(settings(statementMs));
  const settle = `select ${pairs.map((_, i) => `set_config($${2 * i + 1}, $${2 * i + 2}, false)`).join(", ")}`;
  const prepare = (client: pg.ClientBase) => client.query(settle, pairs.flat());
  const pool = new pg.Pool({
    connectionString: url,
    application_name: name,
    max: most,
    min: Math.min(KEPT_OPEN, most),
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: statementMs + SILENCE_MS,
    keepAlive: true,
    onConnect: prepare as (client: pg.ClientBase) => void, // the pool waits for its promise, which its types do not say
  });
  // Without a listener on both, a restart of Postgres ends this process (brianc/node-postgres#1324): the pool hears of idle
  // connections only, a checked-out one speaks for itself.
  pool.on("error", (error) => {
    if (!pool.ending) log.warn({ err: error }, "an idle connection to Postgres was lost");
  });
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

/** Runs one prepared statement on a connection of its own. Rejects with `DatabaseAway` on an outage; the connection is dropped then. */
export async function run<Row extends object>(pool: Pool, { name, text }: Statement, values: unknown[]): Promise<Row[]> {
  let client: pg.PoolClient | undefined;
  try {
    client = await pool.connect();
    const { rows } = await client.query<Row>({ name, text, values });
    client.release();
    return rows;
  } catch (error) {
    const away = isAway(error);
    client?.release(away);
    throw away ? new DatabaseAway(error) : error;
  }
}

// Class 22 and 23 are the row's fault, 40 and 55P03 that of others at the same row; 54 and raised exceptions may be the row's.
// All else says that the database cannot do its work now, or is not the one we need: nobody's message is to blame.
const AWAY_CLASSES = new Set(["08", "25", "28", "3D", "42", "53", "57", "58", "F0"]);
const CONTENDED = new Set(["40001", "40P01", "55P03"]);

export function isAway(error: unknown): boolean {
  if (error instanceof DatabaseAway) return true;
  if (error instanceof pg.DatabaseError) return AWAY_CLASSES.has(error.code?.slice(0, 2) ?? "");
  // What else the driver throws is about the connection, and has no code of its own; a TypeError is a mistake of ours.
  return !(error instanceof TypeError || error instanceof RangeError);
}

/** Another session was at the same row: nothing was written, and another try may do it. */
export const isContended = (error: unknown): boolean => error instanceof pg.DatabaseError && CONTENDED.has(error.code ?? "");
