import { documentOf } from "../../../src/domain/digest/digest.js";
import type { DigestDocument } from "../../../src/domain/digest/document.js";
import { percent, span } from "../../../src/domain/digest/printed.js";
import { wordsOf } from "../../../src/domain/digest/words.js";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../src/domain/time.js";
import { aMeasure, counted, evil, NOW, watchDocument, weeklyDocument } from "./a-digest.js";

const figure = (document: DigestDocument, label: string): string | undefined =>
  document.sections.flatMap(({ figures }) => figures).find((each) => each.label === label)?.value;

test("the head says the period, the cut-off with its zone, whose figures they are, and that it comes late", () => {
  const document = documentOf(counted({ team: "care", lateSince: NOW - DAY_MS }), "zh-CN", evil);
  expect(document.title).toBe("澄川科技 · 每日关注清单");
  expect(document.lines).toEqual([
    "日期: 2026-11-22",
    "数据截至: 2026-11-22 08:30 (Asia/Shanghai)",
    "团队: <!channel> <@U1> <at id=all></at> care",
    "补发：本应于 2026-11-21 08:30 发出",
  ]);
  expect(weeklyDocument("en").lines[0]).toBe("Week: 2026-W47 (2026-11-16 – 2026-11-22)");
});

test("below ten answers there is no percentage but that they are too few; with ten there is, with its n", () => {
  const overall = "满意（总体 ≥ 4 分，目标 90%）";
  expect(figure(weeklyDocument(), overall)).toBe("太少，只有 7 人作答");
  expect(figure(weeklyDocument("zh-CN", { whole: aMeasure(9) }), overall)).toBe("太少，只有 9 人作答");
  expect(figure(weeklyDocument("zh-CN", { whole: aMeasure(10) }), overall)).toBe("90%（10 份答卷）");
  expect(figure(weeklyDocument("en"), "Response rate")).toBe("35% (of 20)");
});

test("late but told before stands apart from late and silent, and what the bot held is a share of the broken", () => {
  const document = weeklyDocument("en");
  expect(figure(document, "Kept rate")).toBe("88.2% (of 34)");
  expect(figure(document, "Late, but told before")).toBe("3");
  expect(figure(document, "Late and silent")).toBe("1");
  expect(figure(document, "Of the late: held by the bot")).toBe("50% (of 4)");
});

test("the trend is against the week before; against none it is no percentage", () => {
  const figures = weeklyDocument("en").sections[0]!.figures;
  expect(figures.map(({ note }) => note)).toEqual(["week before: 10 (+20%)", "week before: 0"]);
});

test("a list says how many rows it leaves out", () => {
  expect(watchDocument("en").sections[0]!.tables[0]!.more).toBe("20 more not listed");
});

test("spans and shares are printed short", () => {
  const en = { locale: "en", words: wordsOf("en") } as const;
  expect([0, 90_000, 2 * HOUR_MS + 5 * MINUTE_MS, 26 * HOUR_MS, 3 * DAY_MS, null].map((ms) => span(ms, en))).toEqual([
    "0 min",
    "2 min",
    "2 h 5 min",
    "1 d 2 h",
    "3 d",
    "—",
  ]);
  expect([percent(1, 3), percent(0, 5), percent(5, 5), percent(-2, 10)]).toEqual(["33.3%", "0%", "100%", "-20%"]);
});

test("a section without anything says so", () => {
  const empty = weeklyDocument("en", { kinds: [], sla: [], teams: {}, agents: {}, keywords: [] });
  const silent = empty.sections.filter(({ figures, tables }) => figures.length + tables.length === 0);
  expect(silent.map(({ title, notes }) => [title, notes])).toEqual(
    ["By category and form", "Service times met", "Teams", "Agents", "Common keywords"].map((title) => [title, ["None"]]),
  );
});
