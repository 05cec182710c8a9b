import type { Span, WorkingDay } from "../../src/domain/calendar.js";
import {
  addWorking,
  addWorkingDays,
  beforeNight,
  isOpen,
  nextOpening,
  outOfNight,
  withinWorkingDays,
  workingBetween,
} from "../../src/domain/calendar.js";
import { HOUR_MS, MINUTE_MS } from "../../src/domain/time.js";

/** Shanghai has no summer time, so a fixed offset is its clock. Monday is 2 November 2026. */
const WEEKDAY = {
  Mon: 2,
  Tue: 3,
  Wed: 4,
  Thu: 5,
  Fri: 6,
  Sat: 7,
  Sun: 8,
  Mon2: 9,
  Tue2: 10,
  Wed2: 11,
  Thu2: 12,
  Fri2: 13,
} as const;
type DayName = keyof typeof WEEKDAY;

const at = (text: string): number => {
  const [day, time] = text.split(" ") as [DayName, string];
  return Date.parse(`2026-11-${String(WEEKDAY[day]).padStart(2, "0")}T${time}:00+08:00`);
};
const shown = (instant: number | undefined): string | undefined => {
  if (instant === undefined) return undefined;
  const local = new Date(instant + 8 * HOUR_MS);
  const day = Object.entries(WEEKDAY).find(([, date]) => date === local.getUTCDate())?.[0];
  return `${day} ${local.toISOString().slice(11, 16)}`;
};
const span = (day: DayName, from: string, to: string) => ({
  from: at(`${day} ${from}`),
  to: at(`${day} ${to}`),
  clockMs: (Number(from.slice(0, 2)) * 60 + Number(from.slice(3))) * MINUTE_MS,
});
const fullDay = (day: DayName): WorkingDay => [span(day, "09:00", "12:00"), span(day, "13:30", "18:00")];

const DAYS = (["Mon", "Tue", "Wed", "Thu", "Fri", "Mon2", "Tue2", "Wed2", "Thu2", "Fri2"] as const).map(fullDay);
const SPANS = DAYS.flat();

describe("working time", () => {
  test.each<[start: string, hours: number, due: string | undefined, why: string]>([
    ["Mon 09:00", 2, "Mon 11:00", "in one span"],
    ["Mon 10:00", 2, "Mon 12:00", "to the end of a span, and stays there"],
    ["Mon 11:00", 2, "Mon 14:30", "over lunch"],
    ["Mon 12:30", 2, "Mon 15:30", "begun at lunch"],
    ["Mon 17:00", 2, "Tue 10:00", "over the evening"],
    ["Fri 17:30", 2, "Mon2 10:30", "over the weekend"],
    ["Sat 11:00", 2, "Mon2 11:00", "begun on a closed day"],
    ["Mon 20:00", 2, "Tue 11:00", "begun in the evening"],
    ["Mon 09:00", 37.5, "Fri 18:00", "a whole week"],
    ["Mon 12:00", 0, "Mon 12:00", "nothing, from the end of a span"],
    ["Mon 12:01", 0, "Mon 13:30", "nothing, from lunch"],
    ["Fri2 17:00", 2, undefined, "beyond the spans"],
    ["Sat 11:00", 38, undefined, "just beyond the spans"],
  ])("%s plus %d h of service is %s: %s", (...[start, hours, due]) => {
    expect(shown(addWorking(SPANS, at(start), hours * HOUR_MS))).toBe(due);
  });

  test.each([
    ["Mon 09:00", "Mon 18:00", 7.5],
    ["Mon 11:30", "Mon 14:00", 1],
    ["Mon 12:00", "Mon 13:30", 0],
    ["Sat 00:00", "Sun 23:59", 0],
    ["Fri 17:00", "Mon2 10:00", 2],
    ["Mon 10:00", "Mon 10:00", 0],
    ["Mon 11:00", "Mon 10:00", 0],
    ["Tue 11:00", "Mon 10:00", 0],
  ])("from %s to %s people serve %d h", (from, to, hours) => {
    expect(workingBetween(SPANS, at(from), at(to))).toBe(hours * HOUR_MS);
  });

  test("a negative amount is a bug of the caller, and so is no number", () => {
    expect(() => addWorking(SPANS, at("Mon 09:00"), -1)).toThrow(RangeError);
    expect(() => addWorking(SPANS, at("Mon 09:00"), NaN)).toThrow(RangeError);
  });

  test("no spans at all reach nowhere", () => {
    expect(addWorking([], at("Mon 09:00"), 0)).toBeUndefined();
    expect(nextOpening([], at("Mon 09:00"))).toBeUndefined();
    expect(addWorkingDays([], at("Mon 09:00"), 1)).toBeUndefined();
    expect(workingBetween([], at("Mon 09:00"), at("Tue 09:00"))).toBe(0);
  });
});

describe("opening", () => {
  test.each([
    ["Mon 08:59", false, "Mon 09:00"],
    ["Mon 09:00", true, "Mon 09:00"],
    ["Mon 11:59", true, "Mon 11:59"],
    ["Mon 12:00", false, "Mon 13:30"],
    ["Mon 18:00", false, "Tue 09:00"],
    ["Fri 18:00", false, "Mon2 09:00"],
    ["Sat 12:00", false, "Mon2 09:00"],
    ["Fri2 18:00", false, undefined],
  ])("%s is open: %s, people are back %s", (when, open, back) => {
    expect(isOpen(SPANS, at(when))).toBe(open);
    expect(shown(nextOpening(SPANS, at(when)))).toBe(back);
  });
});

describe("working days", () => {
  test.each([
    ["Mon 10:00", 1, "Tue 10:00", "Tue 10:00"],
    ["Mon 09:00", 1, "Tue 09:00", "Mon 18:00"],
    ["Fri 17:30", 1, "Mon2 17:30", "Mon2 17:30"],
    ["Mon 12:00", 1, "Tue 13:30", "Tue 12:00"],
    ["Mon 12:30", 1, "Tue 13:30", "Tue 12:00"],
    ["Mon 18:00", 1, "Wed 09:00", "Tue 18:00"],
    ["Mon 08:00", 1, "Tue 09:00", "Mon 18:00"],
    ["Fri 20:00", 1, "Tue2 09:00", "Mon2 18:00"],
    ["Sat 12:00", 1, "Tue2 09:00", "Mon2 18:00"],
    ["Sat 12:00", 3, "Thu2 09:00", "Wed2 18:00"],
    ["Wed 15:00", 3, "Mon2 15:00", "Mon2 15:00"],
    ["Mon 12:30", 0, "Mon 13:30", "Mon 13:30"],
    ["Mon2 10:00", 4, "Fri2 10:00", "Fri2 10:00"],
    ["Mon2 10:00", 5, undefined, undefined],
    ["Fri2 18:00", 0, undefined, undefined],
  ])("%s and %d days: after is %s, within is %s", (...[start, n, after, within]) => {
    expect(shown(addWorkingDays(DAYS, at(start), n))).toBe(after);
    expect(shown(withinWorkingDays(DAYS, at(start), n))).toBe(within);
  });

  test("a day with shorter hours passes what it cannot take to the next opening, or back to its closing", () => {
    const days = [fullDay("Thu"), [span("Fri", "10:00", "12:00")], fullDay("Mon2")];
    expect(shown(addWorkingDays(days, at("Thu 16:00"), 1))).toBe("Mon2 09:00");
    expect(shown(withinWorkingDays(days, at("Thu 16:00"), 1))).toBe("Fri 12:00");
    expect(shown(addWorkingDays(days, at("Thu 09:30"), 1))).toBe("Fri 10:00");
    expect(shown(withinWorkingDays(days, at("Thu 09:30"), 1))).toBe("Thu 18:00");
    expect(addWorkingDays(days.slice(0, 2), at("Thu 16:00"), 1)).toBeUndefined();
  });

  test.each([-1, 1.5, NaN])("%d days is a bug of the caller", (n) => {
    expect(() => addWorkingDays(DAYS, at("Mon 09:00"), n)).toThrow(RangeError);
  });
});

describe("the customer's night", () => {
  const NIGHTS: Span[] = [
    { from: at("Mon 21:00"), to: at("Tue 09:00") },
    { from: at("Tue 21:00"), to: at("Wed 09:00") },
  ];

  test.each([
    ["Mon 20:59", "Mon 20:59"],
    ["Mon 21:00", "Tue 09:00"],
    ["Tue 03:00", "Tue 09:00"],
    ["Tue 09:00", "Tue 09:00"],
    ["Tue 12:00", "Tue 12:00"],
    ["Tue 23:00", "Wed 09:00"],
  ])("a survey for %s goes at %s", (due, moved) => {
    expect(shown(outOfNight(NIGHTS, at(due)))).toBe(moved);
  });

  test.each([
    ["Tue 12:00", "Tue 23:30", "Tue 21:00", "told before the night"],
    ["Tue 12:00", "Wed 08:59", "Tue 21:00", "told before the night it is in, not in the next evening"],
    ["Tue 12:00", "Tue 21:00", "Tue 21:00", "due as the night begins: by then"],
    ["Tue 12:00", "Tue 20:59", "Tue 20:59", "not in the night"],
    ["Tue 12:00", "Wed 09:00", "Wed 09:00", "as the night ends"],
    ["Tue 20:59", "Tue 23:00", "Tue 21:00", "the last minute before it"],
    ["Tue 21:00", "Tue 23:00", "Wed 09:00", "the night begins now"],
    ["Tue 22:00", "Tue 23:00", "Wed 09:00", "the night has begun"],
    ["Wed 12:00", "Tue 15:00", "Tue 15:00", "past due by day: nothing to move"],
  ])("at %s an update for %s is due %s: %s", (now, due, moved) => {
    expect(shown(beforeNight(NIGHTS, at(due), at(now)))).toBe(moved);
  });
});
