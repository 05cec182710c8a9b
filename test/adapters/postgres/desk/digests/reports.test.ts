import fc from "fast-check";
import { makeZone } from "../../../../../src/adapters/calendar/zone.js";
import type { Desk as ApiDesk } from "../../../../../src/adapters/http/api/desk.js";
import { API_ROUTES } from "../../../../../src/adapters/http/api/table.js";
import { makeDigestCounts } from "../../../../../src/adapters/postgres/desk/digests/figures.js";
import { makeQueries } from "../../../../../src/adapters/postgres/desk/queries/queries.js";
import { makeReports } from "../../../../../src/application/reports/make-report.js";
import type { Figure, ReportView, ReportWish } from "../../../../../src/application/reports/ports.js";
import { DAY_MS } from "../../../../../src/domain/time.js";
import { aDesk as aStub } from "../../../http/api/stub.js";
import { aDatabase, aDesk, type Desk } from "../a-database.js";
import { vault } from "../an-affair.js";
import { aFortnight, AGENTS, aStage, byHand, FROM, TO, write, type Fortnight } from "./a-fortnight.js";

const SEED = Number(process.env["SEED"] ?? 20_261_122);
const RUNS = Number(process.env["RUNS"] ?? 6);

let desk: Desk;
let stage: Awaited<ReturnType<typeof aStage>>;
beforeAll(async () => {
  desk = await aDatabase();
  stage = await aStage(desk, (await aDesk(desk)).agentId);
});
afterAll(() => desk.drop());

const WEEK: ReportWish = { period: "week", at: "2026-11-18", team: null, agent: null, locale: "en" };

const reports = () =>
  makeReports({
    counts: makeDigestCounts(desk.pool),
    names: () => Promise.resolve({ team: (id) => `team ${id}`, agent: (id) => `agent ${id}` }),
    zone: () => ({ name: "Asia/Shanghai", clock: makeZone("Asia/Shanghai") }),
    deskNow: () => Promise.resolve(TO - DAY_MS),
  });

/** How many rows a list of the API gives, read page by page through its own route. */
async function listed(link: string): Promise<number> {
  const [name, query] = link.split("?");
  const route = API_ROUTES.find(({ method, path }) => method === "GET" && path === `/${name}`);
  if (!route) throw new Error(`${link} is no list`);
  const queries = makeQueries({ pool: desk.pool, vault });
  let rows = 0;
  for (let cursor: string | null = null; ;) {
    const given: Record<string, string> = {
      ...Object.fromEntries(new URLSearchParams(query)),
      limit: "200",
      ...(cursor && { cursor }),
    };
    const prepared = route.prepare({ params: {}, query: given, body: undefined, sent: null });
    if (!("run" in prepared)) throw new Error(`${link}: ${prepared.detail}`);
    const who = { by: { agentId: AGENTS[0], name: "x", role: "agent" as const }, via: "token" as const };
    const door = {} as never;
    const reply = await prepared.run({ ...aStub(), queries } as unknown as ApiDesk, { who, door, repeat: null });
    const { items, next } = (reply as { body: { items: unknown[]; next: string | null } }).body;
    rows += items.length;
    if (next === null) return rows;
    cursor = next;
  }
}

/** Every figure of a report, with its place. */
function* figuresIn(node: unknown, place = ""): Generator<{ place: string; n: number; tickets: string }> {
  if (typeof node !== "object" || node === null) return;
  if ("tickets" in node) {
    const { tickets, value } = node as Figure;
    yield { place, tickets, n: "n" in node ? (node as Figure).n : (value ?? 0) };
  } else for (const [key, each] of Object.entries(node)) yield* figuresIn(each, `${place}.${key}`);
}

async function expectDrillDowns(report: ReportView): Promise<number> {
  const figures = [...figuresIn(report)];
  const off: unknown[] = [];
  for (const { place, n, tickets } of figures) {
    const rows = await listed(tickets);
    if (rows !== n) off.push({ place, n, rows, tickets });
  }
  expect(off).toEqual([]);
  return figures.length;
}

test(`each figure's list holds exactly what is counted, of all, a team, an agent (seed ${SEED})`, async () => {
  let followed = 0;
  const wishes: ReportWish[] = [WEEK, { ...WEEK, team: "tech" }, { ...WEEK, agent: AGENTS[1], team: "care" }];
  await fc.assert(
    fc.asyncProperty(aFortnight, fc.constantFrom(...wishes), async (fortnight, wish) => {
      await write(desk, fortnight, stage);
      followed += await expectDrillDowns(await reports().report(wish));
    }),
    { seed: SEED, numRuns: RUNS, endOnFailure: true },
  );
  expect(followed).toBeGreaterThan(RUNS * 60);
}, 60_000);

const rounded = (value: number | null): number | null => (value === null ? null : Math.round(value / 10) * 10);

/** The same figures from the count by hand. */
function expectAsByHand(report: ReportView, fortnight: Fortnight, team: string | null): void {
  const { whole, before, kinds, sla } = byHand(fortnight, team);
  const { demands, firstResponse, handling, promises, survey } = report;
  expect([demands.opened.value, demands.opened.before.value]).toEqual([whole.demands.demands, before.demands]);
  expect([demands.closed.value, demands.closed.before.value]).toEqual([whole.closed.handling.n, before.closed]);
  expect(demands.reopened.value).toBe(whole.closed.reopened);
  for (const { category, value } of demands.byCategory)
    expect(value).toBe(kinds.filter((kind) => kind.category === category).reduce((sum, { n }) => sum + n, 0));
  expect(rounded(firstResponse.medianMs.value)).toBe(rounded(whole.demands.firstResponse.medianMs));
  expect(rounded(handling.p90Ms.value)).toBe(rounded(whole.closed.handling.p90Ms));
  expect([promises.kept, promises.broken, promises.told, promises.heldByBot].map(({ value }) => value)).toEqual([
    ...[whole.promises.met, whole.promises.broken, whole.promises.toldBefore, whole.promises.heldByBot],
  ]);
  for (const { priority, kept, broken } of promises.byPriority) {
    const row = sla.find((each) => each.priority === priority);
    expect([priority, kept.value, broken.value]).toEqual([priority, row?.met ?? 0, row?.broken ?? 0]);
  }
  for (const { dimension, mean, satisfied } of survey.dimensions) {
    const { n, satisfied: good, mean: average } = whole.marks.dimensions[dimension];
    expect([mean.n, mean.value?.toFixed(6)]).toEqual([n, average?.toFixed(6)]);
    expect(satisfied.value).toBe(n < 10 ? null : good / n);
  }
}

test.each([null, "tech"])(`the report's figures are those counted by hand, of team %s (seed ${SEED})`, async (team) => {
  await fc.assert(
    fc.asyncProperty(aFortnight, async (fortnight) => {
      await write(desk, fortnight, stage);
      const report = await reports().report({ ...WEEK, team });
      expect([report.key, report.from, report.to]).toEqual([
        "2026-W47",
        new Date(FROM).toISOString(),
        new Date(TO).toISOString(),
      ]);
      expectAsByHand(report, fortnight, team);
    }),
    { seed: SEED, numRuns: 4 * RUNS, endOnFailure: true },
  );
});

test(`an agent's report says what the agent's row of the whole says; kinds, priorities and days add up (seed ${SEED})`, async () => {
  await fc.assert(
    fc.asyncProperty(aFortnight, async (fortnight) => {
      await write(desk, fortnight, stage);
      const whole = await reports().report(WEEK);
      const sum = (figures: { value: number | null }[]): number => figures.reduce((all, { value }) => all + (value ?? 0), 0);
      const { demands, promises, series } = whole;
      for (const parts of [demands.byCategory, demands.byForm, demands.byPriority, series.map((day) => day.opened)])
        expect(sum(parts)).toBe(demands.opened.value);
      expect(sum(series.map((day) => day.resolved))).toBe(demands.closed.value);
      for (const parts of [promises.byKind.map(({ kept }) => kept), series.map((day) => day.kept)])
        expect(sum(parts)).toBe(promises.kept.value);
      for (const parts of [promises.byKind.map(({ broken }) => broken), series.map((day) => day.broken)])
        expect(sum(parts)).toBe(promises.broken.value);
      expect((promises.told.value ?? 0) + (promises.silent.value ?? 0)).toBe(promises.broken.value);
      const row = whole.agents.find(({ id }) => id === AGENTS[0]);
      const own = await reports().report({ ...WEEK, agent: AGENTS[0] });
      const values = [own.demands.opened, own.demands.closed, own.firstResponse.medianMs, own.promises.kept, own.promises.broken];
      const rows = row && [row.opened, row.closed, row.firstResponseMs, row.kept, row.broken];
      expect(values.map(({ value }) => value)).toEqual(rows?.map(({ value }) => value) ?? [0, 0, null, 0, 0]);
    }),
    { seed: SEED, numRuns: 2 * RUNS, endOnFailure: true },
  );
});

test("a day, a week and a month have their days, and the one before ends where they begin", async () => {
  const of = async (period: ReportWish["period"], at: string | null) => {
    const { key, before, from, series } = await reports().report({ ...WEEK, period, at });
    expect(before.to).toBe(from);
    return [key, before.key, series.length, series[0]!.day];
  };
  expect(await of("day", "2026-03-01")).toEqual(["2026-03-01", "2026-02-28", 1, "2026-03-01"]);
  expect(await of("week", "2027-01-03")).toEqual(["2026-W53", "2026-W52", 7, "2026-12-28"]);
  expect(await of("month", "2028-03-31")).toEqual(["2028-03", "2028-02", 31, "2028-03-01"]);
  expect(await of("month", "2026-01-01")).toEqual(["2026-01", "2025-12", 31, "2026-01-01"]);
  expect(await of("week", null)).toEqual(["2026-W47", "2026-W46", 7, "2026-11-16"]);
});
