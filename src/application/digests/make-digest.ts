import { chartsOf, documentOf, type Counted, type DigestFigures } from "../../domain/digest/digest.js";
import { dayPeriod, weekBefore, weekPeriod, type Period } from "../../domain/digest/period.js";
import type { Instant } from "../../domain/time.js";
import { LOCALES } from "../../domain/words.js";
import type { DigestPlan, DigestWorld, MadeDigest } from "./ports.js";

/** Made this long after its due it says so: a ring comes every minute, and a minute's delay is none. */
export const LATE_AFTER_MS = 5 * 60_000;

/** The period that a ring is for: its local day, or the ISO week that ended before it. */
export function periodOf(plan: DigestPlan, at: Instant, world: Pick<DigestWorld, "zone">): Period {
  const day = world.zone(plan.zone).clock.dayOf(at);
  return plan.figures === "watch" ? dayPeriod(day) : weekBefore(weekPeriod(day));
}

/** Counts a digest and says it in every language; `lateSince`: when it should have been. */
export async function makeDigest(
  plan: DigestPlan,
  of: { period: Period; now: Instant; lateSince: Instant | null },
  world: DigestWorld,
): Promise<MadeDigest> {
  const counted: Counted = {
    name: plan.name,
    counted: await count(plan, of, world),
    period: of.period,
    zone: world.zone(plan.zone).name,
    team: plan.team,
    cutOff: of.now,
    lateSince: of.lateSince,
    company: world.company(),
    deskUrl: world.deskUrl,
  };
  const documents = {} as MadeDigest["documents"];
  const charts = {} as NonNullable<MadeDigest["charts"]>;
  for (const locale of LOCALES) {
    const names = await world.names(locale);
    documents[locale] = documentOf(counted, locale, names);
    charts[locale] = chartsOf(counted, locale, names);
  }
  return {
    name: plan.name,
    period: of.period.key,
    team: plan.team,
    cutOff: new Date(of.now).toISOString(),
    late: of.lateSince !== null,
    figures: counted.counted.figures,
    documents,
    charts,
  };
}

async function count(plan: DigestPlan, of: { period: Period; now: Instant }, world: DigestWorld): Promise<DigestFigures> {
  const { team } = plan;
  if (plan.figures === "watch") {
    const until = world.nextWorkingDayEnd(of.now);
    return { of: "watch", figures: await world.counts.watch({ now: of.now, until, team }) };
  }
  const { clock } = world.zone(plan.zone);
  const { firstDay, endDay } = of.period;
  const [before, from, to] = [weekBefore(of.period).firstDay, firstDay, endDay].map((day) => clock.instantOf(day, 0));
  return { of: "weekly", figures: await world.counts.weekly({ before: before!, from: from!, to: to!, team }) };
}
