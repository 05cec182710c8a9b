import { ringsBetween } from "../../domain/digest/cron.js";
import type { Instant } from "../../domain/time.js";
import type { NewDelivery } from "../deliveries/outbox.js";
import type { ChartPosting, PostedChart } from "./charts.js";
import { LATE_AFTER_MS, makeDigest, periodOf } from "./make-digest.js";
import {
  DESK_CHANNEL,
  PICTURE_FORMATS,
  type DigestPlan,
  type DigestPlans,
  type DigestPost,
  type DigestStore,
  type DigestWorld,
  type MadeDigest,
  type PostTarget,
  type RenderPosts,
  targetsOf,
} from "./ports.js";

/** Weeks made up after down-time; of the daily list only the last, since it says what is now. */
const WEEKS_MADE_UP_MOST = 4;
/** The period of the row from which a digest is owed. */
const BEGIN = "begin";

export interface PostDueDeps {
  world: DigestWorld;
  store: DigestStore;
  deskNow: () => Promise<Instant>;
  render: RenderPosts;
  /** Absent: digests go as text alone. */
  charts?: ChartPosting;
  newId: () => string;
  /** Something was enqueued. */
  ring: () => void;
  failed: (error: unknown) => void;
}

/**
 * Posts what is due and not posted yet, on whichever instance is rung: after down-time too, marked late. Rows decide, in UTC: a clock
 * that jumps, a change of summer time or a second ring posts nothing twice. Answers how many posts there were.
 */
export function makePostDue(deps: PostDueDeps): () => Promise<number> {
  return async () => {
    const plans = deps.world.plans();
    const now = await deps.deskNow();
    const since = await deps.store.since(plans.digests.map(({ name }) => name));
    let posted = 0;
    for (const plan of plans.digests) {
      // One whose figures cannot be counted holds up no other, and is tried again at the next ring.
      posted += await postPlan(plan, { plans, now, since }, deps).catch((error: unknown) => {
        deps.failed(error);
        return 0;
      });
    }
    if (posted > 0) deps.ring();
    return posted;
  };
}

interface At {
  plans: DigestPlans;
  now: Instant;
  since: Awaited<ReturnType<DigestStore["since"]>>;
}

async function postPlan(plan: DigestPlan, { plans, now, since }: At, deps: PostDueDeps): Promise<number> {
  const sinceOf = (channel: string): Instant | undefined =>
    since.find((row) => row.digest === plan.name && row.channel === channel)?.since;
  const unknown = plan.to.filter((channel) => sinceOf(channel) === undefined);
  // A digest is owed from the moment it is first seen, so that a new desk posts none of the past.
  if (unknown.length > 0) await deps.store.post(unknown.map((channel) => begun(plan, channel, now)));
  const known = plan.to.filter((channel) => !unknown.includes(channel));
  const earliest = Math.min(...known.map((channel) => sinceOf(channel)!));
  const most = plan.figures === "weekly" ? WEEKS_MADE_UP_MOST : 1;
  const { clock } = deps.world.zone(plan.zone);
  let posted = 0;
  for (const dueAt of known.length === 0 ? [] : ringsBetween(plan.cron, clock, { after: earliest, upTo: now, most }).reverse()) {
    const to = known.filter((channel) => sinceOf(channel)! < dueAt);
    if (to.length === 0) continue;
    const lateSince = now - dueAt > LATE_AFTER_MS ? dueAt : null;
    const period = periodOf(plan, dueAt, deps.world);
    // All channels of a period show the same figures, whenever each of them gets there.
    const made =
      (await deps.store.posted(plan.name, period.key)) ?? (await makeDigest(plan, { period, now, lateSince }, deps.world));
    const posts = await Promise.all(to.map((channel) => postOf(made, { channel, dueAt, now }, { plans, deps })));
    posted += (await deps.store.post(posts)).length;
  }
  return posted;
}

const begun = (plan: DigestPlan, channel: string, now: Instant): DigestPost => ({
  digest: plan.name,
  period: BEGIN,
  channel,
  team: plan.team,
  dueAt: now,
  madeAt: now,
  late: false,
  document: null,
  deliveries: [],
});

async function postOf(
  made: MadeDigest,
  { channel, dueAt, now }: { channel: string; dueAt: Instant; now: Instant },
  { plans, deps }: { plans: DigestPlans; deps: PostDueDeps },
): Promise<DigestPost> {
  const { name: digest, period, team, late } = made;
  const target = channel === DESK_CHANNEL ? undefined : targetsOf(plans).find(({ id }) => id === channel);
  const deliveries = target ? await deliveriesTo(target, made, deps) : [];
  return { digest, period, channel, team, dueAt, madeAt: now, late, document: made, deliveries };
}

async function deliveriesTo(target: PostTarget, made: MadeDigest, deps: PostDueDeps): Promise<NewDelivery[]> {
  const charts = await chartsFor(target, made, deps).catch((error: unknown) => {
    // The figures go out all the same.
    deps.failed(error);
    return [];
  });
  const { channel, bodies } = deps.render(target.format, made.documents[target.locale], charts);
  return bodies.map((payload) => ({
    id: deps.newId(),
    channel,
    address: target.place,
    kind: "digest",
    payload,
    messageId: null,
  }));
}

async function chartsFor({ format, locale }: PostTarget, made: MadeDigest, { charts }: PostDueDeps): Promise<PostedChart[]> {
  const specs = made.charts?.[locale] ?? [];
  if (!charts || specs.length === 0 || !(await charts.drawer.ready())) return [];
  const { drawer, linkTo } = charts;
  const drawn: PostedChart[] = [];
  for (const [index, spec] of specs.entries()) {
    const place = { digest: made.name, period: made.period, locale, n: index + 1 };
    const png = PICTURE_FORMATS.includes(format) ? await drawer.png(spec, { locale, theme: "light" }) : null;
    drawn.push({ title: spec.title, url: linkTo?.(place) ?? null, png });
  }
  return drawn;
}
