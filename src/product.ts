import { join } from "node:path";
import type { Logger } from "pino";
import { v7 as newId } from "uuid";
import { deriveKey, makeTokenHash } from "./adapters/crypto/keys.js";
import { makeVault } from "./adapters/crypto/vault.js";
import { makeApi } from "./adapters/http/api/api.js";
import { serverRoutes } from "./adapters/http/api/server-routes.js";
import { makeHttp } from "./adapters/http/server.js";
import { makeClock } from "./adapters/postgres/desk/clock.js";
import { makeDueCommitments } from "./adapters/postgres/desk/due-commitments.js";
import { makeNumbers } from "./adapters/postgres/desk/numbers.js";
import { makeRoster, seedPeopleOf } from "./adapters/postgres/desk/people.js";
import { makePublicLog } from "./adapters/postgres/desk/public-log.js";
import { makeQueries, makeWritten } from "./adapters/postgres/desk/queries/queries.js";
import { makeResumes } from "./adapters/postgres/desk/resumes.js";
import { makeSightings } from "./adapters/postgres/desk/sightings.js";
import { makeSweep } from "./adapters/postgres/desk/sweep.js";
import { makeTokens } from "./adapters/postgres/desk/tokens.js";
import { makeTurnStore } from "./adapters/postgres/turn-store.js";
import { makeDecide, type TurnAnswer, type TurnInput } from "./application/decide-turn.js";
import { makeDesk } from "./application/desk.js";
import type { Change } from "./application/turn-store.js";
import { makeTurns } from "./application/turns/turns.js";
import type { Config } from "./config.js";
import { makeContent, readFiles, storeFiles, type LiveContent } from "./content.js";
import { directLineSecretOf, openDatabase, type OpenedDatabase } from "./database.js";
import { makeDeskMetrics } from "./metrics.js";

export interface Product {
  port: number;
  clock: "real" | "virtual";
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
  const files = await readFiles(config);
  const database = await openDatabase({ ...start, as: "desk" });
  try {
    const failed = (error: unknown): void => log.error({ err: error }, "a background job failed; it is tried again");
    await storeFiles(database.pool, files, false);
    const live = makeContent({ pool: database.pool, files, failed });
    const roster = await seededRoster(database, live, failed);
    const core = makeCore({ database, live, roster, log, failed });
    const http = await makeDoors(start, { database, live, core });
    await core.start();
    const { port } = await http.listen(config.port, config.host);
    const stop = async (): Promise<void> => {
      await http.close(GRACE_MS);
      await core.stop();
      await live.stop();
      await roster.stop();
      await database.close();
    };
    return { port, clock: database.clock, stop };
  } catch (error) {
    await database.close();
    throw error;
  }
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

type Roster = Awaited<ReturnType<typeof seededRoster>>;

interface CoreDeps {
  database: OpenedDatabase;
  live: LiveContent;
  roster: Roster;
  log: Logger;
  failed: (error: unknown) => void;
}

/** What decides: the turns, the log and its bell, what was seen, what falls due. */
function makeCore({ database, live, roster, log, failed }: CoreDeps) {
  const { pool, dataKey } = database;
  const vault = makeVault(dataKey);
  const numbers = makeNumbers(pool);
  const metrics = makeDeskMetrics();
  const assistant = (locale: "zh-CN" | "en"): string => live.content().policy.assistant[locale];
  const publicLog = makePublicLog({ pool, vault, assistant, agentName: roster.nameOf, name: "frontdoor", failed });
  const sightings = makeSightings({ pool, onPassed: (id, seq) => desk.seen(id, seq), failed });
  const onCommitted = (changes: readonly Change[]): void => {
    publicLog.committed(changes);
    sightings.committed(changes);
    metrics.committed(changes);
    for (const change of changes) tell(log, change);
  };
  const turns = makeTurns<TurnInput, TurnAnswer>({
    store: makeTurnStore({ pool, vault }),
    decide: makeDecide({ content: live.content, vault, mask: live.mask, numbers, roster, newId }),
    prepare: (n) => numbers.ensure(n * NUMBERS_A_TURN),
    onCommitted,
    log,
  });
  const desk = makeDesk({ submit: turns.submit, understand: live.understand, content: live.content, failed });
  const sweep = makeSweep({
    due: makeDueCommitments(pool),
    submit: desk.fallDue,
    failed: (error, conversationId) =>
      log.error({ err: error, conversationId }, "what fell due was not decided; it is tried again"),
  });
  const clock = makeClock(pool, { mode: database.clock, untilQuiet: sweep.untilQuiet });
  return {
    ...{ desk, publicLog, sightings, clock, vault, registry: metrics.registry },
    start: async () => {
      await publicLog.start();
      await sightings.start();
      sweep.start();
    },
    stop: async () => {
      await sweep.stop();
      await turns.drain();
      await sightings.stop();
      await publicLog.stop();
    },
  };
}

/** More than one turn can use: two tickets and a customer. */
const NUMBERS_A_TURN = 2;

/** Alerts go to the log until the desk shows them; events hold ids and words of the desk only. */
function tell(log: Logger, { conversation, events }: Change): void {
  for (const { type, ticketId, data } of events) {
    const told = { event: type, conversationId: conversation.id, ticketId, ...data };
    if (type === "alert_raised" || type === "message_parked") log.warn(told, "alert");
    else if (type === "owner_warned") log.info(told, "the owner is warned");
  }
}

interface Inside {
  database: OpenedDatabase;
  live: LiveContent;
  core: ReturnType<typeof makeCore>;
}

/** The HTTP server with everything that customers and agents reach. */
async function makeDoors({ config, root, log }: StartProduct, { database, live, core }: Inside) {
  const { pool, dataKey } = database;
  const { desk, vault } = core;
  const hash = makeTokenHash(dataKey);
  const { policy } = live.content();
  const tokens = makeTokens(pool, { hash, defaultTeam: () => live.content().policy.defaultTeam });
  const queries = makeQueries({ pool, vault });
  return makeHttp({
    frontDoor: desk,
    log: core.publicLog,
    sightings: core.sightings,
    resumes: makeResumes(pool, { hash }),
    ready: readiness(core.clock),
    tokenKey: deriveKey(dataKey, "direct-line-token"),
    directLineSecret: await directLineSecretOf(config),
    now: Date.now,
    page: { directory: join(root, "src/adapters/widget/public"), company: policy.company },
    apiRoutes: serverRoutes(),
    api: makeApi({ acts: desk, queries, written: makeWritten({ pool, vault }), clock: core.clock, tokens }),
    publicUrl: config.publicUrl,
    allowedOrigins: config.allowedOrigins,
    trustedProxies: config.trustedProxies,
    registry: core.registry,
    onFault: (error, where) => log.error({ err: error, where }, "a request failed"),
  });
}

/** Ready while the database answers; what is wrong is said in words that hold no address. */
const readiness = (clock: { now(): Promise<number> }) => async () => {
  try {
    await clock.now();
    return { ok: true, reasons: [] };
  } catch {
    return { ok: false, reasons: ["The database does not answer."] };
  }
};
