import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

/** A database of one test file's own, on the server that global-setup.ts started. */
export interface TestDatabase {
  url: string;
  /** Also throws out whoever is still connected. */
  drop(): Promise<void>;
}

const IN_USE = "55006";
const LOCK_KEY = 7_461_205;
const RETRY_MS = 25;
const RETRIES_MAX = 200;

/** Makes an empty database, or a copy of a template such as `templateDatabase` gives (about 50 ms). */
export async function createDatabase(template = "template0"): Promise<TestDatabase> {
  const name = ownName(randomBytes(6).toString("hex"));
  await onServer((client) => untilFree(() => client.query(`create database ${name} template ${template}`)));
  const drop = async () => {
    await onServer((client) => client.query(`drop database if exists ${name} with (force)`));
  };
  return { url: urlOf(name), drop };
}

/**
 * The name of a database that `migrate` has prepared, made once a run for all workers. Nobody may connect to it; copy it with
 * `createDatabase`. `migrate` must have closed its connections when it resolves. Other migrations need another `label`.
 */
export function templateDatabase(migrate: (url: string) => Promise<void>, label = "migrated"): Promise<string> {
  const name = ownName(label);
  return onServer(async (client) => {
    await client.query("select pg_advisory_lock($1)", [LOCK_KEY]); // Ends with the connection, so also with a worker that died.
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (rowCount) return name;
    // Under its final name only once migrated: what a failed migration left is never taken for the template.
    const draft = `${name}_draft`;
    await client.query(`drop database if exists ${draft} with (force)`);
    await client.query(`create database ${draft} template template0`);
    await migrate(urlOf(draft));
    await untilFree(() => client.query(`alter database ${draft} rename to ${name}`));
    return name;
  });
}

/** Runs one piece of work on a connection of its own to the server's maintenance database, as superuser. */
export async function onServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function serverUrl(): string {
  const url = process.env["TEST_SERVER_URL"];
  if (!url) throw new Error("TEST_SERVER_URL is missing: run the test by jest, whose globalSetup starts the server.");
  return url;
}

const ownName = (label: string) => `t_${process.env["TEST_SERVER_RUN"]}_${label}`;

function urlOf(database: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  return url.href;
}

/** A closed connection is gone for the client a moment before it is for the server. */
async function untilFree(work: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await work();
      return;
    } catch (error) {
      const inUse = error instanceof pg.DatabaseError && error.code === IN_USE;
      if (!inUse || tries === RETRIES_MAX) throw error;
      await sleep(RETRY_MS);
    }
  }
}
