import { dateOf, dayPeriod, parsePeriod, weekBefore, weekPeriod } from "../../../src/domain/digest/period.js";
import { DAY_MS } from "../../../src/domain/time.js";

const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;

test.each([
  ["2026-11-22", "2026-W47"],
  ["2026-11-23", "2026-W48"],
  ["2026-12-31", "2026-W53"],
  ["2027-01-03", "2026-W53"],
  ["2027-01-04", "2027-W01"],
  ["2024-12-30", "2025-W01"],
  ["2021-01-03", "2020-W53"],
  ["1969-12-28", "1969-W52"],
])("%s lies in %s", (date, week) => expect(weekPeriod(dayOf(date)).key).toBe(week));

test("a week is Monday to Sunday, and every week of a century follows the one before it", () => {
  for (let monday = dayOf("2000-01-03"); monday < dayOf("2100-01-04"); monday += 7) {
    const week = weekPeriod(monday);
    expect([week.firstDay, week.endDay]).toEqual([monday, monday + 7]);
    expect(weekPeriod(monday + 6)).toEqual(week);
    expect(weekBefore(weekPeriod(monday + 7))).toEqual(week);
    expect(parsePeriod(week.key)).toEqual(week);
  }
});

test("days and weeks are read as they are written", () => {
  expect(parsePeriod("2028-02-29")).toEqual(dayPeriod(dayOf("2028-02-29")));
  expect(parsePeriod("2026-W53")?.firstDay).toBe(dayOf("2026-12-28"));
  expect(dateOf(parsePeriod("2026-W01")!.firstDay)).toBe("2025-12-29");
});

test.each(["2026-02-29", "2026-W00", "2026-W54", "2025-W53", "2026-13-01", "W47", "2026-W7", "yesterday", ""])(
  "%s is none",
  (text) => expect(parsePeriod(text)).toBeNull(),
);
