import { makeZone } from "../../../src/adapters/calendar/zone.js";
import { parseCron, ringsBetween, type CronLine } from "../../../src/domain/digest/cron.js";
import { DAY_MS } from "../../../src/domain/time.js";

const line = (text: string): CronLine => {
  const read = parseCron(text);
  if ("message" in read) throw new Error(read.message);
  return read;
};
const rings = (text: string, zone: string, [after, upTo]: [string, string]): string[] =>
  ringsBetween(line(text), makeZone(zone), { after: Date.parse(after), upTo: Date.parse(upTo), most: 400 })
    .reverse()
    .map((at) => new Date(at).toISOString().slice(0, 16));

test.each([
  ["30 8 * * *", { minute: 30, hour: 8 }],
  ["0 9 * * mon-fri", { weekdays: [1, 2, 3, 4, 5] }],
  ["0 9 * * 7", { weekdays: [0] }],
  ["0 9 * * 5-7", { weekdays: [5, 6, 0] }],
  ["0 9 */10 * *", { days: [1, 11, 21, 31] }],
  ["0 9 1 JAN,7-9 *", { months: [1, 7, 8, 9] }],
  ["0 0 29 2 *", { days: [29], months: [2] }],
])("%s is read", (text, expected) => expect(parseCron(text)).toMatchObject(expected));

test.each([
  ["", "not 5"],
  ["30 8 * *", "not 5"],
  ["0 30 8 * * *", "not 5"],
  ["60 8 * * *", '"60" is no minute (0 to 59)'],
  ["30 24 * * *", '"24" is no hour'],
  ["30 8 0 * *", '"0" is no day of month'],
  ["30 8 * 13 *", '"13" is no month'],
  ["30 8 * * 8", '"8" is no weekday'],
  ["30 8 * * monday", '"monday" is no weekday'],
  ["30 8 * * 5-1", '"5-1" is no weekday'],
  ["30 8 */0 * *", '"*/0" is no day of month'],
  ["30 8 1,,2 * *", '"" is no day of month'],
  ["x 8 * * *", '"x" is no minute'],
  ["30 8 31 2 *", "never comes"],
  ["30 8 30,31 2 *", "never comes"],
  ["*/5 * * * *", "rings 288 times a day"],
  ["0,30 8 * * *", "rings 2 times a day"],
  ["0 9 1 * 1", "programs disagree"],
  ["@daily", "not 5"],
  [`0 9 * * ${"1,".repeat(100)}1`, "is no cron line"],
])("%s makes no sense, and it is said why", (text, why) => {
  const read = parseCron(text);
  expect("message" in read && read.message).toContain(why);
  expect("remedy" in read && read.remedy).toMatch(/\w/);
});

test("F26: one ring a local day through spring and autumn, also at the hour that is missing and the one that comes twice", () => {
  // New York: 2026-03-08 02:00 is 03:00; 2026-11-01 02:00 is 01:00 again.
  expect(rings("30 2 * * *", "America/New_York", ["2026-03-07T00:00:00Z", "2026-03-10T00:00:00Z"])).toEqual([
    "2026-03-07T07:30",
    "2026-03-08T07:00", // 03:00, the end of the gap
    "2026-03-09T06:30",
  ]);
  expect(rings("30 1 * * *", "America/New_York", ["2026-10-31T00:00:00Z", "2026-11-03T00:00:00Z"])).toEqual([
    "2026-10-31T05:30",
    "2026-11-01T05:30", // the first of the two
    "2026-11-02T06:30",
  ]);
});

test.each(["Asia/Shanghai", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia", "America/Sao_Paulo"])(
  "F26: a year of %s has a ring for each of its days, in order",
  (zone) => {
    const clock = makeZone(zone);
    const [from, to] = [Date.parse("2026-01-01T12:00:00Z"), Date.parse("2027-01-01T12:00:00Z")];
    const all = ringsBetween(line("0 0 * * *"), clock, { after: from, upTo: to, most: 400 }).reverse();
    const days = all.map((at) => clock.dayOf(at));
    expect(days).toEqual(Array.from({ length: days.length }, (_, n) => days[0]! + n));
    expect(all.length).toBe(365);
  },
);

test("the newest come first and no more than asked for; what lies further back than 400 days is not looked for", () => {
  const [after, upTo] = [0, Date.parse("2026-11-22T12:00:00Z")];
  const clock = makeZone("Asia/Shanghai");
  expect(ringsBetween(line("0 9 * * 1"), clock, { after, upTo, most: 2 }).map((at) => new Date(at).toISOString())).toEqual([
    "2026-11-16T01:00:00.000Z",
    "2026-11-09T01:00:00.000Z",
  ]);
  expect(ringsBetween(line("0 9 * * *"), clock, { after, upTo, most: 5_000 }).at(-1)).toBeGreaterThan(upTo - 402 * DAY_MS);
});

test("a clock that was set back finds nothing due", () => {
  const at = (text: string) => Date.parse(text);
  const wish = { after: at("2026-11-22T12:00:00Z"), upTo: at("2026-11-20T12:00:00Z"), most: 5 };
  expect(ringsBetween(line("0 9 * * *"), makeZone("UTC"), wish)).toEqual([]);
});
