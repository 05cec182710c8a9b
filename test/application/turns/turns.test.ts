import type { Change } from "../../../src/application/turn-store.js";
import { NewerState } from "../../../src/application/turns/errors.js";
import { desk, outcomes } from "./memory-desk.js";

describe("batches", () => {
  test("an idle desk runs a batch of one", async () => {
    const { submit, log } = desk();
    expect([await submit("a"), await submit("a")]).toEqual(["a1", "a2"]);
    expect(log.read).toEqual([1, 1]);
  });

  test("arrivals gather while one is in flight, and one flush is in flight", async () => {
    const { submit, log } = desk();
    const first = submit("a");
    await new Promise(setImmediate);
    const rest = ["b", "c", "d"].map((of) => submit(of));
    expect(await Promise.all([first, ...rest])).toEqual(["a1", "b1", "c1", "d1"]);
    expect(log).toMatchObject({ read: [1, 3], most: 1 });
  });

  test("hold one turn of a conversation each, in the order they came", async () => {
    const { submit, log, told } = desk();
    expect(await Promise.all([submit("a"), submit("a"), submit("b"), submit("a"), submit("b")])).toEqual([
      "a1",
      "a2",
      "b1",
      "a3",
      "b2",
    ]);
    expect(log.wrote).toEqual([["a1", "b1"], ["a2", "b2"], ["a3"]]);
    expect(told).toEqual(["a1", "b1", "a2", "b2", "a3"]);
  });

  test("hold no more than the limit; nobody waits behind a crowded conversation", async () => {
    const { submit, log } = desk({ batch: 2 });
    await Promise.all([submit("a"), submit("a"), submit("a"), submit("b"), submit("c")]);
    expect(log.wrote).toEqual([["a1", "b1"], ["c1", "a2"], ["a3"]]);
  });

  test("hold no more than they can carry, but one turn always", async () => {
    const { submit, log } = desk({ batchWeight: 4 });
    await Promise.all(["aa", "bbb", "c", "dddddd", "e"].map((say) => submit(say, say)));
    expect(log.wrote).toEqual([["aa1"], ["bbb1", "c1"], ["dddddd1"], ["e1"]]);
  });

  test("hold one turn of a customer each, known or about to be", async () => {
    const { submit, log } = desk();
    const [known, fresh] = [{ id: "c1", isNew: false }, (id: string) => ({ id, isNew: true })];
    await Promise.all([
      submit("a", "1", known),
      submit("b", "2", known),
      submit("c", "3", fresh("c2")),
      submit("d", "4", fresh("c3")),
    ]);
    expect(log.wrote).toEqual([["a1", "c1", "d1"], ["b1"]]);
  });
});

describe("repeats", () => {
  test("of a stored key answer from it: nothing is decided or written", async () => {
    const { submit, decided, log } = desk();
    await submit("a", "once");
    expect(await submit("a", "once")).toBe("a1");
    expect(decided).toEqual(["once"]);
    expect(log.wrote).toEqual([["a1"]]);
  });

  test("of a key at once are one turn", async () => {
    const { submit, log } = desk();
    expect(await Promise.all([submit("a", "once"), submit("a", "once"), submit("a", "once")])).toEqual(["a1", "a1", "a1"]);
    expect(log.wrote).toEqual([["a1"]]);
  });

  test("that another instance stores between the read and the write answer from what it kept", async () => {
    const { submit, faults, received } = desk();
    faults.write = () => {
      delete faults.write;
      received.set("twice", "theirs");
    };
    expect(await submit("a", "twice")).toBe("theirs");
  });

  test("without a key are turns of their own", async () => {
    const { submit } = desk();
    expect(await Promise.all([submit("a", "-"), submit("a", "-")])).toEqual(["a1", "a2"]);
  });

  test("of a turn that wrote nothing are decided again", async () => {
    const { submit, log } = desk();
    expect([await submit("a", "refuse"), await submit("a", "refuse")]).toEqual(["refused", "refused"]);
    expect(log.wrote).toEqual([]);
  });
});

describe("a lost guard", () => {
  test("is tried again by itself, the others are not held up", async () => {
    const { submit, faults, log } = desk();
    let losses = 0;
    faults.lose = ({ conversation }) => conversation.id === "a" && ++losses <= 5;
    expect(await Promise.all([submit("a"), submit("b")])).toEqual(["a1", "b1"]);
    expect(log.wrote[0]).toEqual(["b1"]);
    expect(log.read).toEqual([2, 1, 1, 1, 1, 1]);
  });

  test("six times over is given back to the caller", async () => {
    const { submit, faults, received } = desk();
    faults.lose = () => true;
    expect(await outcomes([submit("a", "k")])).toEqual(["desk.contended"]);
    expect(received.has("k")).toBe(false);
  });

  test("keeps the order of its conversation", async () => {
    const { submit, faults, log } = desk();
    let losses = 0;
    faults.lose = ({ answer }) => answer === "a1" && ++losses === 1;
    expect(await Promise.all([submit("a"), submit("a"), submit("b")])).toEqual(["a1", "a2", "b1"]);
    expect(log.wrote.flat()).toEqual(["b1", "a1", "a2"]);
  });
});

describe("an input that fails by itself", () => {
  const poison = (changes: Change[]) => {
    if (changes.some(({ wanted }) => wanted.key?.key === "poison")) throw new Error("22P05: 13800138000");
  };

  test("when decided, is tried three times and parked; its batch goes through", async () => {
    const { submit, log, decided, errors } = desk();
    expect(await Promise.all([submit("a", "bug"), submit("b"), submit("a")])).toEqual([{ parked: true }, "b1", "a1"]);
    expect(decided.filter((say) => say === "bug")).toHaveLength(3);
    expect(log).toMatchObject({ parked: ["bug"], wrote: [["b1"], ["a1"]] });
    expect(await submit("a", "bug")).toEqual({ parked: true });
    expect(errors).toMatchObject([{ conversationId: "a", reason: "TypeError" }]);
  });

  test("when written, takes nobody with it: the others of its batch run again, each by itself", async () => {
    const { submit, faults, log, errors } = desk();
    faults.write = poison;
    expect(await Promise.all([submit("a"), submit("b", "poison"), submit("c"), submit("b")])).toEqual([
      "a1",
      { parked: true },
      "c1",
      "b1",
    ]);
    expect(log.parked).toEqual(["poison"]);
    expect(JSON.stringify(errors)).not.toContain("13800138000");
  });

  test("when read, takes nobody with it either", async () => {
    const { submit, faults, log } = desk();
    faults.read = (wanted) => {
      if (wanted.some(({ conversationId }) => conversationId === "b")) throw new Error("vault.unreadable");
    };
    expect(await Promise.all([submit("a"), submit("b", "p"), submit("c")])).toEqual(["a1", { parked: true }, "c1"]);
    expect(log.parked).toEqual(["p"]);
  });

  test("and was stored meanwhile after all is answered from its key", async () => {
    const { submit, faults, received } = desk();
    faults.write = poison;
    faults.park = () => {
      received.set("poison", "theirs");
      throw new Error("23505");
    };
    expect(await submit("a", "poison")).toBe("theirs");
  });

  test("and cannot even be parked is given back", async () => {
    const { submit, faults } = desk();
    faults.park = () => {
      throw Object.assign(new Error("no"), { code: "22P05" });
    };
    expect(await outcomes([submit("a", "bug"), submit("a")])).toEqual(["22P05", "a1"]);
  });

  test("because a newer version wrote its conversation is given back, never parked", async () => {
    const { submit, faults, log } = desk();
    faults.read = (wanted) => {
      if (wanted.some(({ conversationId }) => conversationId === "b")) throw new NewerState("b");
    };
    expect(await outcomes([submit("a"), submit("b")])).toEqual(["a1", "state.newer"]);
    expect(log.parked).toEqual([]);
  });
});
