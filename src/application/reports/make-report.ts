import { dateOf, dayPeriod, monthPeriod, periodBefore, weekPeriod, type Period } from "../../domain/digest/period.js";
import type { DayFigures, Measures, Names, ReportFigures } from "../../domain/digest/figures.js";
import type { DayNumber, ZoneClock } from "../../domain/digest/cron.js";
import { DAY_MS } from "../../domain/time.js";
import { CATEGORIES, COMMITMENT_KINDS, FORMS, PRIORITIES, type Priority } from "../../domain/words.js";
import { closed, count, ended, figure, openAtEnd, opened, share, type Scope } from "./drill.js";
import { brokenParts, kept, member, NO_PROMISES, NOTHING, spread, survey, type Both } from "./measures.js";
import type { MemberFigures, ReportPeriod, Reports, ReportView, ReportWish, ReportWorld } from "./ports.js";

const PERIODS: Record<ReportPeriod, (day: DayNumber) => Period> = { day: dayPeriod, week: weekPeriod, month: monthPeriod };

/** The figures of a period beside those of the one before, as the digests count them; each with the list of what is counted. */
export function makeReports(world: ReportWorld): Reports {
  return {
    report: async (wish) => {
      const now = await world.deskNow();
      const { name: zone, clock } = world.zone();
      const day = wish.at === null ? clock.dayOf(now) : Date.parse(`${wish.at}T00:00:00Z`) / DAY_MS;
      const period = PERIODS[wish.period](day);
      const earlier = periodBefore(period);
      const [before, from, to] = [earlier.firstDay, period.firstDay, period.endDay].map((each) => clock.instantOf(each, 0)) as [
        number,
        number,
        number,
      ];
      const { team, agent } = wish;
      const counted = await world.counts.report({ before, from, to, team, agent, zone });
      const iso = (at: number): string => new Date(at).toISOString();
      return {
        ...{ period: wish.period, key: period.key, from: iso(from), to: iso(to) },
        before: { key: earlier.key, from: iso(before), to: iso(from) },
        ...{ zone, at: iso(now), team, agent },
        ...figuresOf(counted, { from, to, team, agent }, await world.names(wish.locale)),
        series: seriesOf(counted.days, { period, clock, wish }),
      };
    },
  };
}

type Counted = Both<ReportFigures>;
type Figures = Pick<ReportView, "demands" | "firstResponse" | "handling" | "promises" | "survey" | "teams" | "agents">;

function figuresOf(of: Counted, scope: Scope, names: Names): Figures {
  const whole = <K extends keyof Measures>(key: K): Both<Measures[K]> => ({
    now: of.now.whole[key],
    before: of.before.whole[key],
  });
  const [demands, done] = [whole("demands"), whole("closed")];
  const firstResponse = { now: demands.now.firstResponse, before: demands.before.firstResponse };
  const handling = { now: done.now.handling, before: done.before.handling };
  const promises = whole("promises");
  return {
    demands: demandsOf(of, scope),
    firstResponse: {
      ...spread(firstResponse, opened(scope, { answered: true })),
      keptRate: kept(ofKind(of, "first_response"), scope, { kind: "first_response" }).keptRate,
    },
    handling: spread(handling, closed(scope)),
    promises: {
      ...kept(promises, scope),
      ...brokenParts(promises, scope),
      byKind: byKind(of, scope),
      byPriority: sla(of, scope),
    },
    survey: survey(whole("marks"), scope),
    teams: members(of, "teams", (id) => ({ name: names.team(id), scope: { ...scope, team: id } })),
    agents: members(of, "agents", (id) => ({ name: names.agent(id), scope: { ...scope, agent: id } })),
  };
}

function demandsOf({ now, before }: Counted, scope: Scope): ReportView["demands"] {
  const sum = (of: ReportFigures, holds: (kind: ReportFigures["kinds"][number]) => boolean): number =>
    of.kinds.filter(holds).reduce((all, { n }) => all + n, 0);
  const of = (holds: (kind: ReportFigures["kinds"][number]) => boolean, tickets: string) =>
    figure(count(sum(now, holds)), count(sum(before, holds)), tickets);
  const ofPriority = (figures: ReportFigures, wanted: Priority) =>
    count(figures.priorities.find(({ priority }) => priority === wanted)?.n ?? 0);
  const counted = opened(scope, { status: "open,waiting,resolved,closed" });
  return {
    opened: of(() => true, opened(scope)),
    closed: figure(count(now.whole.closed.handling.n), count(before.whole.closed.handling.n), closed(scope)),
    resolutionRate: figure(resolution(now), resolution(before), counted),
    reopened: figure(count(now.whole.closed.reopened), count(before.whole.closed.reopened), closed(scope, { reopened: true })),
    backlog: figure(count(now.backlog), count(before.backlog), openAtEnd(scope)),
    byCategory: [...CATEGORIES, null].map((category) => ({
      category,
      ...of((kind) => kind.category === category, opened(scope, { category: category ?? "none" })),
    })),
    byForm: FORMS.map((form) => ({ form, ...of((kind) => kind.form === form, opened(scope, { form })) })),
    byPriority: PRIORITIES.map((priority) => ({
      priority,
      ...figure(ofPriority(now, priority), ofPriority(before, priority), opened(scope, { priority })),
    })),
  };
}

const resolution = ({ whole: { demands } }: ReportFigures) => share(demands.resolved, demands.counted);

const ofKind = ({ now, before }: Counted, wanted: string) => {
  const find = (of: ReportFigures) => of.promiseKinds.find(({ kind }) => kind === wanted) ?? NO_PROMISES;
  return { now: find(now), before: find(before) };
};

const byKind = (of: Counted, scope: Scope): ReportView["promises"]["byKind"] =>
  COMMITMENT_KINDS.flatMap((kind) => {
    const both = ofKind(of, kind);
    if (both.now === NO_PROMISES && both.before === NO_PROMISES) return [];
    const { told, heldByBot } = brokenParts(both, scope, { kind });
    return { kind, ...kept(both, scope, { kind }), told, heldByBot };
  });

const SLA = "first_response,plan,investigation,solution";

function sla({ now, before }: Counted, scope: Scope): ReportView["promises"]["byPriority"] {
  const find = (of: ReportFigures, wanted: Priority) =>
    of.sla.find(({ priority }) => priority === wanted) ?? { met: 0, broken: 0 };
  return PRIORITIES.map((priority) => ({
    priority,
    ...kept({ now: find(now, priority), before: find(before, priority) }, scope, { kind: SLA, priority }),
  }));
}

type Who = (id: string) => { name: string; scope: Scope };

const members = ({ now, before }: Counted, by: "teams" | "agents", who: Who): MemberFigures[] =>
  Object.entries(now[by]).map(([id, measures]) => {
    const { name, scope } = who(id);
    return member({ id, name }, { now: measures, before: before[by][id] ?? NOTHING }, scope);
  });

function seriesOf(
  days: readonly DayFigures[],
  { period, clock, wish }: { period: Period; clock: ZoneClock; wish: ReportWish },
): ReportView["series"] {
  return Array.from({ length: period.endDay - period.firstDay }, (_, n) => {
    const number = period.firstDay + n;
    const day = dateOf(number);
    const scope = { ...wish, from: clock.instantOf(number, 0), to: clock.instantOf(number + 1, 0) };
    const { opened: born = 0, resolved = 0, kept: met = 0, broken = 0 } = days.find((each) => each.day === day) ?? {};
    return {
      day,
      opened: { value: born, tickets: opened(scope) },
      resolved: { value: resolved, tickets: closed(scope) },
      kept: { value: met, tickets: ended(scope, { state: "met" }) },
      broken: { value: broken, tickets: ended(scope, { state: "broken" }) },
    };
  });
}
