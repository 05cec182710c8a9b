import fc from "fast-check";
import { makeDigestCounts } from "../../../../../src/adapters/postgres/desk/digests/figures.js";
import type { WeeklyFigures } from "../../../../../src/domain/digest/figures.js";
import { aDatabase, aDesk, type Desk } from "../a-database.js";
import { aFortnight, aStage, BEFORE, byHand, FROM, TO, write } from "./a-fortnight.js";

const SEED = Number(process.env["SEED"] ?? 20_261_122);
const RUNS = Number(process.env["RUNS"] ?? 25);

let desk: Desk;
let stage: Awaited<ReturnType<typeof aStage>>;
beforeAll(async () => {
  desk = await aDatabase();
  const { agentId } = await aDesk(desk);
  stage = await aStage(desk, agentId);
});
afterAll(() => desk.drop());

/** In one order, and to the millisecond: sums of fractions differ in their last digits. */
function compared(figures: WeeklyFigures): unknown {
  const sorted = {
    ...figures,
    kinds: figures.kinds.toSorted((a, b) => (`${a.category}${a.form}` < `${b.category}${b.form}` ? -1 : 1)),
    sla: figures.sla.toSorted((a, b) => (a.priority < b.priority ? -1 : 1)),
    keywords: figures.keywords.toSorted((a, b) => (a.word < b.word ? -1 : 1)),
  };
  return JSON.parse(
    JSON.stringify(sorted, (key, value: unknown) =>
      typeof value === "number" ? (key.endsWith("Ms") ? Math.round(value / 10) * 10 : Math.round(value * 1e6) / 1e6) : value,
    ),
  );
}

test.each([null, "tech"])(`the week's figures are those counted by hand, of team %s (seed ${SEED})`, async (team) => {
  const counts = makeDigestCounts(desk.another());
  await fc.assert(
    fc.asyncProperty(aFortnight, async (fortnight) => {
      await write(desk, fortnight, stage);
      const figures = await counts.weekly({ before: BEFORE, from: FROM, to: TO, team });
      expect(compared(figures)).toEqual(compared(byHand(fortnight, team)));
    }),
    { seed: SEED, numRuns: RUNS, endOnFailure: true },
  );
});

test("a week without anything has figures of nothing", async () => {
  await desk.query("truncate tickets, commitments, surveys, events cascade");
  const figures = await makeDigestCounts(desk.pool).weekly({ before: BEFORE, from: FROM, to: TO, team: null });
  expect(figures.whole.demands).toEqual({
    demands: 0,
    counted: 0,
    resolved: 0,
    firstResponse: { n: 0, meanMs: null, medianMs: null, p90Ms: null },
  });
  expect([figures.kinds, figures.sla, figures.teams, figures.agents, figures.keywords]).toEqual([[], [], {}, {}, []]);
});
