import { clock, dayAndTime, offsetElsewhere, offsetName, when } from "../../../../../src/adapters/widget/browser/ui/time.js";

/** In the zone of the machine, whichever it is. Sunday 22 November 2026 unless told. */
const at = (time: string, day = "2026-11-22"): number => new Date(`${day}T${time}:00`).getTime();
const now = at("13:45");

test.each([
  ["2026-11-22T17:00", "17:00", "17:00"],
  ["2026-11-23T09:30", "明天 09:30", "tomorrow 09:30"],
  ["2026-11-28T10:00", "周六 10:00", "Sat 10:00"],
  ["2026-11-29T10:00", "11月29日 10:00", "29 Nov 10:00"],
  ["2027-01-04T10:00", "2027年1月4日 10:00", "4 Jan 2027 10:00"],
  ["2026-11-21T10:00", "昨天 10:00", "yesterday 10:00"],
])("due %s: %s", (due, zh, en) => {
  expect(when(new Date(due).getTime(), now, "zh-CN")).toBe(zh);
  expect(when(new Date(due).getTime(), now, "en")).toBe(en);
});

test.each([
  ["2026-11-22", "今天 10:00", "Today 10:00"],
  ["2026-11-21", "昨天 10:00", "Yesterday 10:00"],
  ["2026-11-16", "周一 10:00", "Mon 10:00"],
  ["2026-11-15", "11月15日 10:00", "15 Nov 10:00"],
  ["2025-11-15", "2025年11月15日 10:00", "15 Nov 2025 10:00"],
])("what was said on %s stands under its day", (day, zh, en) => {
  expect(dayAndTime(at("10:00", day), now, "zh-CN")).toBe(zh);
  expect(dayAndTime(at("10:00", day), now, "en")).toBe(en);
});

test("hours and minutes have two digits", () => expect(clock(at("09:05"))).toBe("09:05"));

test("offsets are named as the assistant names them", () => {
  expect(offsetName(now, "Asia/Shanghai")).toBe("UTC+8");
  expect(offsetName(now, "Asia/Kolkata")).toBe("UTC+5:30");
  expect(offsetName(now, "UTC")).toBe("UTC+0");
  expect(offsetName(now, "Mars/Olympus")).toBeNull();
});

test("an offset is told only where the desk stands at another one", () => {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  expect(offsetElsewhere(now, undefined)).toBeNull();
  expect(offsetElsewhere(now, here)).toBeNull();
  const there = offsetName(now, here) === "UTC+8" ? "Europe/Berlin" : "Asia/Shanghai";
  expect(offsetElsewhere(now, there)).toBe(offsetName(now, here));
});
