import fc from "fast-check";
import { DUE_GROUPS } from "../../../../src/application/desk-pages.js";
import {
  applied,
  changes,
  goneFrom,
  held,
  looked,
  opened,
  type Placed,
  type Shown,
} from "../../../../src/adapters/desk/browser/pages/queue/order.js";

const IDS = "abcdefghijkl";

/** A list as the server gives it: some of the twelve, in any order, the groups one after the other. */
const list = fc
  .record({
    ids: fc.shuffledSubarray([...IDS]),
    groups: fc.array(fc.constantFrom(...DUE_GROUPS), { minLength: IDS.length, maxLength: IDS.length }),
  })
  .map(({ ids, groups }): Placed[] => {
    const sorted = [...groups].sort((a, b) => DUE_GROUPS.indexOf(a) - DUE_GROUPS.indexOf(b));
    return ids.map((id, place) => ({ id, group: sorted[place]! }));
  });
const lists = fc.array(list, { minLength: 1, maxLength: 6 });
const ids = (rows: readonly Placed[]): string => rows.map(({ id }) => id).join("");
const rows = (text: string, group: Placed["group"] = "today"): Placed[] => [...text].map((id) => ({ id, group }));
const after = (first: Placed[], then: readonly Placed[][], step = held): Shown =>
  then.reduce<Shown>((shown, server) => step(shown, server), opened(first));

test("whatever the server says, a held row keeps its place, and so does every row above it", () => {
  fc.assert(
    fc.property(list, lists, (first, then) => {
      const before = opened(first).rows;
      expect(after(first, then).rows.slice(0, before.length)).toEqual(before);
    }),
  );
});

test("once applied it stands as the server has it, and nothing waits", () => {
  fc.assert(
    fc.property(list, lists, (first, then) => {
      const last = then.at(-1)!;
      const shown = applied(after(first, then), last);
      expect(shown.rows).toEqual(last);
      expect(changes(shown, last, false)).toBe(0);
      expect(goneFrom(shown, last, false).size).toBe(0);
    }),
  );
});

test("nothing stands twice, and nothing is new that stood there before", () => {
  fc.assert(
    fc.property(list, lists, fc.boolean(), (first, then, isHeld) => {
      const shown = after(first, then, isHeld ? held : applied);
      expect(new Set(ids(shown.rows)).size).toBe(shown.rows.length);
      for (const { id } of first) expect(shown.fresh.has(id)).toBe(false);
      for (const id of shown.fresh) expect(shown.known.has(id)).toBe(true);
    }),
  );
});

test("something waits exactly when the rows would stand otherwise", () => {
  fc.assert(
    fc.property(list, lists, (first, then) => {
      const last = then.at(-1)!;
      const shown = after(first, then);
      const same = JSON.stringify(shown.rows) === JSON.stringify(last);
      expect(changes(shown, last, false) === 0).toBe(same);
    }),
  );
});

test.each([
  ["one that moved far is one change", "abcdef", "bcdefa", 1],
  ["two that changed places are one change", "abcd", "acbd", 1],
  ["one came above", "abc", "xabc", 1],
  ["one went", "abc", "ac", 1],
  ["one came, one went, two moved", "abcde", "xbdca", 4],
  ["nothing", "abc", "abc", 0],
])("%s", (_, ...[before, now, count]) => {
  expect(changes(opened(rows(before)), rows(now), false)).toBe(count);
});

test("another heading is a change though the order is the same", () => {
  expect(changes(opened(rows("ab")), [...rows("a", "soon"), ...rows("b")], false)).toBe(1);
});

test("what is added below pushes nothing and appears at once, with a dot unless one asked for it by turning the page", () => {
  expect(ids(held(opened(rows("abc")), rows("abcde")).rows)).toBe("abcde");
  expect([...held(opened(rows("abc")), rows("abcde")).fresh]).toEqual(["d", "e"]);
  expect([...held(opened(rows("abc")), rows("abcde"), false).fresh]).toEqual([]);
});

test("what comes above waits, and carries a dot once it stands there, until it is opened", () => {
  const waiting = held(opened(rows("abc")), rows("axbc"));
  expect(ids(waiting.rows)).toBe("abc");
  const shown = applied(waiting, rows("axbc"));
  expect([...shown.fresh]).toEqual(["x"]);
  expect([...looked(shown, "x").fresh]).toEqual([]);
  expect([...applied(applied(looked(shown, "x"), rows("abc")), rows("axbc")).fresh]).toEqual([]);
});

test("what fell off the last page is not gone", () => {
  const shown = opened(rows("abcd"));
  expect([...goneFrom(shown, rows("xabc"), true)]).toEqual([]);
  expect([...goneFrom(shown, rows("xabc"), false)]).toEqual(["d"]);
  expect([...goneFrom(shown, rows("xacd"), true)]).toEqual(["b"]);
});

test("five thousand rows are compared within a blink", () => {
  const many = Array.from({ length: 5_000 }, (_, place): Placed => ({ id: String(place), group: "later" }));
  const began = performance.now();
  expect(changes(opened(many), [...many.slice(1), many[0]!], false)).toBe(1);
  expect(performance.now() - began).toBeLessThan(200);
});
