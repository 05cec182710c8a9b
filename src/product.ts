import { join } from "node:path";
import type { Logger } from "pino";
import type { ChannelAdapter } from "./adapters/channels/channel.js";
import { deriveKey, makeTokenHash } from "./adapters/crypto/keys.js";
import { makeFileLinks } from "./adapters/files/links.js";
import { cleanFileName } from "./adapters/files/name.js";
import { makeSniffer } from "./adapters/files/sniff.js";
import type { Ports } from "./adapters/http/api/desk.js";
import { serverRoutes } from "./adapters/http/api/server-routes.js";
import { makeCallerAddress } from "./adapters/http/caller-address.js";
import { makeHttp } from "./adapters/http/server.js";
import { makeFiles } from "./adapters/postgres/desk/files.js";
import { makeRoster, seedPeopleOf } from "./adapters/postgres/desk/people.js";
import { makeQueries, makeWritten } from "./adapters/postgres/desk/queries/queries.js";
import { makeResumes } from "./adapters/postgres/desk/resumes.js";
import { makeClaimRun, makeUpkeep } from "./adapters/postgres/desk/upkeep.js";
import { makeSchedule } from "./adapters/schedule/schedule.js";
import { makeTokens } from "./adapters/postgres/desk/tokens.js";
import { makeWithin } from "./application/deliveries/elsewhere.js";
import { speaking } from "./application/deliveries/speaker.js";
import type { Change } from "./application/turn-store.js";
import type { Config } from "./config.js";
import { DAY_MS } from "./domain/time.js";
import { makeCharts } from "./charts.js";
import { makeContent, readFilesOnce, storeFiles, type LiveContent } from "./content.js";
import { type ChannelsDeps, openChannels } from "./channels.js";
import { makeCore, type CoreDeps } from "./core.js";
import { makeDeskPages } from "./desk-pages.js";
import { digestRobots, makeDigests } from "./digests.js";
import { makeFigures } from "./figures.js";
import { makeOutgoing } from "./outgoing.js";
import { directLineSecretOf, openDatabase, type OpenedDatabase } from "./database.js";
import { makeSettings } from "./settings.js";
import { makeSigningIn, warnOfPlainHttp } from "./sign-in.js";

export interface Product {
  port: number;
  clock: "real" | "virtual";
  /** Makes the secret by which the first administrator signs in, for a day; null once there is one who can. */
  welcome(): Promise<string | null>;
  /** Takes nothing new, finishes what is under way, leaves no process behind. */
  stop(): Promise<void>;
}

export interface StartProduct {
  config: Config;
  root: string;
  log: Logger;
  progress: (line: string) => void;
}

const GRACE_MS = 10_000;

/** Builds and wires the whole desk and opens its doors. Throws what `main` prints: all faults, each with its remedy. */
export async function startProduct(start: StartProduct): Promise<Product> {
  const { config, log } = start;
  const { files, keep } = await readFilesOnce(config);
  const database = await openDatabase({ ...start, as: "desk" });
  // What was started is stopped in reverse, by a signal as by a start that cannot be.
  const stops: (() => Promise<void>)[] = [database.close];
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  try {
    const failed = (error: unknown): void => log.error({ err: error }, "a background job failed; it is tried again");
    await storeFiles(database.pool, files, false);
    const live = makeContent({ pool: database.pool, files, failed });
    stops.push(live.stop);
    const roster = await seededRoster(database, live, failed);
    stops.push(roster.stop);
    const core = makeCore({ database, live, roster, log, failed });
    const reach = makeReach(start, { database, live, core, failed });
    const channels = await openChannels(reach);
    const outgoing = outgoingOf(channels, reach);
    const { publicUrl } = config;
    const charts = makeCharts({ ...database, vault: core.vault, publicUrl, log });
    const ring = outgoing.ring;
    const digests = makeDigests({ pool: database.pool, live, publicUrl, failed, ring, charts: charts.posting, ...core });
    const signingIn = makeSigningIn(database, () => live.content().policy.defaultTeam);
    const http = await makeDoors(start, { ...reach, database, signingIn, outgoing, channels, charts });
    stops.push(core.stop);
    await core.start();
    stops.push(outgoing.stop);
    outgoing.start();
    stops.push(digests.stop);
    digests.start();
    const { port } = await http.listen(config.port, config.host);
    stops.push(() => {
      core.liveHints.close();
      return http.close(GRACE_MS);
    });
    for (const { start: open, stop: shut } of channels) {
      if (shut) stops.push(shut);
      await open?.();
    }
    stops.push(warmed(live).stop);
    await keep();
    stops.push(keepHouse({ database, live, log, failed }).stop);
    warnOfPlainHttp(config, log);
    return { port, clock: database.clock, welcome: signingIn.invites.welcome, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const WARM_AFTER_MS = 500;

/** The lexicon is compiled after the doors are open, and as a rule before the first message. */
function warmed(live: LiveContent): { stop(): Promise<void> } {
  const { defaultLocale: locale, region } = live.content().policy;
  const timer = setTimeout(() => live.understand("", { locale, region }), WARM_AFTER_MS);
  return { stop: () => Promise.resolve(clearTimeout(timer)) };
}

/** Teams and duty posts follow the policy in force, from the first moment: there is no ticket without an owner. */
async function seededRoster({ pool }: OpenedDatabase, live: LiveContent, failed: (error: unknown) => void) {
  const roster = makeRoster(pool, { failed });
  await live.start();
  await seedPeopleOf(pool, live.content().policy);
  await roster.start();
  live.onPolicy((policy) => void seedPeopleOf(pool, policy).then(roster.refresh).catch(failed));
  return roster;
}

/** What stands behind the doors and the channels alike. */
function makeReach(
  { config, log }: StartProduct,
  of: { database: OpenedDatabase } & Pick<ChannelsDeps, "live" | "core" | "failed">,
) {
  const { live, core, failed } = of;
  const { pool, dataKey } = of.database;
  const files = makeFiles({
    pool,
    vault: core.vault,
    sniffer: makeSniffer,
    limits: () => live.channels().web.files,
    nameOf: (given, type) => cleanFileName(given, type, live.mask),
    failed: (error) => log.warn({ err: error }, "files that no message names stay until the nightly upkeep"),
  });
  const fileLinks = makeFileLinks({ key: deriveKey(dataKey, "file-link"), now: Date.now });
  return { config, pool, live, core, files, fileLinks, log, failed } satisfies ChannelsDeps;
}

/** What goes out over channels that are not ours, rung by what is committed here. */
function outgoingOf(channels: readonly ChannelAdapter[], { pool, live, core, log, failed }: ChannelsDeps) {
  const { vault, publicLog, sightings, liveHints } = core;
  const within = makeWithin({ desk: core.desk, log: publicLog });
  const messengers = [...digestRobots(live), within, ...channels.map(({ speaker }) => speaking(speaker, publicLog))];
  const onAlert = (): void => liveHints.tell({ kind: "alert", level: "manager", conversationId: null, ticketIds: [], to: null });
  const outgoing = makeOutgoing({ pool, vault, messengers, told: { sightings, live: liveHints }, log, failed, onAlert });
  core.tellOf({ committed: (changes) => void (changes.some(goesOut) && outgoing.ring()) });
  return outgoing;
}

const goesOut = ({ deliveries }: Change): boolean => deliveries.length > 0;

interface Inside extends ChannelsDeps {
  database: OpenedDatabase;
  signingIn: ReturnType<typeof makeSigningIn>;
  outgoing: Pick<ReturnType<typeof makeOutgoing>, "resend" | "typing">;
  channels: readonly ChannelAdapter[];
  charts: ReturnType<typeof makeCharts>;
}

/** The HTTP server with everything that customers and agents reach. */
async function makeDoors({ config, root, log }: StartProduct, inside: Inside) {
  const { database, live, core, files, fileLinks, signingIn, outgoing, channels, charts } = inside;
  const { pool, dataKey } = database;
  const { desk, vault } = core;
  const hash = makeTokenHash(dataKey);
  const { policy } = live.content();
  const tokens = makeTokens(pool, { hash, defaultTeam: () => live.content().policy.defaultTeam });
  const queries = makeQueries({ pool, vault });
  const http = makeHttp({
    frontDoor: desk,
    onTyping: (conversationId) => core.liveHints.tell({ kind: "typing", conversationId, ticketIds: [] }),
    log: core.publicLog,
    sightings: core.sightings,
    files,
    fileLinks,
    resumes: makeResumes(pool, { hash }),
    identitySecret: config.identitySecret,
    contactsIn: contactsOf(live),
    desk: () => {
      const { policy, hours } = live.content();
      return { company: policy.company, assistant: policy.assistant, hours, files: live.channels().web.files };
    },
    deskNow: core.clock.now,
    ready: readiness(core.clock),
    tokenKey: deriveKey(dataKey, "direct-line-token"),
    directLineSecret: await directLineSecretOf(config),
    now: Date.now,
    page: { directory: join(root, "dist/widget"), company: policy.company, defaultLocale: policy.defaultLocale },
    deskDirectory: join(root, "dist/desk"),
    routes: [...channels.flatMap(({ routes }) => routes), charts.route],
    apiRoutes: serverRoutes(),
    api: async () => {
      const { makeApi } = await import("./adapters/http/api/api.js");
      const typing: Ports["typing"] = (conversation, from) => {
        http.typing(conversation.id, from);
        outgoing.typing(conversation);
      };
      const written = makeWritten({ pool, vault });
      const address = makeCallerAddress(config);
      const pages = makeDeskPages({ pool, vault, queries, contactsIn: contactsOf(live), live }, core);
      const figures = makeFigures({ pool, live, clock: core.clock, publicUrl: config.publicUrl });
      const outside = channels.map(({ speaker }) => speaker.channel);
      const settings = makeSettings({ root, config, pool, live, outside });
      const shown = { queries, written, pages, settings, charts: charts.drawer, ...figures };
      const { resend } = outgoing;
      return makeApi({ acts: desk, files, ...shown, resend, clock: core.clock, tokens, typing, address, ...signingIn });
    },
    publicUrl: config.publicUrl,
    allowedOrigins: config.allowedOrigins,
    trustedProxies: config.trustedProxies,
    registry: core.registry,
    warn: (facts, words) => log.warn(facts, words),
    onFault: (error, where) => log.error({ err: error, where }, "a request failed"),
  });
  return http;
}

/** Phones and addresses that a site signs are read as those that customers write. */
const contactsOf = (live: LiveContent) => (text: string) => {
  const { defaultLocale: locale, region } = live.content().policy;
  const { entities } = live.understand(text, { locale, region });
  const email = entities.find(({ type }) => type === "email")?.value ?? null;
  return { email, phone: entities.find(({ type }) => type === "phone")?.e164 ?? null };
};

/** Ready while the database answers; what is wrong is said in words that hold no address. */
const readiness = (clock: { now(): Promise<number> }) => async () => {
  try {
    await clock.now();
    return { ok: true, reasons: [] };
  } catch {
    return { ok: false, reasons: ["The database does not answer."] };
  }
};

/** Once a night what nobody needs any more goes, and the calendar is looked at for years that are not in it. */
function keepHouse({ database, live, log, failed }: Omit<CoreDeps, "roster">): { stop(): Promise<void> } {
  const schedule = makeSchedule({ claimRun: makeClaimRun(database.pool), failed });
  const upkeep = makeUpkeep(database.pool);
  const { hours } = live.content();
  warnOfYears(live, log);
  schedule.every({ name: "upkeep", expression: "30 3 * * *", zone: hours.zone }, async () => {
    log.info({ taken: await upkeep() }, "took away what nobody needs any more");
    warnOfYears(live, log);
  });
  return schedule;
}

const YEARS_AHEAD_MS = 60 * DAY_MS;

function warnOfYears(live: LiveContent, log: Logger): void {
  const years = live.content().hours.missingYears(Date.now(), Date.now() + YEARS_AHEAD_MS);
  if (years.length > 0)
    log.warn(
      { years },
      "config/calendar.yaml has no holidays of these years: they count as plain weeks. Add them and run frontdoor publish",
    );
}
