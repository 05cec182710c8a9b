import { v7 as newId } from "uuid";
import { makeZone } from "../../../../../src/adapters/calendar/zone.js";
import { renderPosts } from "../../../../../src/adapters/channels/robots/robots.js";
import { makeVault } from "../../../../../src/adapters/crypto/vault.js";
import { makeDigestCounts } from "../../../../../src/adapters/postgres/desk/digests/figures.js";
import { makeDigestStore } from "../../../../../src/adapters/postgres/desk/digests/store.js";
import type { ChartPosting } from "../../../../../src/application/digests/charts.js";
import type { DigestPlan, DigestPlans, DigestWorld } from "../../../../../src/application/digests/ports.js";
import { makePostDue } from "../../../../../src/application/digests/post-due.js";
import { parseCron, type CronLine } from "../../../../../src/domain/digest/cron.js";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../../../src/domain/time.js";
import { theWeek } from "../../../../domain/digest/a-digest.js";
import { makeDigestQueries } from "../../../../../src/adapters/postgres/desk/queries/digests.js";
import { aDatabase, aDesk, type Desk } from "../a-database.js";

const vault = makeVault(Buffer.alloc(32, 1));
const ZONE = makeZone("Asia/Shanghai");
/** Tuesday, 2026-11-24, 08:00 in Shanghai. */
const START = Date.parse("2026-11-24T00:00:00Z");

let desk: Desk;
beforeEach(async () => {
  desk = await aDatabase();
  await aDesk(desk);
});
afterEach(() => desk.drop());

const aPlan = (of: Partial<DigestPlan> & { line?: string } = {}): DigestPlan => ({
  name: "watch",
  figures: "watch",
  cron: parseCron(of.line ?? "30 8 * * *") as CronLine,
  zone: null,
  team: null,
  to: ["desk", "managers"],
  ...of,
});
const ROBOTS: DigestPlans["robots"] = [{ id: "managers", format: "wecom", locale: "zh-CN", address: "A", secret: null }];

interface Time {
  now: number;
}

/** One instance of the desk: its own connections, the time and the plans of all. */
function anInstance(time: Time, plans: DigestPlans, world: Partial<DigestWorld> & { charts?: ChartPosting } = {}) {
  const { charts, ...rest } = world;
  const pool = desk.another();
  const faults: unknown[] = [];
  const postDue = makePostDue({
    world: {
      plans: () => plans,
      counts: makeDigestCounts(pool),
      names: () => Promise.resolve({ team: (id) => id, agent: (id) => id }),
      zone: () => ({ name: "Asia/Shanghai", clock: ZONE }),
      nextWorkingDayEnd: (now) => now + DAY_MS,
      company: () => ({ "zh-CN": "澄川", en: "Chengchuan" }),
      deskUrl: null,
      ...rest,
    },
    ...(charts && { charts }),
    store: makeDigestStore({ pool, vault }),
    deskNow: () => Promise.resolve(time.now),
    render: renderPosts,
    newId,
    ring: () => undefined,
    failed: (error) => faults.push(error),
  });
  return { postDue, faults };
}

const rows = () =>
  desk.query<{ digest: string; period: string; channel: string; late: boolean; deliveries: string[] }>(
    `select digest, period, channel, late, deliveries from digests where document is not null order by digest, period, channel`,
  );
const deliveries = async () => (await desk.query<{ n: number }>(`select count(*)::int as n from deliveries`))[0]!.n;

test("a new digest posts none of the past, then one a day to each channel", async () => {
  const time = { now: START };
  const { postDue } = anInstance(time, { robots: ROBOTS, digests: [aPlan()] });
  expect(await postDue()).toBe(0);
  time.now = START + 29 * MINUTE_MS;
  expect(await postDue()).toBe(0);
  time.now = START + 30 * MINUTE_MS;
  expect(await postDue()).toBe(2);
  expect(await rows()).toMatchObject([
    { digest: "watch", period: "2026-11-24", channel: "desk", late: false, deliveries: [] },
    { digest: "watch", period: "2026-11-24", channel: "managers", late: false, deliveries: [expect.any(String)] },
  ]);
  expect(await deliveries()).toBe(1);
  time.now += 20 * HOUR_MS;
  expect(await postDue()).toBe(0);
});

test("F28: five instances rung at once, again and again, post each digest once", async () => {
  const time = { now: START };
  const plans = { robots: ROBOTS, digests: [aPlan(), aPlan({ name: "evening", line: "0 18 * * *" })] };
  const instances = Array.from({ length: 5 }, () => anInstance(time, plans));
  await Promise.all(instances.map(({ postDue }) => postDue()));
  for (let day = 1; day <= 3; day++) {
    time.now = START + day * DAY_MS;
    for (let round = 0; round < 3; round++) await Promise.all(instances.map(({ postDue }) => postDue()));
  }
  expect(instances.flatMap(({ faults }) => faults)).toEqual([]);
  const posted = (await rows()).map(({ digest, period, channel }) => `${digest} ${period} ${channel}`);
  expect(posted).toEqual(
    ["evening", "watch"].flatMap((digest) =>
      ["2026-11-24", "2026-11-25", "2026-11-26"].flatMap((day) => ["desk", "managers"].map((to) => `${digest} ${day} ${to}`)),
    ),
  );
  expect(await deliveries()).toBe(6);
});

test("after down-time the last day's list and up to four weeks are made up, marked late, and after a restart no more", async () => {
  const time = { now: START };
  const plans = { robots: ROBOTS, digests: [aPlan(), aPlan({ name: "weekly", figures: "weekly", line: "0 9 * * 1" })] };
  await anInstance(time, plans).postDue();
  time.now = START + 50 * DAY_MS;
  expect(await anInstance(time, plans).postDue()).toBe(2 + 8);
  expect(await anInstance(time, plans).postDue()).toBe(0);
  const made = await rows();
  expect([...new Set(made.map(({ period }) => period))]).toEqual(["2027-01-12", "2026-W51", "2026-W52", "2026-W53", "2027-W01"]);
  expect(made.every(({ late }) => late)).toBe(true);
  const [row] = await desk.query<{ lines: string[] }>(
    `select document #> '{documents,en,lines}' as lines from digests where period = '2026-W52' limit 1`,
  );
  expect(row!.lines).toContain("Made late: it was due at 2026-12-28 09:00");
});

test("F25: a clock that jumps back and forth, or a line that is changed, posts no day twice", async () => {
  const time = { now: START };
  const plan = aPlan();
  const plans = { robots: ROBOTS, digests: [plan] };
  const { postDue } = anInstance(time, plans);
  await postDue();
  time.now = START + HOUR_MS;
  expect(await postDue()).toBe(2);
  for (const hours of [-2, 3, -1, 4, 0]) {
    time.now = START + hours * HOUR_MS;
    expect(await postDue()).toBe(0);
  }
  plan.cron = parseCron("0 10 * * *") as CronLine;
  time.now = START + 3 * HOUR_MS;
  expect(await postDue()).toBe(0);
  expect(await rows()).toHaveLength(2);
});

test("a channel added later begins there, and shows the figures that the others have", async () => {
  const time = { now: START };
  const plan = aPlan({ to: ["desk"] });
  const plans = { robots: ROBOTS, digests: [plan] };
  const { postDue } = anInstance(time, plans);
  await postDue();
  plan.to = ["desk", "managers"];
  time.now = START + 20 * MINUTE_MS;
  expect(await postDue()).toBe(0);
  time.now = START + HOUR_MS;
  expect(await postDue()).toBe(2);
  const cutOffs = await desk.query(`select distinct document -> 'cutOff' from digests where document is not null`);
  expect(cutOffs).toHaveLength(1);
});

test("a digest that cannot be counted holds up no other, and comes at the next ring", async () => {
  const time = { now: START };
  const plans = { robots: [], digests: [aPlan({ to: ["desk"] }), aPlan({ name: "weekly", figures: "weekly", to: ["desk"] })] };
  const counts = makeDigestCounts(desk.another());
  let broken = true;
  const watch: DigestWorld["counts"]["watch"] = (of) => (broken ? Promise.reject(new Error("no")) : counts.watch(of));
  const { postDue, faults } = anInstance(time, plans, { counts: { ...counts, watch } });
  await postDue();
  time.now = START + HOUR_MS;
  expect(await postDue()).toBe(1);
  expect(faults).toHaveLength(1);
  broken = false;
  time.now += 3 * MINUTE_MS;
  expect(await postDue()).toBe(1);
  expect((await rows()).map(({ digest }) => digest)).toEqual(["watch", "weekly"]);
});

test("a row without its deliveries, or deliveries without their row, cannot be", async () => {
  const store = makeDigestStore({ pool: desk.another(), vault });
  const post = {
    ...{ digest: "watch", period: "2026-11-24", channel: "managers", team: null, dueAt: START, madeAt: START, late: false },
    document: null,
    deliveries: [{ id: "no uuid", channel: "wecom", address: "managers", kind: "digest", payload: {}, messageId: null } as const],
  };
  await expect(store.post([post])).rejects.toThrow();
  expect(await desk.query("select from digests")).toEqual([]);
  expect(await deliveries()).toBe(0);
});

describe("with charts", () => {
  const plans: DigestPlans = {
    robots: [...ROBOTS, { id: "leads", format: "slack", locale: "en", address: "B", secret: null }],
    digests: [aPlan({ name: "weekly", figures: "weekly", line: "0 9 * * 1", to: ["desk", "managers", "leads"] })],
  };
  const counts = {
    weekly: () => Promise.resolve(theWeek()),
    watch: () => Promise.reject(new Error("no watch list")),
  };
  const picture = Buffer.from("a picture");
  const drawing = (of: Partial<ChartPosting["drawer"]> = {}): ChartPosting => ({
    drawer: { ready: () => Promise.resolve(true), png: () => Promise.resolve(picture), ...of },
    linkTo: ({ digest, period, locale, n }) => `https://desk.example.com/charts/${digest}.${period}.${locale}.${n}`,
  });

  async function posted(charts: ChartPosting) {
    const time = { now: START };
    const { postDue, faults } = anInstance(time, plans, { counts, charts });
    await postDue();
    time.now = START + 7 * DAY_MS;
    expect(await postDue()).toBe(3);
    const sent = await desk.query<{ id: string; address: string; payload: Buffer }>(
      `select v.id, d.address, v.payload from deliveries v join destinations d on d.id = v.destination_id order by v.seq`,
    );
    const bodies = (to: string) =>
      sent
        .filter(({ address }) => address === to)
        .map(({ id, payload }) => JSON.parse(vault.open(null, id, payload)) as { msgtype?: string });
    return { faults, managers: bodies("managers"), leads: JSON.stringify(bodies("leads")) };
  }

  test("pictures go to the robots that take them, addresses to the others, and the desk keeps what is drawn", async () => {
    const { managers, leads, faults } = await posted(drawing());
    expect(managers.filter(({ msgtype }) => msgtype === "image")).toHaveLength(3);
    expect(leads).toContain("<https://desk.example.com/charts/weekly.2026-W48.en.1|By category and form>");
    expect(faults).toEqual([]);
    const { items } = await makeDigestQueries(desk.pool).list({ name: "weekly", channel: "desk", locale: "en" }, {});
    expect(items[0]!.charts.map(({ title, labels }) => [title, labels.length])).toEqual([
      ["By category and form", 2],
      ["Service times met", 2],
      ["Teams", 1],
    ]);
    expect(await makeDigestQueries(desk.pool).charts(items[0]!.id, { locale: "en" })).toEqual(items[0]!.charts);
    expect(await makeDigestQueries(desk.pool).charts(newId(), { locale: "en" })).toBeNull();
  });

  test.each([
    ["there is no font", { ready: () => Promise.resolve(false) }, 0],
    ["the drawing fails", { png: () => Promise.reject(new Error("no drawing")) }, 1],
  ])("where %s the text goes all the same", async (_, of, faulted) => {
    const { managers, faults } = await posted(drawing(of));
    expect(managers.length).toBeGreaterThan(0);
    expect(managers.map(({ msgtype }) => msgtype)).not.toContain("image");
    expect(faults).toHaveLength(faulted);
  });
});
