import pg from "pg";
import { DATABASE, urlOf, type Access } from "./access-file.js";

const CONNECT_MAX_MS = 5_000;
const APPLICATION = "frontdoor start";

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MAX_MS, application_name: APPLICATION });
  client.on("error", () => undefined); // A server that goes away fails the query; without a listener it would end the process.
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Makes the desk's database in a new cluster. Throws with code 28P01 when the password is not the cluster's. */
export async function ensureDatabase(access: Access): Promise<void> {
  await withClient(urlOf(access, "postgres"), async (client) => {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  });
}

/** Whether the database takes clients right now. */
export async function answers(url: string): Promise<boolean> {
  try {
    return await withClient(url, async (client) => (await client.query("select")).rowCount === 1);
  } catch {
    return false;
  }
}
