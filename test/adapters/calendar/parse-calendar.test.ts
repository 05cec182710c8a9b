import { readFileSync } from "node:fs";
import { join } from "node:path";
import { makeCalendar } from "../../../src/adapters/calendar/calendar.js";
import type { CalendarFault } from "../../../src/adapters/calendar/parse-calendar.js";
import { parseCalendar } from "../../../src/adapters/calendar/parse-calendar.js";
import { DAY_MS } from "../../../src/domain/time.js";
import { shippedFile, shippedPolicy } from "./a-calendar.js";

const HOURS = ["09:00-12:00", "13:30-18:00"];

/** The shipped file with one value replaced, or deleted where undefined; a path such as "hours.mon". */
function fileWith(changes: Record<string, unknown>): unknown {
  const file = structuredClone(shippedFile());
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split(".");
    const last = keys.pop()!;
    const place = keys.reduce((at, key) => at[key] as Record<string, unknown>, file);
    if (value === undefined) delete place[last];
    else place[last] = value;
  }
  return file;
}
const faultsOf = (raw: unknown): readonly CalendarFault[] => {
  const parsed = parseCalendar(raw);
  return "faults" in parsed ? parsed.faults : [];
};

describe("the shipped calendar", () => {
  test("is without fault, in Shanghai, with the hours and the night of service-process 0", () => {
    const policy = shippedPolicy();
    expect(policy.zone).toBe("Asia/Shanghai");
    expect(policy.night).toEqual({ fromMinute: 21 * 60, toMinute: 9 * 60 });
    expect(policy.hours.mon).toEqual([
      { fromMinute: 540, toMinute: 720 },
      { fromMinute: 810, toMinute: 1080 },
    ]);
    expect(policy.hours.sun).toEqual([]);
    expect(policy.years.map(({ year }) => year)).toEqual([2026]);
  });

  test("works on exactly the days of 2026 that chinese-days lists", () => {
    // Its table, not its functions: those answer by the machine's own zone.
    const path = join(__dirname, "../../../node_modules/chinese-days/dist/years/2026.json");
    const published = JSON.parse(readFileSync(path, "utf8")) as Record<"holidays" | "workdays", Record<string, string>>;
    const calendar = makeCalendar(shippedPolicy());
    let days = 0;
    for (let noon = Date.parse("2026-01-01T12:00:00+08:00"); noon < Date.parse("2027-01-01T00:00:00+08:00"); noon += DAY_MS) {
      const date = new Date(noon).toISOString().slice(0, 10);
      const weekend = [0, 6].includes(new Date(noon).getUTCDay());
      const worked = date in published.workdays || (!weekend && !(date in published.holidays));
      expect([date, calendar.workingDays(noon, noon).length > 0]).toEqual([date, worked]);
      if (worked) days++;
    }
    expect(days).toBe(248); // 365 less 104 weekend days, less 19 weekdays off, plus 6 make-up days
  });
});

describe("a faulty calendar names place and remedy", () => {
  test.each<[what: string, changes: Record<string, unknown>, path: string, fault: RegExp, remedy: RegExp]>([
    ["an unknown zone", { zone: "Asia/Shangai" }, "zone", /Shangai/, /Asia\/Shanghai/],
    ["an endless zone", { zone: "A".repeat(1000) }, "zone", /no such/, /IANA/],
    ["no zone", { zone: undefined }, "zone", /string/, /IANA/],
    ["overlapping spans", { "hours.tue": ["13:00-18:00", "09:00-13:30"] }, "hours.tue.0", /overlaps.*index 1/, /end the earlier/],
    ["the same span twice", { "hours.tue": ["09:00-12:00", "09:00-12:00"] }, "hours.tue.1", /overlaps/, /make the two one/],
    ["a span that ends as it begins", { "hours.wed": ["09:00-09:00"] }, "hours.wed.0", /before or when/, /swap/],
    ["a span past midnight", { "hours.wed": ["22:00-06:00"] }, "hours.wed.0", /before or when/, /22:00-24:00.*00:00-06:00/],
    ["a time that is none", { "hours.thu": ["9:00-12:00"] }, "hours.thu.0", /not a span/, /09:00-12:00/],
    ["a 25th hour", { "hours.thu": ["09:00-25:00"] }, "hours.thu.0", /not a span/, /24:00/],
    ["three times", { "hours.thu": ["09:00-12:00-13:00"] }, "hours.thu.0", /not a span/, /09:00-12:00/],
    ["a number for a span", { "hours.thu": [9] }, "hours.thu.0", /string/, /closed day/],
    ["a weekday forgotten", { "hours.sat": undefined }, "hours.sat", /array/, /\[\] for a closed day/],
    ["a weekday misspelt", { "hours.saturday": [] }, "hours", /saturday/, /mon to sun/],
    ["make-up days without hours", { "hours.makeUp": [] }, "hours.makeUp", /day off/, /make-up/],
    ["an endless night", { "night.to": "21:00" }, "night", /never/, /two different times/],
    ["a night all day", { night: { from: "00:00", to: "24:00" } }, "night", /never/, /two different times/],
    ["a night without end", { "night.to": undefined }, "night.to", /string/, /21:00/],
    ["a night in words", { "night.from": "late" }, "night.from", /./, /21:00/],
    ["a date that is none", { "years.2026.workdays": ["2026-02-29"] }, "years.2026.workdays.0", /date/i, /2026-01-04/],
    [
      "a make-up day on a holiday",
      { "years.2026.workdays": ["2026-02-14", "2026-02-17"] },
      "years.2026.workdays.1",
      /both/,
      /notice/,
    ],
    [
      "a make-up day of another year",
      { "years.2026.workdays": ["2025-11-30"] },
      "years.2026.workdays.0",
      /not in 2026/,
      /own year/,
    ],
    ["a year that is none", { "years.next": { holidays: [], workdays: [] } }, "years.next", /./, /2026:/],
    ["a year without make-up days", { "years.2026.workdays": undefined }, "years.2026.workdays", /array/, /workdays/],
    ["an unknown part", { holidays: [] }, "", /holidays/, /zone, hours, night and years/],
  ])("%s", (...[, changes, path, fault, remedy]) => {
    const faults = faultsOf(fileWith(changes));
    expect(faults).toHaveLength(1);
    expect(faults[0]!.path.join(".")).toBe(path);
    expect(faults[0]!.fault).toMatch(fault);
    expect(faults[0]!.remedy).toMatch(remedy);
  });

  test.each([
    ["backwards", "2026-10-07", "2026-10-01", "years.2026.holidays.0.to"],
    ["a year long", "2026-01-01", "2027-01-03", "years.2026.holidays.0.to"],
    ["in the next year", "2027-01-01", "2027-01-03", "years.2026.holidays.0"],
  ])("a holiday %s", (...[, from, to, path]) => {
    const faults = faultsOf(fileWith({ "years.2026.holidays": [{ name: "元旦", from, to }] }));
    expect(faults.map((fault) => fault.path.join("."))).toEqual([path]);
  });

  test("a holiday of one year that another year works on", () => {
    const next = { holidays: [{ name: "元旦", from: "2026-12-31", to: "2027-01-02" }], workdays: ["2026-12-27"] };
    expect(faultsOf(fileWith({ "years.2027": next }))).toEqual([]);
    const faults = faultsOf(fileWith({ "years.2027": next, "years.2026.workdays": ["2026-12-31"] }));
    expect(faults.map((fault) => fault.path.join("."))).toEqual(["years.2026.workdays.0"]);
  });

  test("a week without any service", () => {
    const closed = Object.fromEntries(["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, []]));
    expect(faultsOf(fileWith({ hours: { ...closed, makeUp: HOURS } }))[0]).toMatchObject({
      path: ["hours"],
      fault: /no working time/,
    });
  });

  test("all faults at once", () => {
    const faults = faultsOf(fileWith({ zone: "Nowhere", "hours.mon": ["18:00-09:00"], "hours.tue": ["x"], night: 9 }));
    expect(faults.map((fault) => fault.path.join("."))).toEqual(["zone", "hours.mon.0", "hours.tue.0", "night"]);
  });

  test.each([undefined, null, "", 7, []])("no file at all (%p)", (raw) => {
    expect(faultsOf(raw)).toHaveLength(1);
  });
});

test("spans may be given in any order, may touch, and end at midnight", () => {
  const parsed = parseCalendar(fileWith({ "hours.mon": ["18:00-24:00", "00:00-06:00", "06:00-07:00"] }));
  expect("policy" in parsed && parsed.policy.hours.mon).toEqual([
    { fromMinute: 0, toMinute: 360 },
    { fromMinute: 360, toMinute: 420 },
    { fromMinute: 1080, toMinute: 1440 },
  ]);
});
