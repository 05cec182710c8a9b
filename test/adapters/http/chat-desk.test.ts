import { DatabaseAway } from "../../../src/application/ports.js";
import { aCalendar, everyDay } from "../calendar/a-calendar.js";
import { FILES_ALLOWED } from "../channels/directline/memory-files.js";
import { served, type Served } from "../channels/directline/served.js";

/** What the page shows before anybody has said a word. */
interface Shown {
  company: Record<string, string>;
  assistant: Record<string, string>;
  people: { now: boolean; opensAt: string | null; hours: Record<string, string> };
  files: { bytesMost: number; countMost: number; types: string[] };
  at: string;
}

let server: Served;
beforeEach(async () => (server = await served()));
afterEach(() => server.close());

const seen = async (at: Served = server) => {
  const answer = await at.call("GET", "/chat/desk");
  return { ...answer, desk: answer.json as unknown as Shown };
};

test("says who is on the other side, whether people are there, and what may be sent", async () => {
  const { desk, headers } = await seen();
  expect(desk).toEqual({
    company: { "zh-CN": "澄川<科技>", en: "Chengchuan" },
    assistant: { "zh-CN": "小川", en: "Xiaochuan" },
    people: {
      zone: "Asia/Shanghai",
      now: true,
      opensAt: null,
      hours: { "zh-CN": "9:00–12:00、13:30–18:00", en: "9:00–12:00, 13:30–18:00" },
    },
    files: FILES_ALLOWED,
    at: "2026-11-23T02:00:00.000Z",
  });
  expect([headers.get("cache-control"), headers.get("vary")]).toEqual(["public, max-age=60", "Origin"]);
});

const MOMENTS: [when: string, at: string, now: boolean, opensAt: string | null][] = [
  ["before the morning", "2026-11-23T00:59:00Z", false, "2026-11-23T01:00:00.000Z"],
  ["at the first moment", "2026-11-23T01:00:00Z", true, null],
  ["at noon", "2026-11-23T04:00:00Z", false, "2026-11-23T05:30:00.000Z"],
  ["in the evening", "2026-11-23T10:00:00Z", false, "2026-11-24T01:00:00.000Z"],
  ["on Friday night", "2026-11-27T12:00:00Z", false, "2026-11-30T01:00:00.000Z"],
  ["in the spring holidays", "2026-02-18T02:00:00Z", false, "2026-02-24T01:00:00.000Z"],
  ["on a make-up Saturday", "2026-02-28T02:00:00Z", true, null],
];
test.each(MOMENTS)("%s: people are there, or when they come", async (_when, ...[at, now, opensAt]) => {
  server.clock.ms = Date.parse(at);
  expect((await seen()).desk.people).toMatchObject({ now, opensAt, hours: { en: "9:00–12:00, 13:30–18:00" } });
});

test("a desk around the clock is always there; one that never opens says so", async () => {
  for (const [hours, expected] of [
    [everyDay("00:00-24:00"), { now: true, opensAt: null, hours: { "zh-CN": "0:00–24:00", en: "0:00–24:00" } }],
    [everyDay(), { now: false, opensAt: null, hours: { "zh-CN": "", en: "" } }],
  ] as const) {
    const at = await served({
      desk: () => ({
        company: { "zh-CN": "a", en: "a" },
        assistant: { "zh-CN": "b", en: "b" },
        hours: aCalendar({ hours, years: [] }),
        files: { bytesMost: 1, countMost: 1, types: [] },
      }),
    });
    expect((await seen(at)).desk.people).toEqual({ zone: "Asia/Shanghai", ...expected });
    await at.close();
  }
});

test("one look at the clock serves a minute, and no longer than until people come or go; unchanged is 304", async () => {
  let looks = 0;
  const at = await served({ deskNow: () => Promise.resolve(((looks += 1), at.clock.ms)) });
  const [first] = await Promise.all(Array.from({ length: 20 }, () => seen(at)));
  at.clock.ms += 59_999;
  await seen(at);
  expect(looks).toBe(1);
  at.clock.ms += 1;
  const again = await at.call("GET", "/chat/desk", { headers: { "if-none-match": first!.headers.get("etag")! } });
  expect([again.status, again.text, looks]).toEqual([304, "", 2]);
  at.clock.ms = Date.parse("2026-11-23T03:59:30Z");
  expect((await seen(at)).desk.people.now).toBe(true);
  at.clock.ms += 30_000;
  expect((await seen(at)).desk.people).toMatchObject({ now: false, opensAt: "2026-11-23T05:30:00.000Z" });
  await at.close();
});

test("while the database is away what is known stands; who knows nothing yet says 503", async () => {
  let away = true;
  const at = await served({
    deskNow: () => (away ? Promise.reject(new DatabaseAway(new Error("stopped"))) : Promise.resolve(at.clock.ms)),
  });
  expect((await seen(at)).status).toBe(503);
  away = false;
  expect((await seen(at)).status).toBe(200);
  away = true;
  at.clock.ms += 61_000;
  expect((await seen(at)).desk.people.now).toBe(true);
  await at.close();
});

test("a listed site may ask, another may not", async () => {
  const asked = (origin: string) => server.call("GET", "/chat/desk", { headers: { origin } });
  const listed = await asked("https://shop.example");
  expect([listed.status, listed.headers.get("access-control-allow-origin")]).toEqual([200, "https://shop.example"]);
  expect((await asked("https://evil.example")).status).toBe(403);
});
