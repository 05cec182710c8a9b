import pg from "pg";

const CONNECT_MAX_MS = 10_000;
/** Text that reads the same whatever the server's and the role's defaults are; a copy takes as long as it takes. */
const SESSION = `set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set lock_timeout = '10s';
  set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set extra_float_digits = 3; set client_encoding = 'UTF8';
  set row_security = off; set search_path = public`;

/** Runs a piece of work on one connection. An open transaction ends with it, undone unless the work committed. */
export async function onConnection<T>(pgUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: pgUrl,
    connectionTimeoutMillis: CONNECT_MAX_MS,
    application_name: "frontdoor backup",
  });
  client.on("error", () => undefined); // A lost connection fails the query that runs; unheard, this event would end the process.
  await client.connect();
  try {
    await client.query(SESSION);
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
