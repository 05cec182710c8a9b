import { setTimeout as sleep } from "node:timers/promises";
import { makeDueCommitments } from "../../../../src/adapters/postgres/desk/due-commitments.js";
import { makeSweep } from "../../../../src/adapters/postgres/desk/sweep.js";
import { aCommitment, aConversation, aDatabase, aDesk } from "./a-database.js";
import type { Desk } from "./a-database.js";
import { until } from "./until.js";

let desk: Desk;
beforeEach(async () => {
  desk = await aDatabase();
  await aDesk(desk, { mode: "virtual" });
});
afterEach(() => desk.drop());

/** As a turn does: all of the conversation that is still due, and how much that was. */
const settle = async (conversationId: string) =>
  (
    await desk.query(
      `update commitments set next_at = null, claimed_until = null where conversation_id = $1 and next_at is not null returning id`,
      [conversationId],
    )
  ).length;

/** An instance whose turns settle what is due and remember for whom. */
function anInstance({ fails = [] as string[], pool = desk.another() } = {}) {
  const decided: string[] = [];
  let fired = 0;
  const failed: (string | null)[] = [];
  const sweep = makeSweep({
    due: makeDueCommitments(pool),
    submit: async (id) => {
      if (fails.includes(id)) throw new Error("a turn that fails");
      decided.push(id);
      await sleep(5);
      const settled = await settle(id);
      fired += settled;
    },
    failed: (_error, id) => failed.push(id),
    everyMs: 50,
  });
  return { sweep, decided, failed, fired: () => fired };
}

test("what is due is claimed once; what is not due yet, or paused without a moment, is not", async () => {
  const [due, later] = [await aConversation(desk), await aConversation(desk)];
  await aCommitment(desk, due);
  await aCommitment(desk, due);
  await aCommitment(desk, later, { at: "now() + interval '1 hour'" });
  const commitments = makeDueCommitments(desk.pool);
  expect(await commitments.claim(10)).toEqual([due]);
  expect(await commitments.claim(10)).toEqual([]);
  expect(await commitments.left()).toEqual([due]);
});

test("desk time decides what is due, machine time how long a claim holds", async () => {
  const conversation = await aConversation(desk);
  await aCommitment(desk, conversation, { at: "now() + interval '1 hour'" });
  const commitments = makeDueCommitments(desk.pool);
  await desk.query(`update clock set offset_ms = 3600000`);
  expect(await commitments.claim(10)).toEqual([conversation]);
  await desk.query(`update clock set offset_ms = 7200000`);
  expect(await commitments.claim(10)).toEqual([]);
  await desk.query(`update commitments set claimed_until = now() - interval '1 ms'`);
  expect(await commitments.claim(10)).toEqual([conversation]);
});

test("five instances decide 1,000 commitments, each once, and start at once", async () => {
  const conversations = await Promise.all(Array.from({ length: 500 }, () => aConversation(desk)));
  for (const id of conversations) await Promise.all([aCommitment(desk, id), aCommitment(desk, id)]);
  const instances = Array.from({ length: 5 }, () => anInstance());
  for (const { sweep } of instances) sweep.start();
  await Promise.all(instances.map(({ sweep }) => sweep.untilQuiet()));
  await Promise.all(instances.map(({ sweep }) => sweep.stop()));
  // Two commitments of one conversation may be claimed by two instances: the second turn then finds nothing due.
  expect(instances.map((each) => each.fired()).reduce((a, b) => a + b)).toBe(1000);
  expect(new Set(instances.flatMap((each) => each.decided)).size).toBe(500);
  expect(await makeDueCommitments(desk.pool).left()).toEqual([]);
});

test("a commitment that falls due is decided at the next tick, never early", async () => {
  const { sweep, decided } = anInstance();
  sweep.start();
  const conversation = await aConversation(desk);
  await aCommitment(desk, conversation, { at: "now() + interval '400 ms'" });
  await until(() => decided.length > 0);
  const [row] = await desk.query<{ late: number }>(`select extract(epoch from now() - due_at)::float8 as late from commitments`);
  expect(row!.late).toBeGreaterThan(0);
  expect(row!.late).toBeLessThan(5);
  expect(decided).toEqual([conversation]);
  await sweep.stop();
});

test("a turn that fails harms only itself, and is tried again when its claim ends", async () => {
  const [bad, good] = [await aConversation(desk), await aConversation(desk)];
  await aCommitment(desk, bad);
  await aCommitment(desk, good);
  const { sweep, decided, failed } = anInstance({ fails: [bad] });
  await sweep.untilQuiet();
  expect(decided).toEqual([good]);
  expect(failed).toEqual([bad]);
  await desk.query(`update commitments set claimed_until = now() where next_at is not null`);
  await sweep.untilQuiet();
  expect(failed).toEqual([bad, bad]);
});

test("a turn that leaves its commitment due does not spin", async () => {
  const conversation = await aConversation(desk);
  await aCommitment(desk, conversation);
  let turns = 0;
  const sweep = makeSweep({
    due: makeDueCommitments(desk.pool),
    submit: async () => {
      turns++;
      await desk.query(`update commitments set claimed_until = null`);
    },
    failed: () => undefined,
    everyMs: 100_000,
  });
  sweep.start();
  await until(() => turns >= 5);
  await sleep(200);
  await sweep.stop();
  expect(turns).toBe(5);
});

test("the most urgent ticket is decided first after down-time", async () => {
  const { agentId } = { agentId: (await desk.query<{ id: string }>(`select id from agents`))[0]!.id };
  const [customerId] = (
    await desk.query<{ id: string }>(
      `insert into customers (id, number, data_key, type, tier, first_channel, first_contact_at, last_contact_at)
       values (gen_random_uuid(), 1, '', 'new', 'ordinary', 'web', now(), now()) returning id`,
    )
  ).map(({ id }) => id);
  const order: string[] = [];
  for (const [i, priority] of ["P4", "P1", "P2"].entries()) {
    const conversation = await aConversation(desk);
    order.push(conversation);
    const [ticket] = await desk.query<{ id: string }>(
      `insert into tickets (id, number, conversation_id, customer_id, form, urgency, importance, priority, rank, outage, owner_id,
        team_id, status, text, keywords, classification, detail, created_at, policy_version)
       values (gen_random_uuid(), $1, $2, $3, 'support', 'low', 'low', $4, 0, false, $5, 'care', 'open', '', '{}', '{}', '', now(), 'p1')
       returning id`,
      [i + 1, conversation, customerId, priority, agentId],
    );
    await aCommitment(desk, conversation, { ticketId: ticket!.id });
  }
  expect(await makeDueCommitments(desk.pool).claim(10)).toEqual([order[1], order[2], order[0]]);
});

test("an outage is reported and the sweep goes on after it", async () => {
  const pool = desk.another();
  const { sweep, decided, failed } = anInstance({ pool });
  sweep.start();
  await desk.query(`alter table commitments rename to gone`);
  await until(() => failed.length > 0);
  await desk.query(`alter table gone rename to commitments`);
  const conversation = await aConversation(desk);
  await aCommitment(desk, conversation);
  await until(() => decided.length > 0);
  expect(decided).toEqual([conversation]);
  await sweep.stop();
});
