import { transformFileSync } from "@swc/core";
import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import pg from "pg";
import type * as Cluster from "../../src/adapters/postgres/embedded/cluster.js";
import type * as StartEmbedded from "../../src/adapters/postgres/embedded/start-embedded.js";

/*
 * One Postgres for the whole run: the embedded one in a temporary folder, or the real server that TEST_DATABASE_URL names (a
 * superuser's). Workers find it in TEST_SERVER_URL and make their databases on it (test/support/postgres.ts).
 */
declare global {
  var stopTestServer: (() => Promise<void>) | undefined;
}

export const PROJECT_ROOT = resolve(__dirname, "../..");
const FOLDER = /^frontdoor-test-(\d+)-/;
/** Loose and fast: the server lives as long as the tests, and many databases share it. */
const SETTINGS = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "200", autovacuum: "off" };

export default async function setup(): Promise<void> {
  const run = randomBytes(4).toString("hex");
  const given = process.env["TEST_DATABASE_URL"];
  process.env["TEST_SERVER_RUN"] = run;
  if (given) {
    process.env["TEST_SERVER_URL"] = given;
    globalThis.stopTestServer = () => dropDatabasesOf(run, given);
    return;
  }
  const folder = makeTestFolder();
  const modules = join(folder, "modules");
  const { startEmbedded } = requireFrom<typeof StartEmbedded>(compileEmbedded(modules), "start-embedded.js");
  await removeAbandoned(modules);
  const server = await startEmbedded({
    root: PROJECT_ROOT,
    dataDir: join(folder, "data"),
    progress: () => undefined,
    settings: SETTINGS,
  });
  if ("refused" in server) throw new Error(server.message);
  process.env["TEST_SERVER_URL"] = server.url;
  globalThis.stopTestServer = async () => {
    await server.stop();
    for (const left of [server.where, folder]) rmSync(left, { recursive: true, force: true });
  };
}

/** A temporary folder that names its process and that the database's own user can enter. */
export function makeTestFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), `frontdoor-test-${process.pid}-`));
  chmodSync(folder, 0o755);
  return folder;
}

/**
 * The embedded launcher as plain JavaScript: jest resolves neither `.js` to `.ts` in a global setup nor in the child processes that
 * tests kill, and a build of everything would make these tests fail with every unfinished file elsewhere. Returns the folder.
 */
export function compileEmbedded(into: string): string {
  const source = join(PROJECT_ROOT, "src/adapters/postgres/embedded");
  mkdirSync(into, { recursive: true });
  writeFileSync(join(into, "package.json"), '{"type":"commonjs"}');
  symlinkSync(join(PROJECT_ROOT, "node_modules"), join(into, "node_modules"));
  for (const name of readdirSync(source)) {
    const { code } = transformFileSync(join(source, name), {
      swcrc: false,
      jsc: { parser: { syntax: "typescript" }, target: "es2022" },
      module: { type: "commonjs" },
    });
    writeFileSync(join(into, `${basename(name, ".ts")}.js`), code);
  }
  return into;
}

const requireFrom = <T>(folder: string, file: string): T => createRequire(join(folder, "package.json"))(`./${file}`) as T;

/** What earlier runs left that were killed before their teardown: their own process is gone, their server may not be. */
async function removeAbandoned(modules: string): Promise<void> {
  const { stopLeftover } = requireFrom<typeof Cluster>(modules, "cluster.js");
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(FOLDER.exec(name)?.[1] ?? process.pid);
    if (isAlive(pid)) continue;
    const folder = join(tmpdir(), name);
    try {
      for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" }))
        if (basename(path) === "postmaster.pid") await stopLeftover(join(folder, path, ".."));
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Another user's, or being removed by another run.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

async function dropDatabasesOf(run: string, url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      "select datname as name from pg_database where starts_with(datname, $1)",
      [`t_${run}_`],
    );
    for (const { name } of rows) await client.query(`drop database if exists ${name} with (force)`);
  } finally {
    await client.end();
  }
}
