import { setTimeout as sleep } from "node:timers/promises";
import { BadSchedule, makeSchedule } from "../../../src/adapters/schedule/schedule.js";
import type { Schedule } from "../../../src/application/desk-ports.js";

const EVERY_SECOND = "* * * * * *";
const UTC = "Etc/UTC";

let stops: Schedule[];
beforeEach(() => (stops = []));
afterEach(() => Promise.all(stops.map((each) => each.stop())));

/** Instances that share one table of runs. */
function instances(n: number, { away = false } = {}) {
  const rows = new Set<string>();
  const failures: string[] = [];
  const claimRun = (key: string) => {
    if (away) return Promise.reject(new Error("away"));
    const fresh = !rows.has(key);
    rows.add(key);
    return Promise.resolve(fresh);
  };
  const schedules = Array.from({ length: n }, () => makeSchedule({ claimRun, failed: (_error, name) => failures.push(name) }));
  stops.push(...schedules);
  return { schedules, rows, failures };
}

test("of three instances that ring, one runs; each ring has a row of its own", async () => {
  const { schedules, rows } = instances(3);
  let runs = 0;
  for (const each of schedules)
    each.every({ name: "digest", expression: EVERY_SECOND, zone: UTC }, () => Promise.resolve(void runs++));
  await sleep(3_200);
  await Promise.all(schedules.map((each) => each.stop()));
  expect(runs).toBeGreaterThanOrEqual(2);
  expect(runs).toBe(rows.size);
  for (const key of rows) expect(key).toMatch(/digest.*\d{4}-\d\d-\d\dT/);
  const then = runs;
  await sleep(1_200);
  expect(runs).toBe(then);
});

test("a job that fails is reported and rings again; one that lasts is not run twice at once", async () => {
  const { schedules, failures } = instances(1);
  let at = 0;
  let most = 0;
  schedules[0]!.every({ name: "fails", expression: EVERY_SECOND, zone: UTC }, () => Promise.reject(new Error("no")));
  schedules[0]!.every({ name: "lasts", expression: EVERY_SECOND, zone: UTC }, async () => {
    most = Math.max(most, ++at);
    await sleep(1_500);
    at--;
  });
  await sleep(3_200);
  await schedules[0]!.stop();
  expect(failures.filter((name) => name === "fails").length).toBeGreaterThanOrEqual(2);
  expect(most).toBe(1);
  expect(at).toBe(0); // The stop waited for it.
});

test("without the database nobody runs, and it is reported", async () => {
  const { schedules, failures } = instances(1, { away: true });
  let runs = 0;
  schedules[0]!.every({ name: "digest", expression: EVERY_SECOND, zone: UTC }, () => Promise.resolve(void runs++));
  await sleep(1_300);
  expect(runs).toBe(0);
  expect(failures).toContain("digest");
});

test("a bad expression or zone is refused at once, naming the schedule, the fault and the remedy", () => {
  const { schedules } = instances(1);
  const wish =
    (expression: string, zone = UTC) =>
    () =>
      schedules[0]!.every({ name: "weekly digest", expression, zone }, () => Promise.resolve());
  for (const bad of ["", "at nine", "61 * * * *", "0 9 * * 9", "* * *"]) {
    expect(wish(bad)).toThrow(BadSchedule);
    expect(wish(bad)).toThrow(/weekly digest.*five fields/);
  }
  expect(wish("0 9 * * 1", "Asia/Peking")).toThrow(/Asia\/Shanghai/);
});

test("F26: over a change of the clocks it neither spins nor rings twice for one local hour", () => {
  const { schedules } = instances(1);
  // New York skips 02:00–03:00 on 8 March 2026; node-cron 3 spun there for ever.
  schedules[0]!.every({ name: "dst", expression: "30 2 * * *", zone: "America/New_York" }, () => Promise.resolve());
  schedules[0]!.every({ name: "leap", expression: "0 0 29 2 *", zone: "America/New_York" }, () => Promise.resolve());
  expect(schedules).toHaveLength(1); // reached at all: a spin would never end
});
