import fc from "fast-check";
import { v7 as newId } from "uuid";
import { makeDigestCounts } from "../../../../../src/adapters/postgres/desk/digests/figures.js";
import type { WatchFigures } from "../../../../../src/domain/digest/figures.js";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../../../src/domain/time.js";
import { PRIORITIES } from "../../../../../src/domain/words.js";
import { aDatabase, aDesk, type Desk } from "../a-database.js";
import { AGENTS, aStage, TEAMS } from "./a-fortnight.js";

const SEED = Number(process.env["SEED"] ?? 20_261_122);
const RUNS = Number(process.env["RUNS"] ?? 20);
const NOW = Date.parse("2026-11-24T00:30:00Z");
const UNTIL = NOW + 33 * HOUR_MS;

let desk: Desk;
let stage: Awaited<ReturnType<typeof aStage>>;
beforeAll(async () => {
  desk = await aDatabase();
  stage = await aStage(desk, (await aDesk(desk)).agentId);
});
afterAll(() => desk.drop());

const minutes = fc.integer({ min: -3_000, max: 3_000 });
const aTicket = fc.record({
  team: fc.constantFrom(...TEAMS),
  owner: fc.constantFrom(...AGENTS),
  priority: fc.constantFrom(...PRIORITIES),
  status: fc.constantFrom("open", "waiting", "resolved", "closed"),
  waitingFor: fc.constantFrom("customer", "third_party"),
});
const aPromise = fc.record({
  of: fc.nat(),
  state: fc.constantFrom("owed", "paused", "met", "broken"),
  due: minutes,
  ended: minutes,
  said: fc.boolean(),
  told: fc.boolean(),
  alertsToCome: fc.boolean(),
  alertedAt: fc.option(minutes, { nil: null }),
  by: fc.constantFrom(...AGENTS, "customer"),
});
const aMoment = fc.record({
  tickets: fc.array(aTicket, { minLength: 1, maxLength: 30 }),
  promises: fc.array(aPromise, { maxLength: 70 }),
});
type Moment = typeof aMoment extends fc.Arbitrary<infer T> ? T : never;

const at = (minute: number): number => NOW + minute * MINUTE_MS;
const iso = (minute: number): string => new Date(at(minute)).toISOString();

async function write({ tickets, promises }: Moment) {
  await desk.query("truncate tickets, commitments, surveys, events cascade");
  const ids = tickets.map(() => newId());
  const on = [stage.conversationId, stage.customerId];
  await desk.query(
    `insert into tickets (id, number, conversation_id, customer_id, form, urgency, importance, priority, rank, outage, owner_id, team_id,
      status, reason, waiting_for, text, keywords, classification, detail, created_at, closed_at, policy_version)
     select id, number, $2, $3, 'support', 'low', 'low', priority, 0, false, owner, team, status, 'accepted',
       case when status = 'waiting' then "waitingFor" end, 'm', '{}', '{}', '', now(), case when status = 'closed' then now() end, 'p1'
     from jsonb_to_recordset($1) as t(id uuid, number int, priority text, owner uuid, team text, status text, "waitingFor" text)`,
    [JSON.stringify(tickets.map((ticket, n) => ({ ...ticket, id: ids[n], number: n + 1 }))), ...on],
  );
  await desk.query(
    `insert into commitments (id, conversation_id, customer_id, ticket_id, kind, state, owed_to, owed_by, started_at, due_at, clock, why,
      said_at, told_before, ended_at, next_at, alerts, policy_version)
     select id, $2, $3, ticket, 'plan', state, 'customer', by, due, due, 'always', 'w', case when said then due end, told,
       case when state in ('met', 'broken') then ended end, case when "alertsToCome" then due end, alerts, 'p1'
     from jsonb_to_recordset($1) as c(id uuid, ticket uuid, state text, by text, due timestamptz, ended timestamptz, said boolean,
       told boolean, "alertsToCome" boolean, alerts jsonb)`,
    [
      JSON.stringify(
        promises.map((p) => ({
          ...p,
          ...{ id: newId(), ticket: ids[p.of % ids.length], due: iso(p.due), ended: iso(p.ended) },
          alerts: p.alertedAt === null ? [] : [{ level: "supervisor", at: at(p.alertedAt), to: "supervisor" }],
        })),
      ),
      ...on,
    ],
  );
}

function byHand({ tickets, promises }: Moment, team: string | null) {
  const ticketOf = (p: Moment["promises"][number]) => tickets[p.of % tickets.length]!;
  const mine = promises.filter((p) => team === null || ticketOf(p).team === team);
  const open = tickets.filter((t) => t.status !== "closed" && (team === null || t.team === team));
  const desks = mine.filter((p) => p.by !== "customer");
  const overdue = (p: Moment["promises"][number]) =>
    (p.state === "owed" && !p.said && p.due < 0) || (p.state === "broken" && p.alertsToCome);
  const owed = (p: Moment["promises"][number]) => p.state === "owed" && !p.said && p.due >= 0 && at(p.due) <= UNTIL;
  const broken = desks.filter((p) => p.state === "broken" && at(p.ended) >= NOW - DAY_MS);
  const loadOf = (of: Moment["tickets"]) => ({
    open: of.length,
    urgent: of.filter(({ priority }) => priority <= "P2").length,
    overdue: desks.filter((p) => of.includes(ticketOf(p)) && overdue(p)).length,
    owed: desks.filter((p) => of.includes(ticketOf(p)) && owed(p)).length,
  });
  const loads = (ids: readonly string[], key: "team" | "owner") =>
    Object.fromEntries(
      ids.map((id) => [id, loadOf(open.filter((ticket) => ticket[key] === id))] as const).filter(([, load]) => load.open > 0),
    );
  return {
    urgent: open.filter(({ priority }) => priority <= "P2").length,
    overdue: desks.filter(overdue).length,
    owed: desks.filter(owed).length,
    silent: broken.filter(({ told }) => !told).length,
    toldBefore: broken.filter(({ told }) => told).length,
    waiting: open.filter(({ status, waitingFor }) => status === "waiting" && waitingFor === "customer").length,
    unseen: desks.filter(({ state, said }) => state === "owed" && said).length,
    alerts: mine.filter(
      (p) =>
        p.alertedAt !== null &&
        at(p.alertedAt) >= NOW - DAY_MS &&
        (["owed", "paused"].includes(p.state) || at(p.ended) >= NOW - 9 * DAY_MS),
    ).length,
    teams: loads(TEAMS, "team"),
    agents: loads(AGENTS, "owner"),
  };
}

const totals = (of: WatchFigures) => ({
  urgent: of.urgent.total,
  overdue: of.overdue.total,
  owed: of.owed.total,
  silent: of.broken.silent,
  toldBefore: of.broken.toldBefore,
  waiting: of.waiting.total,
  unseen: of.unseen.total,
  alerts: of.alerts.supervisor,
  teams: of.teams,
  agents: of.agents,
});

test.each([null, "care"])(`the watch list's figures are those counted by hand, of team %s (seed ${SEED})`, async (team) => {
  const counts = makeDigestCounts(desk.another());
  await fc.assert(
    fc.asyncProperty(aMoment, async (moment) => {
      await write(moment);
      const figures = await counts.watch({ now: NOW, until: UNTIL, team });
      expect(totals(figures)).toEqual(byHand(moment, team));
      const { urgent, owed } = figures;
      expect(urgent.rows.map(({ priority }) => priority)).toEqual(urgent.rows.map(({ priority }) => priority).toSorted());
      expect(owed.rows.map(({ dueAt }) => dueAt)).toEqual(owed.rows.map(({ dueAt }) => dueAt).toSorted((a, b) => a - b));
      for (const list of [urgent, owed, figures.overdue]) expect(list.rows.length).toBe(Math.min(list.total, 20));
    }),
    { seed: SEED, numRuns: RUNS, endOnFailure: true },
  );
});

test("the conversation that waits longest stands first, with its open ticket and who holds it", async () => {
  await desk.query("truncate tickets, commitments, surveys, events cascade");
  await desk.query(`update conversations set unanswered_since = $1`, [iso(-90)]);
  const { unanswered } = await makeDigestCounts(desk.pool).watch({ now: NOW, until: UNTIL, team: null });
  expect(unanswered).toEqual({ total: 1, rows: [{ number: null, since: at(-90), holder: "bot", agent: null }] });
  expect((await makeDigestCounts(desk.pool).watch({ now: NOW, until: UNTIL, team: "tech" })).unanswered.total).toBe(0);
});
