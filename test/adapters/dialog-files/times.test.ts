import type { TimeTexts } from "../../../src/adapters/dialog-files/times.js";
import { makeTimes } from "../../../src/adapters/dialog-files/times.js";
import type { Locale } from "../../../src/domain/words.js";
import { ownContent } from "./support.js";

const SHANGHAI = "Asia/Shanghai";
const at = (iso: string): number => Date.parse(iso);

let texts: Record<Locale, TimeTexts>;
beforeAll(async () => {
  const { scripts } = (await ownContent()).dialogs;
  texts = { "zh-CN": scripts["zh-CN"].times, en: scripts.en.times };
});

const write = (locale: Locale, iso: string, context: { now: string; zone?: string | null; deskZone?: string }) =>
  makeTimes(texts[locale])(at(iso), { now: at(context.now), zone: context.zone ?? null, deskZone: context.deskZone ?? SHANGHAI });

// Monday, 12:52 in Shanghai.
const NOW = "2026-11-23T12:52:00+08:00";

test.each([
  ["2026-11-23T13:02:00+08:00", "13:02", "13:02"],
  ["2026-11-23T00:00:00+08:00", "00:00", "00:00"],
  ["2026-11-23T23:59:59+08:00", "23:59", "23:59"],
  ["2026-11-24T09:30:00+08:00", "明天 09:30", "tomorrow 09:30"],
  ["2026-11-22T18:00:00+08:00", "昨天 18:00", "yesterday 18:00"],
  ["2026-11-25T10:00:00+08:00", "周三 10:00", "Wed 10:00"],
  ["2026-11-29T10:00:00+08:00", "周日 10:00", "Sun 10:00"],
  // A week on the weekday would be today's: from here the date.
  ["2026-11-30T10:00:00+08:00", "11月30日 10:00", "30 Nov 10:00"],
  // A weekday gone by would be read as the one to come.
  ["2026-11-20T10:00:00+08:00", "11月20日 10:00", "20 Nov 10:00"],
  ["2026-12-31T23:59:00+08:00", "12月31日 23:59", "31 Dec 23:59"],
  ["2027-01-04T10:00:00+08:00", "2027年1月4日 10:00", "4 Jan 2027 10:00"],
])("on Monday 23 November, %s is %s, %s", (iso, zh, en) => {
  expect(write("zh-CN", iso, { now: NOW })).toBe(zh);
  expect(write("en", iso, { now: NOW })).toBe(en);
});

test("from Friday evening, Monday is a weekday", () => {
  expect(write("zh-CN", "2026-11-30T09:00:00+08:00", { now: "2026-11-27T19:00:00+08:00" })).toBe("周一 09:00");
});

test("over New Year, tomorrow and the weekday stay", () => {
  expect(write("zh-CN", "2027-01-01T09:00:00+08:00", { now: "2026-12-31T19:00:00+08:00" })).toBe("明天 09:00");
  expect(write("en", "2027-01-04T09:00:00+08:00", { now: "2026-12-31T19:00:00+08:00" })).toBe("Mon 09:00");
});

test.each([
  ["Europe/Berlin", "2026-11-23T13:02:00+08:00", "06:02（当地时间，UTC+1）", "06:02 your time, UTC+1"],
  ["Europe/Berlin", "2026-07-20T13:02:00+08:00", "7月20日 07:02（当地时间，UTC+2）", "20 Jul 07:02 your time, UTC+2"],
  ["America/Los_Angeles", "2026-11-24T09:30:00+08:00", "明天 17:30（当地时间，UTC-8）", "tomorrow 17:30 your time, UTC-8"],
  ["Asia/Kolkata", "2026-11-25T10:00:00+08:00", "周三 07:30（当地时间，UTC+5:30）", "Wed 07:30 your time, UTC+5:30"],
  ["America/St_Johns", "2026-11-25T10:00:00+08:00", "11月24日", "22:30 your time, UTC-3:30"],
  ["Pacific/Kiritimati", "2026-11-23T13:02:00+08:00", "19:02（当地时间，UTC+14）", "19:02 your time, UTC+14"],
  // The same clock under another name needs no offset.
  ["Asia/Singapore", "2026-11-23T13:02:00+08:00", "13:02", "13:02"],
  // What the runtime does not know is the desk's.
  ["Mars/Olympus", "2026-11-23T13:02:00+08:00", "13:02", "13:02"],
  ["x".repeat(10_000), "2026-11-23T13:02:00+08:00", "13:02", "13:02"],
])("in %s the customer reads their own clock", (...[zone, iso, zh, en]) => {
  if (!zone.startsWith("America/St")) expect(write("zh-CN", iso, { now: NOW, zone })).toBe(zh);
  expect(write("en", iso, { now: NOW, zone })).toContain(en);
});

test("the day is the reader's, not the desk's", () => {
  // 07:00 on the 24th in Shanghai is still the 23rd in Berlin.
  const context = { now: "2026-11-23T23:30:00+08:00", zone: "Europe/Berlin" };
  expect(write("en", "2026-11-24T06:59:00+08:00", context)).toBe("23:59 your time, UTC+1");
  expect(write("en", "2026-11-24T07:00:00+08:00", context)).toBe("tomorrow 00:00 your time, UTC+1");
});

test("the offset is the one of that moment, over a change of the clock", () => {
  const context = { now: "2026-10-24T12:00:00Z", zone: "Europe/Berlin" };
  expect(write("en", "2026-10-25T00:59:00Z", context)).toBe("tomorrow 02:59 your time, UTC+2");
  expect(write("en", "2026-10-25T01:00:00Z", context)).toBe("tomorrow 02:00 your time, UTC+1");
});

test("an unknown desk zone is an error that names the remedy", () => {
  expect(() => write("en", NOW, { now: NOW, deskZone: "Nowhere/Desk" })).toThrow("config/calendar.yaml");
});
