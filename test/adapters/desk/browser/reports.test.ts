import { listOf, searchOf, shownBy } from "../../../../src/adapters/desk/browser/pages/reports/address-of.js";
import { difference, sayWorth } from "../../../../src/adapters/desk/browser/pages/reports/say-figure.js";
import { picturesOf } from "../../../../src/adapters/desk/browser/pages/reports/specs.js";
import type { Figure, ReportView } from "../../../../src/application/reports/ports.js";

const WORDS = { none: "—", few: (n: number) => `太少，只有 ${n} 人作答`, span: (ms: number) => `${ms / 60_000} 分` };

describe("a figure in words", () => {
  test.each([
    [{ value: 0.952, n: 1204 }, "share", "95.2%"],
    [{ value: 0.5, n: 6 }, "share", "3/6"],
    [{ value: null, n: 0 }, "share", "—"],
    [{ value: 0.866, n: 67 }, "answers", "86.6%"],
    [{ value: null, n: 7 }, "answers", "太少，只有 7 人作答"],
    // Whatever the server says of too few, no percentage stands here.
    [{ value: 1, n: 7 }, "answers", "太少，只有 7 人作答"],
    [{ value: 360_000, n: 3 }, "ms", "6 分"],
    [{ value: 4.25, n: 12 }, "mark", "4.3"],
    [{ value: 0, n: 0 }, "count", "0"],
  ] as const)("%j as %s is %s", (worth, unit, said) => expect(sayWorth(worth, unit, WORDS)).toBe(said));

  test("the difference to the period before, none where there was nothing", () => {
    expect(difference({ value: 271, n: 271 }, { value: 253, n: 253 })).toBe("+18");
    expect(difference({ value: 3, n: 3 }, { value: 5, n: 5 })).toBe("−2");
    expect(difference({ value: 3, n: 3 }, { value: 0, n: 0 })).toBeNull();
  });
});

describe("the address", () => {
  const shown = shownBy(new URLSearchParams("period=month&at=2026-11-03&team=sales&list=tickets%3Fstatus%3Dclosed&of=x"));

  test("says period, day, team and the list behind a figure", () =>
    expect(shown).toEqual({
      ...{ period: "month", at: "2026-11-03", team: "sales", agent: null },
      ...{ list: "tickets?status=closed", of: "x" },
    }));

  test("another period closes the list; another list keeps the period", () => {
    expect(searchOf(shown, { period: "week" })).toBe("?period=week&at=2026-11-03&team=sales");
    expect(searchOf(shown, { list: "surveys?x=1", of: null })).toBe(
      "?period=month&at=2026-11-03&team=sales&list=surveys%3Fx%3D1",
    );
  });

  test.each(["agents?x=1", "tickets/../audit?x", "https://elsewhere.example/", "tickets?a=<b>"])("%s is no list", (list) =>
    expect(listOf(list)).toBeNull(),
  );
});

test("each bar leads to the list it was counted with; one day alone has no charts by day", () => {
  const figure = (value: number, tickets: string): Figure => ({ value, n: value, before: { value: 0, n: 0 }, tickets });
  const day = (date: string) => ({
    day: date,
    ...{ opened: { value: 2, tickets: `o-${date}` }, resolved: { value: 1, tickets: `r-${date}` } },
    ...{ kept: { value: 3, tickets: `k-${date}` }, broken: { value: 0, tickets: `b-${date}` } },
  });
  const report = {
    series: [day("2026-11-30"), day("2026-12-01"), day("2026-12-02")],
    demands: { byCategory: [{ category: null, ...figure(4, "c") }] },
    promises: { byPriority: [{ priority: "P1", keptRate: figure(1, "x"), kept: figure(5, "pk"), broken: figure(1, "pb") }] },
  } as unknown as ReportView;
  const words = {
    ...{ opened: "登记", resolved: "解决", kept: "守约", broken: "失约", demands: "诉求", category: () => "未分类" },
    title: { days: "天", promises: "承诺", categories: "类", priorities: "级" },
  };
  const [days, , , priorities] = picturesOf(report, words);
  expect(days?.spec.labels).toEqual(["11/30", "12/1", "2"]);
  expect(days?.lists[1]?.[2]).toBe("r-2026-12-02");
  expect(priorities?.lists).toEqual([["pk"], ["pb"]]);
  expect(picturesOf({ ...report, series: [day("2026-11-30")] }, words).map(({ id }) => id)).toEqual(["categories", "priorities"]);
});
