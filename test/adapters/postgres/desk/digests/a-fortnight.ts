import fc from "fast-check";
import { v7 as newId } from "uuid";
import { DIMENSIONS, type Measures, type Spans, type WeeklyFigures } from "../../../../../src/domain/digest/figures.js";
import { DAY_MS, MINUTE_MS } from "../../../../../src/domain/time.js";
import { CATEGORIES, FORMS, PRIORITIES, type Priority } from "../../../../../src/domain/words.js";
import { anAffair } from "../an-affair.js";
import type { Desk } from "../a-database.js";

// Two weeks of a desk, made up, and the week's figures counted by hand: as plainly as can be, beside the SQL.

export const FROM = Date.parse("2026-11-15T16:00:00Z"); // Monday in Shanghai
export const TO = FROM + 7 * DAY_MS;
export const BEFORE = FROM - 7 * DAY_MS;
const MINUTES = 14 * 24 * 60;
export const TEAMS = ["care", "tech"] as const;
export const AGENTS = [newId(), newId(), newId()] as const;

const minute = fc.integer({ min: -60, max: MINUTES + 60 });
const after = fc.option(fc.integer({ min: 0, max: 3_000 }), { nil: null });
const aTicket = fc.record({
  created: minute,
  team: fc.constantFrom(...TEAMS),
  owner: fc.constantFrom(...AGENTS),
  category: fc.option(fc.constantFrom(...CATEGORIES), { nil: null }),
  form: fc.constantFrom(...FORMS),
  priority: fc.constantFrom(...PRIORITIES),
  status: fc.constantFrom("open", "waiting", "resolved", "closed", "cancelled", "merged"),
  took: fc.integer({ min: 1, max: 5_000 }),
  reopened: fc.integer({ min: 0, max: 2 }),
  keywords: fc.subarray(["电机", "发票", "退货", "故障"]),
  said: after,
  late: after,
});
const aPromise = fc.record({
  of: fc.nat(),
  kind: fc.constantFrom("first_response", "plan", "solution", "progress_update", "call"),
  state: fc.constantFrom("met", "broken", "dropped", "owed"),
  ended: minute,
  told: fc.boolean(),
  held: fc.boolean(),
  again: fc.boolean(),
  by: fc.constantFrom(...AGENTS, "bot", "customer"),
});
const aSurvey = fc.record({
  of: fc.nat(),
  by: fc.constantFrom(...AGENTS),
  asked: minute,
  full: fc.boolean(),
  state: fc.constantFrom("asked", "answered", "expired", "dropped"),
  scores: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 4, maxLength: 4 }),
});
export const aFortnight = fc.record({
  tickets: fc.array(aTicket, { minLength: 1, maxLength: 60 }),
  promises: fc.array(aPromise, { maxLength: 80 }),
  surveys: fc.array(aSurvey, { maxLength: 40 }),
});
export type Fortnight = typeof aFortnight extends fc.Arbitrary<infer T> ? T : never;

const at = (minutes: number): number => BEFORE + minutes * MINUTE_MS;
const iso = (minutes: number): string => new Date(at(minutes)).toISOString();
const ended = (status: string): boolean => ["closed", "cancelled", "merged"].includes(status);
const ofTicket = <T extends { of: number }>({ tickets }: Fortnight, row: T) => tickets[row.of % tickets.length]!;

/** The people and one conversation that everything hangs on. */
export async function aStage(desk: Desk, agentId: string) {
  await desk.query(`insert into teams (id, name) values ('tech', '{"zh-CN":"技术","en":"Tech"}')`);
  for (const [n, id] of AGENTS.entries())
    await desk.query(`insert into agents (id, name, role, team_id) values ($1, $2, 'agent', 'care')`, [id, `Agent ${n}`]);
  const { conversation, customer } = await anAffair({ desk, agentId });
  return { conversationId: conversation.id, customerId: customer.id };
}

/** Puts the fortnight into the tables, in place of what was there. */
export async function write(desk: Desk, fortnight: Fortnight, on: { conversationId: string; customerId: string }) {
  await desk.query("truncate tickets, commitments, surveys, events cascade");
  const ids = fortnight.tickets.map(() => newId());
  const idOf = (row: { of: number }): string => ids[row.of % ids.length]!;
  const insert = async (text: string, rows: object[]) =>
    rows.length > 0 && desk.query(text, [JSON.stringify(rows), on.conversationId, on.customerId]);
  await insert(
    `insert into tickets (id, number, conversation_id, customer_id, category, form, urgency, importance, priority, rank, outage, owner_id,
      team_id, status, reason, text, keywords, classification, detail, created_at, closed_at, reopened, policy_version)
     select id, number, $2, $3, category, form, 'low', 'low', priority, 0, false, owner, team, status, 'accepted', 'masked',
       array(select jsonb_array_elements_text(keywords)), '{}', '', created, closed, reopened, 'p1'
     from jsonb_to_recordset($1) as t(id uuid, number int, category text, form text, priority text, owner uuid, team text, status text,
       keywords jsonb, created timestamptz, closed timestamptz, reopened int)`,
    fortnight.tickets.map((t, n) => ({
      ...{ id: ids[n], number: n + 1, category: t.category, form: t.form, priority: t.priority, owner: t.owner, team: t.team },
      ...{ status: t.status, keywords: t.keywords, created: iso(t.created), reopened: t.reopened },
      closed: ended(t.status) ? iso(t.created + t.took) : null,
    })),
  );
  const said = fortnight.tickets.flatMap((t, n) =>
    t.said === null ? [] : [{ id: newId(), ticket: ids[n], said: iso(t.created + t.said) }],
  );
  // Said and not seen: no promise of the period has ended by it.
  await insert(
    `insert into commitments (id, conversation_id, customer_id, ticket_id, kind, state, owed_to, owed_by, started_at, due_at, clock, why,
      said_at, policy_version) select id, $2, $3, ticket, 'first_response', 'owed', 'customer', 'bot', said, said, 'always', 'w', said, 'p1'
     from jsonb_to_recordset($1) as c(id uuid, ticket uuid, said timestamptz)`,
    said,
  );
  await insert(
    `insert into events (id, conversation_id, ticket_id, type, v, at, by, policy_version, data)
     select id, $2, ticket, 'answered_late', 1, at, 'bot', 'p1', '{"kind":"first_response"}'
     from jsonb_to_recordset($1) as e(id uuid, ticket uuid, at timestamptz) where $3::uuid is not null`,
    fortnight.tickets.flatMap((t, n) => (t.late === null ? [] : [{ id: newId(), ticket: ids[n], at: iso(t.created + t.late) }])),
  );
  await insert(
    `insert into commitments (id, conversation_id, customer_id, ticket_id, kind, state, owed_to, owed_by, started_at, due_at, clock, why,
      told_before, held_by_bot, by_reprioritising, ended_at, policy_version)
     select id, $2, $3, ticket, kind, state, 'customer', by, ended, ended, 'always', 'w', told, held, again,
       case when state <> 'owed' then ended end, 'p1'
     from jsonb_to_recordset($1) as c(id uuid, ticket uuid, kind text, state text, by text, ended timestamptz, told boolean, held boolean,
       again boolean)`,
    fortnight.promises.map((p) => ({ ...p, id: newId(), ticket: idOf(p), ended: iso(p.ended) })),
  );
  await insert(
    `insert into surveys (id, ticket_id, conversation_id, customer_id, assignee, kind, state, asked_at, expires_at, scores, sealed)
     select id, ticket, $2, $3, by, kind, state, asked, asked + interval '7 days',
       case when scores is not null then array(select jsonb_array_elements_text(scores)::smallint) end, ''
     from jsonb_to_recordset($1) as s(id uuid, ticket uuid, by uuid, kind text, state text, asked timestamptz, scores jsonb)`,
    fortnight.surveys.map(({ full, scores, ...s }) => ({
      ...{ id: newId(), ticket: idOf(s), by: s.by, state: s.state, asked: iso(s.asked), kind: full ? "full" : "short" },
      scores: s.state !== "answered" ? null : full ? scores : scores.slice(3),
    })),
  );
}

const inPeriod = (minutes: number, from = FROM, to = TO): boolean => at(minutes) >= from && at(minutes) < to;

function spans(ms: number[]): Spans {
  const sorted = ms.toSorted((a, b) => a - b);
  const quantile = (q: number): number => {
    const place = (sorted.length - 1) * q;
    const low = sorted[Math.floor(place)]!;
    return low + (sorted[Math.ceil(place)]! - low) * (place % 1);
  };
  if (ms.length === 0) return { n: 0, meanMs: null, medianMs: null, p90Ms: null };
  return { n: ms.length, meanMs: ms.reduce((a, b) => a + b) / ms.length, medianMs: quantile(0.5), p90Ms: quantile(0.9) };
}

const count = <T>(rows: T[], holds: (row: T) => boolean): number => rows.filter(holds).length;

interface Mine {
  ticket?: (t: Fortnight["tickets"][number]) => boolean;
  promise?: (p: Fortnight["promises"][number]) => boolean;
  survey?: (s: Fortnight["surveys"][number]) => boolean;
}

function measures(all: Fortnight, { ticket = () => true, promise = () => true, survey = () => true }: Mine): Measures {
  const tickets = all.tickets.filter(ticket);
  const born = tickets.filter((t) => inPeriod(t.created));
  const closed = tickets.filter((t) => t.status === "closed" && inPeriod(t.created + t.took));
  const promises = all.promises
    .filter(promise)
    .filter((p) => ["met", "broken"].includes(p.state) && p.by !== "customer" && inPeriod(p.ended));
  const broken = promises.filter((p) => p.state === "broken");
  const asked = all.surveys.filter(survey).filter((s) => s.state !== "dropped" && inPeriod(s.asked));
  const answered = asked.filter((s) => s.state === "answered");
  const marks = (place: number) => {
    const given = answered.filter(({ full }) => full || place === 3).map(({ scores }) => scores[place]!);
    const mean = given.length === 0 ? null : given.reduce((a, b) => a + b) / given.length;
    return { n: given.length, satisfied: count(given, (mark) => mark >= 4), mean };
  };
  return {
    demands: {
      demands: born.length,
      counted: count(born, (t) => t.status !== "cancelled" && t.status !== "merged"),
      resolved: count(born, (t) => t.status === "resolved" || t.status === "closed"),
      firstResponse: spans(
        born
          .filter((t) => t.said !== null || t.late !== null)
          .map((t) => Math.min(t.said ?? Infinity, t.late ?? Infinity) * MINUTE_MS),
      ),
    },
    closed: { handling: spans(closed.map((t) => t.took * MINUTE_MS)), reopened: count(closed, (t) => t.reopened > 0) },
    promises: {
      met: promises.length - broken.length,
      broken: broken.length,
      toldBefore: count(broken, (p) => p.told),
      heldByBot: count(broken, (p) => p.held),
      byReprioritising: count(broken, (p) => p.again),
    },
    marks: {
      asked: asked.length,
      answered: answered.length,
      dimensions: Object.fromEntries(DIMENSIONS.map((d, place) => [d, marks(place)])) as Measures["marks"]["dimensions"],
    },
  };
}

const isNothing = ({ demands, closed, promises, marks }: Measures): boolean =>
  demands.demands + closed.handling.n + promises.met + promises.broken + marks.asked === 0;
const present = (of: Record<string, Measures>) => Object.fromEntries(Object.entries(of).filter(([, m]) => !isNothing(m)));

/** The week's figures of all, or of one team. */
export function byHand(given: Fortnight, team: string | null): WeeklyFigures {
  const teamOf = (row: { of: number }): string => ofTicket(given, row).team;
  const all: Fortnight = { ...given };
  const mine = (t: string | null): Mine =>
    t === null ? {} : { ticket: (x) => x.team === t, promise: (x) => teamOf(x) === t, survey: (x) => teamOf(x) === t };
  const of = mine(team);
  const and =
    <T>(a: ((row: T) => boolean) | undefined, b: (row: T) => boolean) =>
    (row: T) =>
      (a?.(row) ?? true) && b(row);
  const inTeam = (row: Fortnight["tickets"][number]) => team === null || row.team === team;
  const born = all.tickets.filter(inTeam).filter((t) => inPeriod(t.created));
  const kinds = new Map<string, WeeklyFigures["kinds"][number]>();
  for (const { category, form } of born) {
    const kind = kinds.get(`${category}/${form}`) ?? { category, form, n: 0 };
    kinds.set(`${category}/${form}`, { ...kind, n: kind.n + 1 });
  }
  const clocks = all.promises
    .filter((p) => of.promise?.(p) ?? true)
    .filter((p) => ["met", "broken"].includes(p.state) && p.by !== "customer" && inPeriod(p.ended))
    .filter((p) => ["first_response", "plan", "solution"].includes(p.kind));
  const slaOf = (priority: Priority) => clocks.filter((p) => ofTicket(given, p).priority === priority);
  const words = ["电机", "发票", "退货", "故障"].map((word) => ({ word, n: count(born, (t) => t.keywords.includes(word)) }));
  return {
    whole: measures(all, of),
    before: {
      demands: count(all.tickets.filter(inTeam), (t) => inPeriod(t.created, BEFORE, FROM)),
      closed: count(all.tickets.filter(inTeam), (t) => t.status === "closed" && inPeriod(t.created + t.took, BEFORE, FROM)),
    },
    kinds: [...kinds.values()],
    sla: PRIORITIES.map((priority) => ({
      priority,
      met: count(slaOf(priority), (p) => p.state === "met"),
      broken: count(slaOf(priority), (p) => p.state === "broken"),
    })).filter(({ met, broken }) => met + broken > 0),
    teams: present(Object.fromEntries(TEAMS.filter((t) => team === null || t === team).map((t) => [t, measures(all, mine(t))]))),
    agents: present(
      Object.fromEntries(
        AGENTS.map((id) => [
          id,
          measures(all, {
            ticket: and(of.ticket, (t) => t.owner === id),
            promise: and(of.promise, (p) => p.by === id),
            survey: and(of.survey, (s) => s.by === id),
          }),
        ]),
      ),
    ),
    keywords: words.filter(({ n }) => n >= 3),
  };
}
