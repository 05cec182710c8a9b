import { DatabaseAway } from "../../../src/application/ports.js";
import { makeTurns } from "../../../src/application/turns/turns.js";
import { desk, outcomes } from "./memory-desk.js";
import { away, decideSay, makeMemoryStore, wantedOf } from "./memory-store.js";
import type { Say } from "./memory-store.js";

describe("an outage", () => {
  test.each(["read", "write"] as const)("during the %s gives the whole batch back at once; nobody is to blame", async (when) => {
    const { submit, faults, log, decided } = desk();
    faults[when] = away;
    const all = [submit("a"), submit("b"), submit("c")];
    expect(await outcomes(all)).toEqual(Array(3).fill("database.away"));
    await expect(all[0]).rejects.toBeInstanceOf(DatabaseAway);
    expect(log).toMatchObject({ read: [3], parked: [] });
    expect(decided.length).toBe(when === "read" ? 0 : 3);
    delete faults[when];
    expect(await submit("a")).toBe("a1");
  });

  test("during the parking leaves the input unacknowledged", async () => {
    const { submit, faults } = desk();
    faults.park = away;
    expect(await outcomes([submit("a", "bug")])).toEqual(["database.away"]);
  });
});

describe("bounds", () => {
  test("more than may wait is refused at once", async () => {
    const { submit } = desk({ waiting: 2 });
    expect(await outcomes([submit("a"), submit("b"), submit("c")])).toEqual(["a1", "b1", "desk.busy"]);
    expect(await submit("c")).toBe("c1");
  });

  test("what has waited too long is given back instead of being run for a caller who has gone", async () => {
    const { submit, faults } = desk({ waitMs: 30, batch: 1 });
    faults.read = () => {
      const until = performance.now() + 50;
      while (performance.now() < until);
    };
    expect(await outcomes([submit("a"), submit("b")])).toEqual(["a1", "desk.busy"]);
  });

  test("draining finishes what was taken and takes nothing more", async () => {
    const { submit, turns } = desk();
    const taken = [submit("a"), submit("a"), submit("b", "bug")];
    const drained = turns.drain();
    expect(await outcomes([submit("c")])).toEqual(["desk.stopping"]);
    await drained;
    expect(await outcomes(taken)).toEqual(["a1", "a2", { parked: true }]);
    await turns.drain();
  });
});

test("who listens to commits cannot undo one", async () => {
  const memory = makeMemoryStore();
  const turns = makeTurns<Say, string>({
    store: memory.store,
    decide: decideSay,
    onCommitted: () => {
      throw new Error("no socket");
    },
    log: { error: () => undefined },
  });
  expect(await turns.submit({ wanted: wantedOf({ of: "a", say: "k" }), input: { of: "a", say: "k" } })).toBe("a1");
});

test("what decide needs is made ready before each batch", async () => {
  const memory = makeMemoryStore();
  const asked: number[] = [];
  const turns = makeTurns<Say, string>({
    store: memory.store,
    decide: decideSay,
    prepare: (n) =>
      n > 2 ? Promise.reject(Object.assign(new Error("none left"), { code: "none" })) : Promise.resolve(void asked.push(n)),
    onCommitted: () => undefined,
    log: { error: () => undefined },
  });
  const submit = (of: string) => turns.submit({ wanted: wantedOf({ of, say: of }), input: { of, say: of } });
  expect(await Promise.all([submit("a"), submit("b")])).toEqual(["a1", "b1"]);
  expect(await outcomes([submit("c"), submit("d"), submit("e")])).toEqual(["none", "none", "none"]);
  expect(asked).toEqual([2]);
});
