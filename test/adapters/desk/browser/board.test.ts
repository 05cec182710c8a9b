import { lanesOf } from "../../../../src/adapters/desk/browser/pages/board/lanes.js";
import { settle } from "../../../../src/adapters/desk/browser/pages/board/still.js";
import { byWindow, windowOf, wordNow } from "../../../../src/adapters/desk/browser/pages/board/windows.js";
import { percentOf } from "../../../../src/adapters/desk/browser/pages/reports/share.js";
import type { BoardRow } from "../../../../src/application/desk-pages.js";

const NOW = Date.parse("2026-11-23T02:00:00Z");
const MINUTE = 60_000;

const due = (minutes: number, more: Partial<BoardRow["commitment"]> = {}): BoardRow => ({
  commitment: {
    id: `c${minutes}`,
    kind: "progress_update",
    state: "owed",
    word: "owed",
    startedAt: new Date(NOW - 600 * MINUTE).toISOString(),
    dueAt: new Date(NOW + minutes * MINUTE).toISOString(),
    pausedUntil: null,
    saidAt: null,
    owedTo: "customer",
    owedBy: "bot",
    why: "cadence.P1",
    ...more,
  },
  owedByName: null,
  conversationId: "v",
  customer: null,
  ticket: null,
});

describe("the board's windows", () => {
  test.each([
    [-1, "overdue"],
    [0, "soon"],
    [29, "soon"],
    [30, 1],
    [59, 1],
    [60, 2],
    [119, 2],
  ])("due in %i minutes stands under %s", (minutes, window) => expect(windowOf(due(minutes), NOW)).toBe(window));

  test("rows keep their order, a heading stands once for its rows", () => {
    const groups = byWindow([due(-5), due(-1), due(10), due(90)], NOW);
    expect(groups.map(({ window, rows }) => [window, rows.length])).toEqual([
      ["overdue", 2],
      ["soon", 1],
      [2, 1],
    ]);
  });

  test("the word ages with the page's clock; what was told in time stays told", () => {
    expect(wordNow(due(240), NOW)).toBe("owed");
    expect(wordNow(due(240), NOW + 220 * MINUTE)).toBe("due_soon");
    expect(wordNow(due(240), NOW + 241 * MINUTE)).toBe("overdue");
    expect(wordNow(due(-5, { word: "told" }), NOW)).toBe("told");
  });
});

describe("a list that does not jump", () => {
  const row = (id: string, text = id) => ({ id, text });
  const idOf = ({ id }: { id: string }): string => id;

  test("keeps its order, takes over what is new in a row, and counts what waits", () => {
    const { rows, gone, waiting } = settle([row("a"), row("b"), row("c")], [row("n"), row("c"), row("a", "A")], idOf);
    expect(rows).toEqual([row("a", "A"), row("b"), row("c")]);
    expect([...gone]).toEqual(["b"]);
    // b goes, n comes, a and c change places.
    expect(waiting).toBe(4);
  });

  test("nothing new: nothing waits", () => expect(settle([row("a")], [row("a", "A")], idOf).waiting).toBe(0));
});

describe("the line of hours", () => {
  const hours = { from: 0, to: 120 };
  const mark = (id: string, who: string, at: number) => ({ id, who, at, label: "王芳 进展" });

  test("a lane a person, the first to owe on top, each where its time is", () => {
    const lanes = lanesOf([mark("1", "陈立", 60), mark("2", "李敏", 30)], hours);
    expect(lanes.map(({ who }) => who)).toEqual(["李敏", "陈立"]);
    expect(lanes[1]?.marks[0]).toMatchObject({ x: 0.5, line: 0, label: "王芳 进展" });
  });

  test("what would overlap goes on a further line; at the last it stands without words", () => {
    const [lane] = lanesOf(
      [1, 2, 3, 4].map((n) => mark(String(n), "李敏", 10)),
      hours,
    );
    expect(lane?.marks.map(({ line, label }) => [line, label !== null])).toEqual([
      [0, true],
      [1, true],
      [2, true],
      [2, false],
    ]);
  });
});

test("a share of fewer than ten is none", () => {
  expect(percentOf(9, 9)).toBeNull();
  expect(percentOf(46, 48)).toBe("95.8%");
  expect(percentOf(10, 10)).toBe("100%");
});
