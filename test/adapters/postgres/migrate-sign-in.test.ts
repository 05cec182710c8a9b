import pg from "pg";
import { makeDataSource } from "../../../src/adapters/postgres/data-source.js";
import { migrate } from "../../../src/adapters/postgres/migrate.js";
import { createDatabase, type TestDatabase } from "../../support/postgres.js";

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase();
});
afterEach(() => database.drop());

test("people of the version before keep their e-mail in one spelling; of two with the same one the first does", async () => {
  const source = await makeDataSource(database.url).initialize();
  const { migrations } = source;
  const before = migrations.slice(
    0,
    migrations.findIndex(({ name }) => name?.startsWith("SignIn")),
  );
  const runner = source.createQueryRunner();
  for (const each of before) await each.up(runner);
  await runner.release();
  await source.destroy();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query(`create table migrations (id serial primary key, "timestamp" bigint not null, name varchar not null)`);
    for (const { name = "" } of before)
      await client.query(`insert into migrations ("timestamp", name) values ($1, $2)`, [name.slice(-13), name]);
    await client.query(`insert into teams (id, name) values ('care', '{}')`);
    for (const [n, email] of ["A@x.example", " a@X.example ", "", null, "b@x.example"].entries())
      await client.query(
        `insert into agents (id, name, role, team_id, email, created_at) values (gen_random_uuid(), $1::text, 'agent', 'care', $2, now() + $1::int * interval '1 s')`,
        [n, email],
      );
    await migrate(database.url);
    const { rows } = await client.query<{ email: string | null }>(`select email from agents order by created_at`);
    expect(rows.map(({ email }) => email)).toEqual(["a@x.example", null, null, null, "b@x.example"]);
  } finally {
    await client.end();
  }
});
