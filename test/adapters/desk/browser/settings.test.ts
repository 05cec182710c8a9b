import { calendarOf } from "../../../../src/adapters/desk/browser/pages/settings/calendar-of.js";
import { settingName, settingValue } from "../../../../src/adapters/desk/browser/pages/settings/say-setting.js";

const WORDS = { yes: "是", no: "否", none: "无", list: "、" };
const setting = (path: string, value: string | string[], line = 1) => ({ path, value, line });

test("a setting is called as people call it, its place in a list counted from one", () => {
  expect(settingName("priorities.P1.firstResponse", "zh-CN")).toBe("级别·P1·首次答复");
  expect(settingName("digests.0.cron", "zh-CN")).toBe("简报·1·何时（cron）");
  expect(settingName("complaint.solutionAfterInvestigation", "en")).toBe("complaint · solution after investigation");
  expect(settingName("playbooks.value_added.team", "en")).toBe("playbooks · value added · team");
});

test("a value is said in the language chosen; what is no span and no clock stands as written", () => {
  const zh = (value: Parameters<typeof settingValue>[0]["value"], path = "x"): string =>
    settingValue({ path, value }, "zh-CN", WORDS);
  expect(zh("service", "teams.0.id")).toBe("service");
  expect([
    zh("30 min"),
    zh("2 h"),
    zh("7 d"),
    zh("always", "priorities.P1.clock"),
    zh(false),
    zh([]),
    zh(["desk", "ops"]),
    zh("30 8 * * *"),
  ]).toEqual(["30 分", "2 时", "7 天", "全天", "否", "无", "desk、ops", "30 8 * * *"]);
  expect(settingValue({ path: "x", value: "30 min" }, "en", WORDS)).toBe("30 min");
});

test("the calendar is read back from its settings, holidays by their date", () => {
  const calendar = calendarOf([
    setting("zone", "Asia/Shanghai"),
    setting("hours.sun", []),
    setting("hours.mon", ["09:00-12:00", "13:30-18:00"], 9),
    setting("years.2026.holidays.10.name", "元旦", 27),
    setting("years.2026.holidays.10.from", "2026-01-01"),
    setting("years.2026.holidays.10.to", "2026-01-03"),
    setting("years.2026.holidays.1.name", "国庆节", 28),
    setting("years.2026.holidays.1.from", "2026-10-01"),
    setting("years.2026.holidays.1.to", "2026-10-07"),
    setting("years.2026.workdays", ["2026-01-04"]),
  ]);
  expect(calendar.hours).toEqual([
    { day: "mon", spans: ["09:00–12:00", "13:30–18:00"], line: 9 },
    { day: "sun", spans: [], line: 1 },
  ]);
  expect(calendar.years).toEqual([
    {
      year: "2026",
      holidays: [
        { name: "元旦", from: "2026-01-01", to: "2026-01-03", line: 27 },
        { name: "国庆节", from: "2026-10-01", to: "2026-10-07", line: 28 },
      ],
      workdays: ["2026-01-04"],
    },
  ]);
});
