import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { HURRIED, query, serversBelow, workshop } from "./launcher.js";

const { folder, launch, close } = workshop();
const dataDir = join(folder, "some/where/data");
afterAll(close);

test("a first start needs nothing but a folder's name, and says what takes its time", async () => {
  const launcher = launch({ dataDir });
  const { url = "", where, joined } = await launcher.outcome;
  expect(launcher.told).toEqual(["Preparing the database (first start only)…"]);
  expect({ where, joined }).toEqual({ where: dataDir, joined: false });
  const [facts] = await query(
    url,
    `select current_setting('fsync') fsync, current_setting('synchronous_commit') sync, current_setting('listen_addresses') address,
       current_setting('unix_socket_directories') sockets, current_setting('max_connections') connections,
       current_setting('shared_buffers') buffers, current_setting('password_encryption') passwords,
       (select pg_encoding_to_char(encoding) || ' ' || datlocale from pg_database where datname = current_database()) locale,
       to_tsvector('simple', '我的订单，没有')::text words`,
  );
  expect(facts).toEqual({
    fsync: "on",
    sync: "on",
    address: "127.0.0.1",
    sockets: "",
    connections: "60",
    buffers: "64MB",
    passwords: "scram-sha-256",
    locale: "UTF8 C.UTF-8",
    words: "'我的订单':1 '没有':2",
  });
  await query(url, "create table notes (text text); insert into notes values ('kept')");
  await launcher.stop();
  expect(serversBelow(folder)).toEqual([]);
});

test("only the cluster and what holds the password are closed to others", () => {
  const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
  expect([folder, join(folder, "some"), join(folder, "some/where"), dataDir].map(mode)).toEqual(["755", "755", "755", "755"]);
  expect(mode(join(dataDir, "pg18"))).toBe("700");
  expect(mode(join(dataDir, "database.json"))).toBe("600");
  expect(mode(join(dataDir, "postgres.log"))).toBe("600");
  expect(readdirSync(dataDir).filter((name) => name.startsWith("init-"))).toEqual([]);
});

test("the next start has the data, the port and the password of the one before", async () => {
  const before = JSON.parse(readFileSync(join(dataDir, "database.json"), "utf8")) as { port: number; password: string };
  const launcher = launch({ dataDir });
  const { url = "" } = await launcher.outcome;
  expect(launcher.told).toEqual([]);
  expect(new URL(url)).toMatchObject({ port: String(before.port), password: before.password });
  expect(await query(url, "select text from notes")).toEqual([{ text: "kept" }]);
  await launcher.stop();
});

test("a second start is refused while the first lives, and commands join it", async () => {
  const first = launch({ dataDir });
  const { url } = await first.outcome;
  const second = launch({ dataDir });
  expect(await second.outcome).toMatchObject({
    refused: "already-running",
    pid: first.pid,
    message: expect.stringContaining(`${first.pid}`),
  });
  const command = launch({ dataDir, join: true });
  expect(await command.outcome).toMatchObject({ url, joined: true });
  await command.stop();
  expect(await query(url ?? "", "select text from notes")).toEqual([{ text: "kept" }]);
  await first.stop();
});

test("of many starts at once one wins, and many commands share one database", async () => {
  const starts = [1, 2, 3, 4].map(() => launch({ dataDir }));
  const outcomes = await Promise.all(starts.map(({ outcome }) => outcome));
  const winner = starts[outcomes.findIndex(({ url }) => url)];
  expect(outcomes.filter(({ url }) => url)).toHaveLength(1);
  expect(outcomes.filter(({ refused, pid }) => refused === "already-running" && pid === winner?.pid)).toHaveLength(3);
  await winner?.stop();

  const commands = [1, 2, 3, 4].map(() => launch({ dataDir, join: true }));
  const joined = await Promise.all(commands.map(({ outcome }) => outcome));
  expect(joined.filter(({ joined }) => joined === false)).toHaveLength(1);
  expect(new Set(joined.map(({ url }) => url)).size).toBe(1);
  await Promise.all(commands.map((command) => command.stop()));
  expect(serversBelow(folder)).toEqual([]);
});

test("a command that started the database lets those that joined finish", async () => {
  const starter = launch({ dataDir, join: true });
  await starter.outcome;
  const joiner = launch({ dataDir, join: true });
  const { url = "" } = await joiner.outcome;
  const work = query(url, "select pg_sleep(0.5), 'finished' as work");
  await query(url, "select pg_sleep(0.1)"); // By now the work has begun.
  await starter.stop();
  expect(await work).toMatchObject([{ work: "finished" }]);
});

test("a lost database.json gets a new password, a foreign one is told", async () => {
  const file = join(dataDir, "database.json");
  const { password } = JSON.parse(readFileSync(file, "utf8")) as { password: string };
  rmSync(file);
  const healed = launch({ dataDir });
  const { url = "" } = await healed.outcome;
  expect(new URL(url).password).not.toBe(password);
  expect(await query(url, "select text from notes")).toEqual([{ text: "kept" }]);
  await healed.stop();

  const own = readFileSync(file, "utf8");
  writeFileSync(file, own.replace(/"password": "[^"]+"/, '"password": "foreign"'));
  expect(await launch({ dataDir }).outcome).toMatchObject({
    code: "embedded.not-permitted",
    message: expect.stringContaining("delete"),
  });
  expect(serversBelow(folder)).toEqual([]);
  writeFileSync(file, own);
});

test("the log keeps what the server says, not what customers write", async () => {
  const launcher = launch({ dataDir });
  const { url = "" } = await launcher.outcome;
  await query(url, "create table contacts (email text primary key); insert into contacts values ('canary@example.org')");
  await expect(query(url, "insert into contacts values ('canary@example.org')")).rejects.toThrow("duplicate");
  await launcher.stop();
  const log = readFileSync(join(dataDir, "postgres.log"), "utf8");
  expect(log).toContain("duplicate key");
  expect(log).not.toContain("canary");
});

test("a cluster of another major version is refused, with the way over", async () => {
  const old = join(folder, "old");
  mkdirSync(join(old, "pg17"), { recursive: true });
  const outcome = await launch({ dataDir: old }).outcome;
  expect(outcome).toMatchObject({
    code: "embedded.other-major",
    message: expect.stringMatching(/Postgres 17.*backup.*restore/s),
  });
  expect(readdirSync(old)).not.toContain("pg18");
});

test("a folder that is no cluster under the cluster's name is left alone and told", async () => {
  const odd = join(folder, "odd");
  mkdirSync(join(odd, "pg18"), { recursive: true });
  writeFileSync(join(odd, "pg18", "mine"), "");
  expect(await launch({ dataDir: odd }).outcome).toMatchObject({
    code: "embedded.data-dir",
    message: expect.stringContaining("no database"),
  });
  expect(readdirSync(join(odd, "pg18"))).toEqual(["mine"]);
});

test("without the platform's package the remedy is named", async () => {
  const outcome = await launch({ dataDir: join(folder, "none"), root: folder }).outcome;
  expect(outcome).toMatchObject({
    code: "embedded.no-package",
    message: expect.stringContaining("DATABASE_URL to a Postgres 15 or newer"),
  });
});

test("what initdb or the server says last stands in the error", async () => {
  const outcome = await launch({ dataDir, settings: { shared_buffers: "lots" } }).outcome;
  expect(outcome).toMatchObject({ code: "embedded.did-not-start", message: expect.stringContaining('"shared_buffers": "lots"') });
});

test("a data folder that was moved keeps its data", async () => {
  const moved = join(folder, "moved");
  renameSync(dataDir, moved);
  const launcher = launch({ dataDir: moved, settings: HURRIED });
  const { url = "", where } = await launcher.outcome;
  expect(where).toBe(moved);
  expect(await query(url, "select text from notes")).toEqual([{ text: "kept" }]);
  await launcher.stop();
});
