import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { backup } from "../../../../src/adapters/postgres/backup/backup.js";
import { readBackupHeader } from "../../../../src/adapters/postgres/backup/header.js";
import { restore } from "../../../../src/adapters/postgres/backup/restore.js";
import { onServer, type TestDatabase } from "../../../support/postgres.js";
import { contents, FILL, idle, migrated, query } from "./desk-to-keep.js";

let folder: string;
let full: TestDatabase;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "frontdoor-backup-"));
  file = join(folder, "desk.backup");
  full = await migrated();
  await query(full.url, FILL);
  await backup(full.url, file);
});
afterAll(() => rm(folder, { recursive: true }));

test("what was backed up is what is restored: bytes, characters of every kind, nulls, keys, triggers", async () => {
  const empty = await migrated();
  const outcome = await restore(empty.url, file, idle);
  expect(outcome).toMatchObject({ tables: 4, rows: 1 + 3 + 3 + 286 + 1 });
  expect(await contents(empty.url)).toEqual(await contents(full.url));
  await expect(query(empty.url, "insert into audit values (2, 'by hand')")).rejects.toThrow("only grows by acts");
});

test("sequences go on where they were, called or not", async () => {
  const empty = await migrated();
  await restore(empty.url, file, idle);
  const next = (name: string) => query<{ nextval: string }>(empty.url, `select nextval('${name}')`);
  expect(await next("ticket_numbers")).toEqual([{ nextval: "41" }]);
  expect(await next("unused")).toEqual([{ nextval: "7" }]);
  const added = await query<{ id: string }>(empty.url, `insert into "Odd ""names""" ("the order") values ('next') returning id`);
  expect(added).toEqual([{ id: "290" }]);
});

test("a backup is one moment, whatever is written meanwhile", async () => {
  const database = await migrated();
  await query(
    database.url,
    `insert into "Odd ""names""" (raw) select decode(repeat('cd', 20000), 'hex') from generate_series(1, 200)`,
  );
  let writing = true;
  const writer = (async () => {
    for (let id = 10; writing; id++)
      await query(
        database.url,
        `begin; insert into agents values (${id}, 1, null); insert into "Odd ""names""" (agent) values (${id}); commit`,
      );
  })();
  const target = join(folder, "moment.backup");
  await backup(database.url, target);
  writing = false;
  await writer;
  const empty = await migrated();
  expect(await restore(empty.url, target, idle)).toHaveProperty("rows"); // A row whose agent is missing would fail its key.
  const [counts] = await query<{ agents: string; odd: string }>(
    empty.url,
    `select (select count(*) from agents where id >= 10) as agents, (select count(*) from "Odd ""names""" where agent >= 10) as odd`,
  );
  expect(counts?.agents).toBe(counts?.odd);
});

test("the file is for its owner only, never half there, and never written over", async () => {
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await backup(full.url, file)).toMatchObject({ refused: "file-exists" });
  expect(await backup(full.url, join(folder, "no/such/folder"))).toMatchObject({ refused: "cannot-write" });
  expect((await readdir(folder)).filter((name) => name.includes(".part"))).toEqual([]);
  expect(await readBackupHeader(file)).toMatchObject({ migrations: ["FirstDesk1", "Notes2"] });
});

test("a backup whose server goes away fails and leaves no file", async () => {
  const database = await migrated();
  await query(
    database.url,
    `insert into "Odd ""names""" (raw) select decode(repeat('ef', 100000), 'hex') from generate_series(1, 500)`,
  );
  const name = new URL(database.url).pathname.slice(1);
  const cut = (async () => {
    for (let killed = 0; killed === 0;) {
      const { rowCount } = await onServer((client) =>
        client.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and query like 'copy%'", [name]),
      );
      killed = rowCount ?? 0;
    }
  })();
  const target = join(folder, "cut.backup");
  await expect(backup(database.url, target)).rejects.toThrow();
  await cut;
  expect((await readdir(folder)).filter((name) => name.startsWith("cut"))).toEqual([]);
});

const onSmallDisk = process.getuid?.() === 0 && process.platform === "linux" ? test : test.skip;
onSmallDisk("a backup for which the disk has no room is refused and leaves no file", async () => {
  const disk = join(folder, "disk");
  await mkdir(disk);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=16k", "tmpfs", disk], { stdio: "ignore" });
  } catch {
    return; // A container without the right to mount.
  }
  try {
    await query(
      full.url,
      "create table room (bytes bytea); insert into room select gen_random_uuid()::text::bytea from generate_series(1, 5000)",
    );
    expect(await backup(full.url, join(disk, "desk.backup"))).toMatchObject({ refused: "cannot-write" });
    expect(await readdir(disk)).toEqual([]);
  } finally {
    await query(full.url, "drop table room");
    execFileSync("umount", ["-l", disk]);
  }
});

test("the owner of the tables restores, no superuser is needed", async () => {
  const empty = await migrated();
  const role = `owner_${process.env["TEST_SERVER_RUN"]}`;
  await query(empty.url, `create role ${role} login password 'own'; grant create on schema public to ${role}`);
  try {
    await query(
      empty.url,
      `do $$ declare it record; begin
         for it in select c.oid::regclass as name, c.relkind from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'S')
           and not exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('a', 'i') and d.classid = 'pg_class'::regclass and c.relkind = 'S')
         loop execute format('alter %s %s owner to ${role}', case it.relkind when 'r' then 'table' else 'sequence' end, it.name); end loop; end $$`,
    );
    const url = new URL(empty.url);
    [url.username, url.password] = [role, "own"];
    expect(await restore(url.href, file, idle)).toHaveProperty("rows");
    expect(await contents(empty.url)).toEqual(await contents(full.url));
  } finally {
    await empty.drop();
    await onServer((client) => client.query(`drop role ${role}`));
  }
});
