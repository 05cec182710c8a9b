import pg from "pg";
import { createDatabase, onServer, templateDatabase } from "../../../support/postgres.js";

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

test("a template is migrated once, and every copy of it is a database of its own", async () => {
  let migrated = 0;
  const migrate = async (url: string) => {
    migrated++;
    await query(url, "create table notes (text text)");
  };
  const names = await Promise.all([templateDatabase(migrate, "once"), templateDatabase(migrate, "once")]);
  expect(migrated).toBe(1);
  expect(names[0]).toBe(names[1]);

  const [one, two] = await Promise.all([createDatabase(names[0]), createDatabase(names[0])]);
  await query(one.url, "insert into notes values ('小记')");
  expect(await query(one.url, "select text from notes")).toEqual([{ text: "小记" }]);
  expect(await query(two.url, "select text from notes")).toEqual([]);
  await Promise.all([one.drop(), two.drop()]);
});

test("a failed migration leaves no template, and the next try starts anew", async () => {
  const failing = templateDatabase(async (url) => {
    await query(url, "create table half (id int)");
    throw new Error("no further");
  }, "failing");
  await expect(failing).rejects.toThrow("no further");

  const name = await templateDatabase(async (url) => void (await query(url, "create table whole (id int)")), "failing");
  const copy = await createDatabase(name);
  expect(await query(copy.url, "select table_name from information_schema.tables where table_schema = 'public'")).toEqual([
    { table_name: "whole" },
  ]);
  await copy.drop();
});

test("a dropped database is gone, with whoever was still connected", async () => {
  const database = await createDatabase();
  const late = new pg.Client({ connectionString: database.url });
  late.on("error", () => undefined);
  await late.connect();
  await database.drop();
  const name = new URL(database.url).pathname.slice(1);
  const { rowCount } = await onServer((client) => client.query("select from pg_database where datname = $1", [name]));
  expect(rowCount).toBe(0);
});
