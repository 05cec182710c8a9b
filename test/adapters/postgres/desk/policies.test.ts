import { setTimeout as sleep } from "node:timers/promises";
import { makePolicies, storeContent } from "../../../../src/adapters/postgres/desk/policies.js";
import type { Policy } from "../../../../src/domain/policy.js";
import { aDatabase } from "./a-database.js";
import type { Desk } from "./a-database.js";
import { until } from "./until.js";

let desk: Desk;
let stops: (() => Promise<void>)[];
beforeEach(async () => {
  desk = await aDatabase();
  stops = [];
});
afterEach(async () => {
  await Promise.all(stops.map((stop) => stop()));
  await desk.drop();
});

const content = (policy: string, dialogs: string) => ({
  policy: { hash: policy, content: { version: policy } },
  dialogs: { hash: dialogs, content: { greeting: dialogs } },
});
const START = { publish: false };
const PUBLISH = { publish: true };

async function anInstance() {
  const failures: unknown[] = [];
  const policies = makePolicies(desk.another(), {
    parse: {
      policy: (raw) => raw as Policy,
      dialogs: (raw) => {
        const { greeting } = raw as { greeting: string };
        if (greeting === "d-newer") throw new Error("written by a newer version");
        return { greeting };
      },
    },
    failed: (error) => failures.push(error),
  });
  await policies.start();
  stops.push(() => policies.stop());
  return { policies, failures };
}

test("content never seen before becomes current at start; seen before it does not, unless published", async () => {
  expect(await storeContent(desk.pool, content("p1", "d1"), START)).toEqual(["dialogs", "policy"]);
  expect(await storeContent(desk.pool, content("p2", "d1"), START)).toEqual(["policy"]);
  // An old instance restarts with its old files.
  expect(await storeContent(desk.pool, content("p1", "d1"), START)).toEqual([]);
  const { policies } = await anInstance();
  expect(policies.current()).toMatchObject({ policy: { hash: "p2" }, dialogs: { hash: "d1" } });
  expect(await storeContent(desk.pool, content("p1", "d1"), PUBLISH)).toEqual(["policy"]);
});

test("every instance notices a publish within two seconds", async () => {
  await storeContent(desk.pool, content("p1", "d1"), START);
  const [a, b] = [await anInstance(), await anInstance()];
  const changes: string[] = [];
  a.policies.onChanged(({ policy }) => changes.push(`a ${policy.hash}`));
  b.policies.onChanged(({ policy }) => changes.push(`b ${policy.hash}`));
  await storeContent(desk.pool, content("p2", "d2"), PUBLISH);
  expect(await until(() => changes.length === 2)).toBeLessThan(3_000);
  expect(a.policies.current()).toEqual(content("p2", "d2"));
  expect(b.policies.current()).toEqual(content("p2", "d2"));
  expect(changes.sort()).toEqual(["a p2", "b p2"]);
});

test("what running conversations keep is found by its hash, and asked of Postgres once", async () => {
  await storeContent(desk.pool, content("p1", "d1"), START);
  await storeContent(desk.pool, content("p2", "d2"), START);
  const { policies } = await anInstance();
  expect(await policies.byHash("dialogs", "d1")).toEqual({ hash: "d1", content: { greeting: "d1" } });
  expect(await policies.byHash("policy", "p1")).toMatchObject({ hash: "p1" });
  await desk.query(`alter table policies rename to gone`);
  expect(await policies.byHash("dialogs", "d1")).not.toBeNull();
  await desk.query(`alter table gone rename to policies`);
  expect(await policies.byHash("dialogs", "p1")).toBeNull();
});

test("content that this version cannot read does not come into force here, and is said once", async () => {
  await storeContent(desk.pool, content("p1", "d1"), START);
  const { policies, failures } = await anInstance();
  await storeContent(desk.pool, content("p1", "d-newer"), PUBLISH);
  await sleep(2_300);
  expect(policies.current().dialogs.hash).toBe("d1");
  expect(failures).toHaveLength(1);
  await storeContent(desk.pool, content("p1", "d2"), PUBLISH);
  await until(() => policies.current().dialogs.hash === "d2");
});

test("three instances that start at once with the same new files make them current once", async () => {
  const became = await Promise.all(
    [desk.another(), desk.another(), desk.another()].map((pool) => storeContent(pool, content("p1", "d1"), START)),
  );
  expect(became.flat().sort()).toEqual(["dialogs", "policy"]);
});

test("an empty database has nothing in force, and the start says what to do", async () => {
  await expect(anInstance()).rejects.toThrow(/start the product once/);
});
