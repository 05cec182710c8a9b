import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import pg from "pg";
import { backup } from "../../../../src/adapters/postgres/backup/backup.js";
import { readBackupHeader } from "../../../../src/adapters/postgres/backup/header.js";
import { restore } from "../../../../src/adapters/postgres/backup/restore.js";
import { createDatabase, onServer, templateDatabase, type TestDatabase } from "../../../support/postgres.js";

/** A small desk with all that makes a restore hard: a circle of keys, a key to itself, generated columns, triggers, sequences. */
const MIGRATION = `
  create table migrations (id serial primary key, "timestamp" bigint not null, name varchar not null);
  insert into migrations ("timestamp", name) values (1, 'FirstDesk1'), (2, 'Notes2');
  create table teams (id int primary key, name text not null, duty_agent int);
  create table agents (id int primary key, team int not null references teams, chief int references agents on delete set null);
  alter table teams add constraint duty foreign key (duty_agent) references agents deferrable initially deferred;
  create table "Odd ""names""" (id bigint generated always as identity primary key, "the order" text,
    words tsvector generated always as (to_tsvector('simple', coalesce("the order", ''))) stored,
    raw bytea, doc jsonb, tags text[], at timestamptz, rate float8, agent int references agents);
  create sequence ticket_numbers increment by 20;
  create sequence unused start with 7;
  create function refuse() returns trigger language plpgsql as $$ begin raise 'the audit only grows by acts'; end $$;
  create table audit (id int primary key, what text);
  create trigger no_insert before insert on audit for each row execute function refuse();
  insert into teams values (1, 'seeded'); insert into agents values (1, 1, null); update teams set duty_agent = 1;
`;
const FILL = `
  update teams set name = '值班 / Duty';
  insert into agents values (2, 1, 3), (3, 1, 1);
  insert into "Odd ""names""" ("the order", raw, doc, tags, at, rate, agent) values
    (E'tab\\t newline\\n backslash\\\\ \\\\. 我的订单 👩‍👩‍👧 é', '\\x00ff0a5c2e', '{"a":[1,null,"\\u4e2d"]}', array['x', null, '{,"'], '2026-11-22 01:02:03.456789+08', 0.1, 2),
    ('', '\\x', 'null', '{}', 'infinity', 'NaN', null), (null, null, null, null, null, null, null);
  insert into "Odd ""names""" ("the order", raw) select repeat('长', n), decode(repeat('ab', n * 50), 'hex') from generate_series(1, 2000, 7) n;
  alter table audit disable trigger no_insert; insert into audit values (1, 'kept'); alter table audit enable trigger no_insert;
  select nextval('ticket_numbers'), nextval('ticket_numbers');
`;
const SEEDED = { teams: 1, agents: 1 };
const idle = { isRunning: () => false, seeded: SEEDED };

let folder: string;
let full: TestDatabase;
let file: string;
const databases: TestDatabase[] = [];

async function query<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

async function migrated(): Promise<TestDatabase> {
  const migrate = async (url: string) => void (await query(url, MIGRATION));
  const database = await createDatabase(await templateDatabase(migrate, "for_backup"));
  databases.push(database);
  return database;
}

/** All that a database says, in one comparable value. */
async function contents(url: string): Promise<unknown> {
  const tables = ["teams", "agents", '"Odd ""names"""', "audit", "migrations"];
  const rows = tables.map((table) => query(url, `select t::text as row from ${table} t order by id`));
  const keys = query(
    url,
    "select conrelid::regclass, conname, pg_get_constraintdef(oid) d from pg_constraint where contype = 'f' order by 1, 2",
  );
  const triggers = query(url, "select tgname, tgenabled from pg_trigger where not tgisinternal order by 1");
  return Promise.all([...rows, keys, triggers]);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "frontdoor-backup-"));
  file = join(folder, "desk.backup");
  full = await migrated();
  await query(full.url, FILL);
  await backup(full.url, file);
});

afterAll(async () => {
  await Promise.all(databases.map((database) => database.drop()));
  await rm(folder, { recursive: true });
});

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
  const cut = (async () => {
    for (let killed = 0; killed === 0;) {
      const { rowCount } = await onServer((client) =>
        client.query("select pg_terminate_backend(pid) from pg_stat_activity where query like 'copy%Odd%' and state = 'active'"),
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

describe("refused, with nothing changed", () => {
  let empty: TestDatabase;
  let before: unknown;
  const mangled = async (name: string, bytes: Buffer) => {
    await writeFile(join(folder, name), bytes);
    return join(folder, name);
  };

  beforeAll(async () => {
    empty = await migrated();
    before = await contents(empty.url);
  });
  afterEach(async () => expect(await contents(empty.url)).toEqual(before));

  test("while the desk runs", async () => {
    expect(await restore(empty.url, file, { ...idle, isRunning: () => true })).toMatchObject({ refused: "running" });
  });

  test("over data, also over rows beside the seeded ones", async () => {
    expect(await restore(full.url, file, idle)).toMatchObject({ refused: "holds-data" });
    expect(await restore(empty.url, file, { isRunning: () => false })).toMatchObject({ refused: "holds-data" });
  });

  test("files that are missing, foreign, or of a later format", async () => {
    expect(await restore(empty.url, join(folder, "none"), idle)).toMatchObject({ refused: "no-such-file" });
    for (const bytes of [Buffer.alloc(0), Buffer.from("PGDMP"), Buffer.from("\0".repeat(99))])
      expect(await restore(empty.url, await mangled("foreign", bytes), idle)).toMatchObject({ refused: "damaged" });
    for (const text of ["", "hello", "frontdoor backup\n", '{"format":1}'.repeat(10)])
      expect(await restore(empty.url, await mangled("zipped", gzipSync(text)), idle)).toMatchObject({ refused: "not-a-backup" });
    const later = gzipSync(Buffer.concat([Buffer.from("frontdoor backup 2\n"), Buffer.alloc(50)]));
    expect(await restore(empty.url, await mangled("later", later), idle)).toMatchObject({ refused: "newer-format" });
  });

  test("files cut off anywhere, or with a flipped bit", async () => {
    const bytes = await readFile(file);
    for (const part of [0.01, 0.3, 0.7, 0.99, 1 - 1 / bytes.length]) {
      const cut = await mangled("cut-off", bytes.subarray(0, Math.floor(bytes.length * part)));
      expect(await restore(empty.url, cut, idle)).toMatchObject({ refused: "damaged" });
    }
    const flipped = Buffer.from(bytes);
    flipped[bytes.length - 6]! ^= 1; // In gzip's checksum: found only at the very end, when all rows are already loaded.
    expect(await restore(empty.url, await mangled("flipped", flipped), idle)).toMatchObject({ refused: "damaged" });
    const plain = gunzipSync(bytes);
    for (const part of [0.3, 0.9]) {
      const cut = await mangled("re-zipped", gzipSync(plain.subarray(0, Math.floor(plain.length * part))));
      expect(await restore(empty.url, cut, idle)).toMatchObject({ refused: "damaged" });
    }
  });

  test("a backup of another release", async () => {
    const newer = await migrated();
    await query(newer.url, `insert into migrations ("timestamp", name) values (3, 'Later3')`);
    expect(await restore(newer.url, file, idle)).toMatchObject({
      refused: "other-migrations",
      message: expect.stringContaining("-Later3"),
    });
    const other = await migrated();
    await query(other.url, "alter table agents add column nickname text");
    expect(await restore(other.url, file, idle)).toMatchObject({
      refused: "other-migrations",
      message: expect.stringContaining("agents"),
    });
  });
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
