import type { Statement } from "../../../src/adapters/postgres/statement.js";
import { readTurns } from "../../../src/adapters/postgres/sql/read-turns.js";
import { writeTalk, writeTurns } from "../../../src/adapters/postgres/sql/write-turns.js";
import { deskDatabase } from "./desk-database.js";
import type { DeskDatabase } from "./desk-database.js";

let desk: DeskDatabase;
beforeAll(async () => {
  desk = await deskDatabase();
});
afterAll(() => desk.drop());

async function planOf({ text }: Statement, parameters: number): Promise<string[]> {
  const client = await desk.pool.connect();
  try {
    await client.query(`prepare planned as ${text}`);
    const nulls = Array(parameters).fill("null").join(", ");
    const { rows } = await client.query<{ "QUERY PLAN": string }>(`explain (costs off) execute planned(${nulls})`);
    return rows.map((row) => row["QUERY PLAN"]);
  } finally {
    client.release(true);
  }
}

test.each([
  { statement: readTurns, parameters: 1 },
  { statement: writeTalk, parameters: 5 },
  { statement: writeTurns, parameters: 11 },
])("$statement.name looks up by index, also when planned on the day the database was born", async ({ statement, parameters }) => {
  const plan = await planOf(statement, parameters);
  const whole = plan.filter((line, n) => {
    const scan = /(?:Seq|Index|Index Only|Bitmap Heap) Scan .*on (\w+)/.exec(line);
    return scan && scan[1] !== "clock" && !/Index Cond|Recheck Cond/.test(plan[n + 1] ?? "");
  });
  expect(whole).toEqual([]);
});
