import { v7 as newId } from "uuid";
import { makeZone, zoneName } from "./adapters/calendar/zone.js";
import { makeRobots, renderPosts } from "./adapters/channels/robots/robots.js";
import { makeAlertPosts } from "./adapters/postgres/desk/alerts/posts.js";
import { makeDigestCounts } from "./adapters/postgres/desk/digests/figures.js";
import { makeDigestStore } from "./adapters/postgres/desk/digests/store.js";
import { makePeopleQueries } from "./adapters/postgres/desk/queries/people.js";
import { makeClaimRun } from "./adapters/postgres/desk/upkeep.js";
import type { Pool } from "./adapters/postgres/pool.js";
import { makeSchedule } from "./adapters/schedule/schedule.js";
import { makePostAlerts } from "./application/alerts/post-alerts.js";
import { makeTicker } from "./application/deliveries/ticker.js";
import type { ChartPosting } from "./application/digests/charts.js";
import { targetsOf, type DigestPlans, type DigestWorld } from "./application/digests/ports.js";
import { makePostDue } from "./application/digests/post-due.js";
import type { DeskClock } from "./application/desk-ports.js";
import type { Hours, Vault } from "./application/ports.js";
import { ConfigError, environmentNamed } from "./config.js";
import type { LiveContent } from "./content.js";
import type { Policy } from "./domain/policy.js";
import { DAY_MS, SECOND_MS } from "./domain/time.js";
import type { Locale } from "./domain/words.js";
import type { Messenger } from "./application/deliveries/messenger.js";

export interface DigestsDeps {
  pool: Pool;
  vault: Vault;
  live: LiveContent;
  clock: Pick<DeskClock, "now">;
  publicUrl: string | null;
  charts: ChartPosting;
  /** Something was enqueued. */
  ring: () => void;
  failed: (error: unknown) => void;
}

/** The group robots that digests are posted to. Throws where one has no address. */
export function digestRobots(live: Pick<LiveContent, "channels">): Messenger[] {
  refuseRobotsWithoutAddress(live.channels());
  return makeRobots({ plans: () => live.channels().robots, named: environmentNamed, now: Date.now });
}

/** A group hears of an alert within this. */
const ALERTS_EVERY_MS = 5 * SECOND_MS;

/** Digests are rung every minute on every instance; rows decide what is due. What goes to group robots leaves by the outbox. */
export function makeDigests({ pool, vault, live, clock, publicUrl, charts, ring, failed }: DigestsDeps) {
  const world = makeDigestWorld({ pool, publicUrl, plans: live.channels, content: live.content });
  const postAlerts = makePostAlerts({
    posts: makeAlertPosts({ pool, vault }),
    targets: () => targetsOf(live.channels()).filter(({ id }) => live.channels().alerts.to.includes(id)),
    world,
    render: renderPosts,
    newId,
    ring,
  });
  const alerts = makeTicker({ everyMs: () => ALERTS_EVERY_MS, run: postAlerts, failed });
  const postDue = makePostDue({
    world,
    store: makeDigestStore({ pool, vault }),
    deskNow: clock.now,
    render: renderPosts,
    charts,
    newId,
    ring,
    failed,
  });
  const schedule = makeSchedule({ claimRun: makeClaimRun(pool), failed });
  let catchUp: Promise<unknown> = Promise.resolve();
  return {
    /** Makes up at once what fell due while nothing ran. */
    start: (): void => {
      schedule.every({ name: "digests", expression: "* * * * *", zone: "UTC" }, async () => void (await postDue()));
      catchUp = postDue().catch(failed);
      alerts.start();
    },
    stop: async (): Promise<void> => {
      await alerts.stop();
      await schedule.stop();
      await catchUp;
    },
  };
}

interface WorldDeps {
  pool: Pool;
  publicUrl: string | null;
  plans: () => DigestPlans;
  content: () => { policy: Pick<Policy, "company">; hours: Hours };
}

/** What digests are made of, for the desk as for the command. */
export function makeDigestWorld({ pool, publicUrl, plans, content }: WorldDeps): DigestWorld {
  const people = makePeopleQueries(pool);
  const zone: DigestWorld["zone"] = (wanted) => {
    const name = zoneName(wanted ?? content().hours.zone) ?? "UTC";
    return { name, clock: makeZone(name) };
  };
  return {
    plans,
    counts: makeDigestCounts(pool),
    names: async (locale) => namesOf(await people.teams(), await people.agents({}), locale),
    zone,
    nextWorkingDayEnd: (now) => {
      const { clock } = zone(null);
      const days = content().hours.workingDays(now, now + WORKING_DAY_WITHIN_MS);
      const next = days.find((day) => clock.dayOf(day[0]!.from) > clock.dayOf(now));
      return next?.at(-1)?.to ?? now + DAY_MS;
    },
    company: () => content().policy.company,
    deskUrl: publicUrl === null ? null : `${publicUrl.replace(/\/+$/, "")}/desk/reports`,
  };
}

/** Longer than any holiday. */
const WORKING_DAY_WITHIN_MS = 30 * DAY_MS;

function namesOf(teams: { id: string; name: Record<Locale, string> }[], agents: { id: string; name: string }[], locale: Locale) {
  const teamNames = new Map(teams.map(({ id, name }) => [id, name[locale]]));
  const agentNames = new Map(agents.map(({ id, name }) => [id, name]));
  return { team: (id: string) => teamNames.get(id) ?? id, agent: (id: string) => agentNames.get(id) ?? "—" };
}

/** At start only: a robot that is published later without its address has its posts parked, with the name that is missing. */
function refuseRobotsWithoutAddress({ robots }: DigestPlans): void {
  const faults = robots.flatMap(({ id, address, secret }) => [
    ...(isHttps(environmentNamed(address))
      ? []
      : [`${address} holds no https address: config/channels.yaml names it for the robot "${id}"`]),
    ...(secret === null || environmentNamed(secret) !== null
      ? []
      : [`${secret} is not set: config/channels.yaml names it as the secret of the robot "${id}"`]),
  ]);
  if (faults.length > 0) throw new ConfigError(faults.map((fault) => `- ${fault}`).join("\n"));
}

const isHttps = (address: string | null): boolean =>
  address !== null && URL.canParse(address) && new URL(address).protocol === "https:";
