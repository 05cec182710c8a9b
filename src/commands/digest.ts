import { plainText } from "../adapters/channels/robots/plain-text.js";
import { makeVault } from "../adapters/crypto/vault.js";
import { makeClock } from "../adapters/postgres/desk/clock.js";
import { makeDigestStore } from "../adapters/postgres/desk/digests/store.js";
import { makeDigest, periodOf } from "../application/digests/make-digest.js";
import type { DigestPlan, DigestWorld, MadeDigest } from "../application/digests/ports.js";
import { hoursOf, readFiles } from "../content.js";
import { StartRefused } from "../database.js";
import { makeDigestWorld } from "../digests.js";
import { parsePeriod, type Period } from "../domain/digest/period.js";
import type { Instant } from "../domain/time.js";
import { withDatabase, type Around } from "./around.js";

/** A digest as it would be posted now, or as it was posted for an earlier period. Nothing is sent. */
export async function digest(around: Around, wish: { name: string; period?: string; json: boolean }): Promise<void> {
  const { policy, channels, calendar } = await readFiles(around.config);
  const plan = channels.digests.find(({ name }) => name === wish.name);
  if (!plan) {
    const names = channels.digests.map(({ name }) => name).join(", ") || "none";
    throw new StartRefused(`There is no digest "${wish.name}" in config/channels.yaml: there are ${names}.`);
  }
  const content = { policy, hours: hoursOf(calendar) };
  const made = await withDatabase(around, async ({ pool, dataKey, clock: mode }) => {
    const { publicUrl } = around.config;
    const world = makeDigestWorld({ pool, publicUrl, plans: () => channels, content: () => content });
    const now = await makeClock(pool, { mode, untilQuiet: () => Promise.resolve() }).now();
    const period = wish.period === undefined ? periodOf(plan, now, world) : givenPeriod(plan, wish.period, { now, world });
    const isNow = period.key === periodOf(plan, now, world).key;
    const posted = isNow ? null : await makeDigestStore({ pool, vault: makeVault(dataKey) }).posted(plan.name, period.key);
    if (!posted && !isNow && plan.figures === "watch")
      throw new StartRefused(`No watch list was posted on ${period.key}, and it cannot be made later: it says what is owed now.`);
    return posted ?? makeDigest(plan, { period, now, lateSince: null }, world);
  });
  around.out(wish.json ? jsonOf(made, policy.defaultLocale) : plainText(made.documents[policy.defaultLocale]));
}

const jsonOf = ({ documents, ...made }: MadeDigest, locale: keyof MadeDigest["documents"]): string =>
  JSON.stringify({ ...made, document: documents[locale] }, null, 2);

function givenPeriod(plan: DigestPlan, text: string, { now, world }: { now: Instant; world: DigestWorld }): Period {
  const period = parsePeriod(text);
  const kind = plan.figures === "watch" ? "day" : "week";
  const example = periodOf(plan, now, world).key;
  if (period?.kind !== kind) throw new StartRefused(`"${text}" is no ${kind}: write it as ${example}.`);
  if (period.firstDay > world.zone(plan.zone).clock.dayOf(now)) throw new StartRefused(`${text} has not begun yet.`);
  return period;
}
