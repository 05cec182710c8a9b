import { makeNumbers } from "../../../../src/adapters/postgres/desk/numbers.js";
import { aDatabase } from "./a-database.js";
import type { Desk } from "./a-database.js";

let desk: Desk;
beforeEach(async () => {
  desk = await aDatabase();
});
afterEach(() => desk.drop());

test("the first number of a desk is 1, and they rise", async () => {
  const numbers = makeNumbers(desk.pool);
  await numbers.ensure(3);
  expect([numbers.ticket(), numbers.ticket(), numbers.customer()]).toEqual([1, 2, 1]);
});

test("four instances that draw at once never give a number twice", async () => {
  const given: number[] = [];
  await Promise.all(
    [1, 2, 3, 4].map(async (i) => {
      const numbers = makeNumbers(desk.another(`i${i}`));
      for (let round = 0; round < 10; round++) {
        await numbers.ensure(i * 7);
        for (let n = 0; n < i * 7; n++) given.push(numbers.ticket());
      }
    }),
  );
  expect(given).toHaveLength(700);
  expect(new Set(given).size).toBe(700);
});

test("a batch that asks for more than a block gets it; beyond what was ensured it throws", async () => {
  const numbers = makeNumbers(desk.pool);
  await numbers.ensure(256);
  for (let n = 0; n < 256; n++) {
    numbers.ticket();
    numbers.customer();
  }
  expect(() => {
    for (let n = 0; n < 100; n++) numbers.ticket();
  }).toThrow(/await ensure/);
});

test("the next block is fetched ahead, so that ensure seldom asks Postgres", async () => {
  let asked = 0;
  const pool = desk.another();
  pool.on("acquire", () => asked++);
  const numbers = makeNumbers(pool);
  for (let n = 0; n < 400; n++) {
    await numbers.ensure(1);
    numbers.ticket();
  }
  expect(asked).toBeLessThanOrEqual(21);
});
