import { makePeople, makeRoster, seedPeopleOf } from "../../../../src/adapters/postgres/desk/people.js";
import { makeTokens } from "../../../../src/adapters/postgres/desk/tokens.js";
import { makeTokenHash } from "../../../../src/adapters/crypto/keys.js";
import { aDatabase } from "./a-database.js";
import type { Desk } from "./a-database.js";

const TEAMS = [
  { id: "care", name: { "zh-CN": "客服", en: "Care" }, duty: "值班 / Duty" },
  { id: "sales", name: { "zh-CN": "销售", en: "Sales" }, duty: "值班 / Duty" },
  { id: "tech", name: { "zh-CN": "技术", en: "Technical" }, duty: "Tech duty" },
];
const fail = (error: unknown) => {
  throw error;
};

const CLI = { by: "cli" } as const;
const hash = makeTokenHash(Buffer.alloc(32, 7));

let desk: Desk;
beforeEach(async () => {
  desk = await aDatabase();
});
afterEach(() => desk.drop());

test("each team's duty post has the agent the policy names, made once however many instances start", async () => {
  await Promise.all([desk.pool, desk.another(), desk.another()].map((pool) => seedPeopleOf(pool, { teams: TEAMS })));
  await seedPeopleOf(desk.pool, { teams: TEAMS });
  const posts = await desk.query(
    `select t.id, a.name, a.team_id from teams t join agents a on a.id = t.duty_agent_id order by t.id`,
  );
  expect(posts).toEqual([
    { id: "care", name: "值班 / Duty", team_id: "care" },
    { id: "sales", name: "值班 / Duty", team_id: "care" },
    { id: "tech", name: "Tech duty", team_id: "tech" },
  ]);
  expect(await desk.query(`select from agents`)).toHaveLength(2);
});

test("a new policy renames a team and changes its duty agent", async () => {
  await seedPeopleOf(desk.pool, { teams: TEAMS });
  await seedPeopleOf(desk.pool, { teams: [{ id: "tech", name: { "zh-CN": "研发", en: "Engineers" }, duty: "Wang Fang" }] });
  expect(
    await desk.query(
      `select t.name->>'en' as team, a.name from teams t join agents a on a.id = t.duty_agent_id where t.id = 'tech'`,
    ),
  ).toEqual([{ team: "Engineers", name: "Wang Fang" }]);
});

test("a token acts as the agent of its name, made if missing, else as the duty agent", async () => {
  await seedPeopleOf(desk.pool, { teams: TEAMS });
  const tokens = makeTokens(desk.pool, { hash, defaultTeam: () => "care" });
  const duty = await tokens.create({ role: "administrator", name: null });
  const first = await tokens.create({ role: "agent", name: "Li Lei" });
  const second = await tokens.create({ role: "supervisor", name: "Li Lei" });
  expect(await tokens.find(duty)).toMatchObject({ name: "值班 / Duty", role: "administrator" });
  expect(await tokens.find(first)).toMatchObject({ name: "Li Lei", role: "agent" });
  expect(await tokens.find(second)).toMatchObject({ name: "Li Lei", role: "supervisor" });
  expect((await tokens.find(first))?.agentId).toBe((await tokens.find(second))?.agentId);
});

test("a token that is unknown, cut, revoked or not even text of ours is nobody's", async () => {
  await seedPeopleOf(desk.pool, { teams: TEAMS });
  const tokens = makeTokens(desk.pool, { hash, defaultTeam: () => "care" });
  const token = await tokens.create({ role: "agent", name: null });
  await desk.query(`update tokens set revoked_at = now()`);
  for (const bad of ["", " ", "frontdoor_", token.slice(0, -1), token + "a", "\u0000", token])
    expect(await tokens.find(bad)).toBeNull();
});

test("a token cannot be made before the teams are seeded, and the error says so", async () => {
  const tokens = makeTokens(desk.pool, { hash, defaultTeam: () => "care" });
  await expect(tokens.create({ role: "agent", name: null })).rejects.toThrow(/start the product once/);
  await expect(tokens.create({ role: "agent", name: "Li Lei" })).rejects.toThrow(/start the product once/);
});

test("agents are added under a free name in a known team, and go off duty", async () => {
  await seedPeopleOf(desk.pool, { teams: TEAMS });
  const people = makePeople(desk.pool);
  const wish = { name: "Han Meimei", role: "agent" as const, team: "care", email: null, slack: "U1" };
  const added = await people.add(wish, CLI);
  if ("refused" in added) throw new Error("refused");
  expect(await people.add(wish, CLI)).toEqual({ refused: "name_taken" });
  expect(await people.add({ ...wish, name: "Other", team: "nobody" }, CLI)).toEqual({ refused: "unknown_team" });
  expect(await people.change(added.id, { available: false }, CLI)).toEqual({ done: true });
  for (const nobody of ["018f3a4e-0000-7000-8000-000000000000", "x"])
    expect(await people.change(nobody, { available: false }, CLI)).toEqual({ refused: "unknown_agent" });
});

test("the roster knows names and duty posts, and hears of new ones", async () => {
  await seedPeopleOf(desk.pool, { teams: TEAMS });
  const roster = makeRoster(desk.pool, { failed: fail });
  await roster.start();
  const duty = roster.dutyOf("tech");
  expect(duty && roster.nameOf(duty)).toBe("Tech duty");
  expect(roster.dutyOf("nobody")).toBeNull();
  const added = await makePeople(desk.pool).add({ name: "New", role: "agent", team: "care", email: null, slack: null }, CLI);
  await roster.refresh();
  expect("id" in added && roster.nameOf(added.id)).toBe("New");
  const called = () => roster.colleagues().filter(({ name }) => name === "New");
  expect(called()).toHaveLength(1);
  await makePeople(desk.pool).change("id" in added ? added.id : "", { disabled: true }, CLI);
  await roster.refresh();
  expect(called()).toEqual([]);
  await roster.stop();
});
