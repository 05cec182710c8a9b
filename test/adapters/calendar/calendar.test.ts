import { DateTime } from "luxon";
import { RANGE_DAYS_MAX } from "../../../src/adapters/calendar/calendar.js";
import type { Span } from "../../../src/domain/calendar.js";
import { addWorking, addWorkingDays, workingBetween } from "../../../src/domain/calendar.js";
import { DAY_MS, HOUR_MS } from "../../../src/domain/time.js";
import { aCalendar, everyDay, wall } from "./a-calendar.js";

const SHANGHAI = "Asia/Shanghai";
const NEW_YORK = "America/New_York";
const instant = (zone: string, text: string): number => {
  const parsed = DateTime.fromISO(text, { zone });
  if (!parsed.isValid) throw new Error(`not a date: ${text}`);
  return parsed.toMillis();
};
const shown = (zone: string, at: number | undefined): string | undefined =>
  at === undefined ? undefined : DateTime.fromMillis(at, { zone }).toFormat("MM-dd HH:mm");
const spansShown = (zone: string, spans: readonly Span[]): string[] =>
  spans.map(({ from, to }) => `${shown(zone, from)} > ${shown(zone, to)}`);

describe("service hours at the desk in Shanghai", () => {
  const desk = aCalendar({});
  const service = (from: string, to: string) =>
    spansShown(SHANGHAI, desk.serviceSpans(instant(SHANGHAI, from), instant(SHANGHAI, to)));

  test("a day's spans are given whole, wherever in the day the range begins and ends", () => {
    const monday = ["11-23 09:00 > 11-23 12:00", "11-23 13:30 > 11-23 18:00"];
    expect(service("2026-11-23T00:00", "2026-11-23T23:59")).toEqual(monday);
    expect(service("2026-11-23T15:00", "2026-11-23T15:00")).toEqual(monday);
    expect(service("2026-11-22T10:00", "2026-11-23T08:00")).toEqual(monday);
  });

  test("the Spring Festival is off, and the Saturdays before and after it are worked", () => {
    expect(service("2026-02-13T12:00", "2026-02-24T12:00")).toEqual([
      "02-13 09:00 > 02-13 12:00",
      "02-13 13:30 > 02-13 18:00",
      "02-14 09:00 > 02-14 12:00",
      "02-14 13:30 > 02-14 18:00",
      "02-24 09:00 > 02-24 12:00",
      "02-24 13:30 > 02-24 18:00",
    ]);
  });

  test("P3's 2 h on the eve of the Spring Festival end after it", () => {
    const start = instant(SHANGHAI, "2026-02-14T17:00");
    const spans = desk.serviceSpans(start, start + 14 * DAY_MS);
    expect(shown(SHANGHAI, addWorking(spans, start, 2 * HOUR_MS))).toBe("02-24 10:00");
  });

  test.each([
    ["2026-02-14T17:00", 1, "02-24 17:00"],
    ["2026-09-30T10:00", 3, "10-10 10:00"],
    ["2026-09-18T10:00", 1, "09-20 10:00"],
    ["2026-12-31T10:00", 1, "01-01 10:00"], // 2027 is not published: a Friday, until somebody adds the year
  ])("%s and %d working days is %s", (from, n, due) => {
    const start = instant(SHANGHAI, from);
    expect(shown(SHANGHAI, addWorkingDays(desk.workingDays(start, start + 20 * DAY_MS), start, n))).toBe(due);
  });

  test("a leap day is a day", () => {
    const start = instant(SHANGHAI, "2028-02-28T10:00");
    const days = desk.workingDays(start, start + 5 * DAY_MS);
    expect(shown(SHANGHAI, addWorkingDays(days, start, 1))).toBe("02-29 10:00");
    expect(shown(SHANGHAI, addWorkingDays(days, start, 2))).toBe("03-01 10:00");
  });

  test("a missing year is named, a present one is not", () => {
    const years = (from: string, to: string) => desk.missingYears(instant(SHANGHAI, from), instant(SHANGHAI, to));
    expect(years("2026-01-01T00:00", "2026-12-31T23:59")).toEqual([]);
    expect(years("2026-12-31T23:59", "2027-01-01T00:00")).toEqual([2027]);
    expect(years("2025-12-31T23:59", "2028-01-01T00:00")).toEqual([2025, 2027, 2028]);
    // Still 2026 in UTC, 2027 at the desk.
    expect(desk.missingYears(Date.parse("2026-12-31T16:00:00Z"), Date.parse("2026-12-31T16:00:00Z"))).toEqual([2027]);
  });

  test("a desk that never closes has one span, and a shift past midnight is in one piece", () => {
    const from = instant(SHANGHAI, "2026-11-23T12:00");
    const always = aCalendar({ hours: everyDay("00:00-24:00"), years: [] });
    expect(spansShown(SHANGHAI, always.serviceSpans(from, from + 2 * DAY_MS))).toEqual(["11-23 00:00 > 11-26 00:00"]);
    const night = aCalendar({ hours: everyDay("00:00-06:00", "22:00-24:00"), years: [] });
    expect(spansShown(SHANGHAI, night.serviceSpans(from, from + DAY_MS))).toEqual([
      "11-23 00:00 > 11-23 06:00",
      "11-23 22:00 > 11-24 06:00",
      "11-24 22:00 > 11-25 00:00",
    ]);
  });

  test("what is asked twice is answered with the same frozen list", () => {
    const from = instant(SHANGHAI, "2026-11-23T12:00");
    expect(desk.serviceSpans(from + HOUR_MS, from + 9 * DAY_MS)).toBe(desk.serviceSpans(from, from + 9 * DAY_MS));
    expect(Object.isFrozen(desk.serviceSpans(from, from))).toBe(true);
    expect(Object.isFrozen(desk.nights(NEW_YORK, from, from)[0])).toBe(true);
  });

  test.each([
    [0, -1],
    [0, NaN],
    [0, Infinity],
    [0, (RANGE_DAYS_MAX + 1) * DAY_MS],
  ])("a range from %d to %d is a bug of the caller", (from, to) => {
    expect(() => desk.serviceSpans(from, to)).toThrow(RangeError);
    expect(() => desk.nights(NEW_YORK, from, to)).toThrow(RangeError);
    expect(() => desk.missingYears(from, to)).toThrow(RangeError);
  });
});

describe("days on which the clock changes", () => {
  const hoursOf = (zone: string, day: string, ...spans: string[]): number => {
    const calendar = aCalendar({ zone, hours: everyDay(...spans), years: [] });
    const from = instant(zone, `${day}T00:00`);
    const to = DateTime.fromMillis(from, { zone }).plus({ days: 1 }).startOf("day").toMillis();
    return workingBetween(calendar.serviceSpans(from, to), from, to) / HOUR_MS;
  };

  test.each([
    [NEW_YORK, "2026-03-08", "09:00-18:00", 9, "spring, by day"],
    [NEW_YORK, "2026-03-08", "00:00-24:00", 23, "spring, all day"],
    [NEW_YORK, "2026-03-08", "01:00-05:00", 3, "spring, over the gap"],
    [NEW_YORK, "2026-03-08", "02:30-05:00", 2, "spring, opening in the gap: from its end"],
    [NEW_YORK, "2026-03-08", "01:00-02:30", 1, "spring, closing in the gap: at its beginning"],
    [NEW_YORK, "2026-03-08", "02:10-02:50", 0, "spring, swallowed whole"],
    [NEW_YORK, "2026-11-01", "00:00-24:00", 25, "autumn, all day"],
    [NEW_YORK, "2026-11-01", "01:30-03:00", 2.5, "autumn, opening in the hour that comes twice: the first time"],
    [NEW_YORK, "2026-11-01", "00:30-01:30", 1, "autumn, closing in it: the first time"],
    ["Australia/Lord_Howe", "2026-10-04", "00:00-24:00", 23.5, "half an hour in spring"],
    ["Australia/Lord_Howe", "2026-04-05", "00:00-24:00", 24.5, "half an hour in autumn"],
    ["Australia/Lord_Howe", "2026-10-04", "02:15-03:00", 0.5, "half an hour, opening in the gap"],
    ["Africa/Cairo", "2026-04-24", "00:00-24:00", 23, "spring at midnight"],
    ["Asia/Kathmandu", "2026-03-08", "09:15-17:45", 8.5, "never"],
    [SHANGHAI, "2026-03-08", "00:00-24:00", 24, "never"],
  ])("%s on %s, %s: %d h (%s)", (...[zone, day, hours, total]) => {
    expect(hoursOf(zone, day, hours)).toBe(total);
  });

  test("a working day later is the same clock time, not 24 h", () => {
    const calendar = aCalendar({ zone: NEW_YORK, years: [] });
    const start = instant(NEW_YORK, "2026-03-06T10:00");
    const due = addWorkingDays(calendar.workingDays(start, start + 9 * DAY_MS), start, 1)!;
    expect(shown(NEW_YORK, due)).toBe("03-09 10:00");
    expect(due - start).toBe(71 * HOUR_MS);
  });
});

describe("the customer's night", () => {
  const calendar = aCalendar({});
  const nights = (zone: string | undefined, from: string, to = from) =>
    calendar.nights(zone, Date.parse(`${from}:00Z`), Date.parse(`${to}:00Z`));

  test("the night that a day begins in is there, and the one it ends in", () => {
    const found = nights(SHANGHAI, "2026-11-23T04:00");
    expect(spansShown(SHANGHAI, found)).toEqual(["11-22 21:00 > 11-23 09:00", "11-23 21:00 > 11-24 09:00"]);
  });

  test.each([
    [NEW_YORK, "2026-03-07T20:00", 11],
    [NEW_YORK, "2026-10-31T20:00", 13],
    ["Australia/Lord_Howe", "2026-10-03T04:00", 11.5],
    ["Asia/Kathmandu", "2026-10-03T04:00", 12],
  ])("in %s the night after %s UTC has %d h", (zone, day, hours) => {
    const { from, to } = nights(zone, day).at(-1)!;
    expect((to - from) / HOUR_MS).toBe(hours);
    expect(shown(zone, from)).toMatch(/21:00$/);
    expect(shown(zone, to)).toMatch(/09:00$/);
  });

  test.each([undefined, "", "Mars/Olympus", "local", "Asia/Shanghai; drop table", "x".repeat(100_000)])(
    "an unknown zone has the desk's night (case %#)",
    (zone) => {
      expect(nights(zone, "2026-11-23T04:00")).toBe(nights(SHANGHAI, "2026-11-23T04:00"));
    },
  );

  test("another spelling of a zone is the same zone", () => {
    expect(nights("america/NEW_york", "2026-11-23T04:00")).toBe(nights(NEW_YORK, "2026-11-23T04:00"));
    expect(nights("PRC", "2026-11-23T04:00")).toBe(nights(SHANGHAI, "2026-11-23T04:00"));
  });

  test("a quiet time within one day is that day's", () => {
    const siesta = aCalendar({ night: wall("13:00-16:00") });
    const at = instant(SHANGHAI, "2026-11-23T12:00");
    expect(spansShown(SHANGHAI, siesta.nights(undefined, at, at))).toEqual(["11-23 13:00 > 11-23 16:00"]);
  });
});
