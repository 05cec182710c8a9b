import { readdirSync } from "node:fs";
import { join } from "node:path";
import { makeDataSource } from "../../../src/adapters/postgres/data-source.js";
import type { Statement } from "../../../src/adapters/postgres/statement.js";
import { tables } from "../../../src/adapters/postgres/tables/tables.js";
import { deskDatabase } from "./desk-database.js";
import type { DeskDatabase } from "./desk-database.js";

let desk: DeskDatabase;
beforeAll(async () => {
  desk = await deskDatabase();
});
afterAll(() => desk.drop());

describe("the entity schemas and the migrations agree", () => {
  test("TypeORM finds nothing to change", async () => {
    const source = await makeDataSource(desk.url).initialize();
    try {
      const { upQueries } = await source.driver.createSchemaBuilder().log();
      expect(upQueries.map(({ query }) => query)).toEqual([]);
    } finally {
      await source.destroy();
    }
  });

  test("every table has its schema", async () => {
    const { rows } = await desk.pool.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'migrations' order by 1",
    );
    expect(tables.map(({ options }) => options.name).sort()).toEqual(rows.map(({ name }) => name));
  });

  // TypeORM compares checks and the conditions of indexes by name only.
  test("checks and partial indexes say the same", async () => {
    const { rows } = await desk.pool.query<{ name: string; says: string }>(`
      select conname as name, pg_get_constraintdef(oid) as says from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace
      union all select indexrelid::regclass::text, pg_get_expr(indpred, indrelid) from pg_index
      where indpred is not null and indrelid::regclass::text !~ '^pg_' order by 1`);
    const said = tables.flatMap(({ options }) => [
      ...(options.checks ?? []).map(({ name, expression }) => ({ name, says: `CHECK (${expression})` })),
      ...(options.indices ?? []).flatMap(({ name, where }) => (where ? [{ name, says: where }] : [])),
    ]);
    const byName = (a: { name?: string | undefined }, b: { name?: string | undefined }) =>
      (a.name ?? "") < (b.name ?? "") ? -1 : 1;
    expect(said.sort(byName)).toEqual(rows.sort(byName));
  });
});

describe("every statement in sql/", () => {
  const folder = join(__dirname, "../../../src/adapters/postgres/sql");
  const isStatement = (value: unknown): value is Statement =>
    typeof value === "object" && value !== null && "name" in value && "text" in value && typeof value.text === "string";
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const exportsOf = async (file: string) => Object.values((await import(join(folder, file))) as Record<string, unknown>);
  const statementsOf = async (file: string) => (await exportsOf(file)).filter(isStatement);

  test.each(files)("%s exports statements that can be prepared", async (file) => {
    const statements = await statementsOf(file);
    // A function that builds its own text would not be looked at here; a constant is a part that statements share.
    if (statements.length === 0) expect((await exportsOf(file)).map((value) => typeof value)).toEqual(["string"]);
    const client = await desk.pool.connect();
    try {
      for (const { text } of statements) await client.query(`prepare checked as ${text}; deallocate checked`);
    } finally {
      client.release(true);
    }
  });

  test("has a name of its own", async () => {
    const names = (await Promise.all(files.map(statementsOf))).flat().map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });
});
