import { fingerprint } from "../../../src/adapters/crypto/keys.js";
import { sealedUnder } from "../../../src/adapters/postgres/birth.js";
import { migrate } from "../../../src/adapters/postgres/migrate.js";
import { migrations } from "../../../src/adapters/postgres/migrations/migrations.js";
import { makePool } from "../../../src/adapters/postgres/pool.js";
import type { Pool } from "../../../src/adapters/postgres/pool.js";
import { createDatabase } from "../../support/postgres.js";
import type { TestDatabase } from "../../support/postgres.js";
import { quiet } from "./desk-database.js";

let database: TestDatabase;
let pool: Pool;
beforeEach(async () => {
  database = await createDatabase();
  pool = makePool({ url: database.url, name: "frontdoor-test", most: 2, log: quiet });
});
afterEach(async () => {
  await pool.end();
  await database.drop();
});

const names = migrations.map((Migration) => new Migration().name);

test("instances that start at once migrate once (F28)", async () => {
  const ran = await Promise.all(Array.from({ length: 5 }, () => migrate(database.url)));
  expect(ran.flat()).toEqual(names);
  expect((await pool.query<{ name: string }>("select name from migrations order by id")).rows.map(({ name }) => name)).toEqual(
    names,
  );
});

test("a database migrated by a newer version is refused in words, and untouched", async () => {
  await migrate(database.url);
  await pool.query("insert into migrations (timestamp, name) values (2000000000000, 'Later2000000000000')");
  await expect(migrate(database.url)).rejects.toMatchObject({
    code: "database.newer",
    message: expect.stringMatching(/newer version.*Later2000000000000/) as string,
  });
});

test("a server that is not there is an outage", async () => {
  await expect(migrate("postgres://nobody@127.0.0.1:1/none")).rejects.toMatchObject({ code: "database.away" });
});

test("a wrong DATA_KEY is refused at start, by every instance", async () => {
  await migrate(database.url);
  const [right, wrong] = [fingerprint(Buffer.alloc(32, 1)), fingerprint(Buffer.alloc(32, 2))];
  await sealedUnder(pool, right);
  await sealedUnder(pool, right);
  await expect(sealedUnder(pool, wrong)).rejects.toMatchObject({
    code: "data_key.wrong",
    message: expect.stringMatching(/DATA_KEY.*DATA_DIR/) as string,
  });
  await sealedUnder(pool, right);
});
