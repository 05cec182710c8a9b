import { join } from "node:path";
import type { Logger } from "pino";
import { Registry } from "prom-client";
import { v7 as newId } from "uuid";
import { deriveKey, makeTokenHash } from "./adapters/crypto/keys.js";
import { makeVault } from "./adapters/crypto/vault.js";
import { makeApi } from "./adapters/http/api/api.js";
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
import { makeDecide } from "./application/decide-turn.js";
import { makeDesk } from "./application/desk.js";
import type { Change } from "./application/turn-store.js";
import { makeTurns } from "./application/turns/turns.js";
import type { Config } from "./config.js";
import { makeContent, readFiles, storeFiles } from "./content.js";
import { directLineSecretOf, openDatabase } from "./database.js";
import { makeMask } from "./mask.js";

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
export async function startProduct({ config, root, log, progress }: StartProduct): Promise<Product> {
  const files = await readFiles(config);
  const secret = await directLineSecretOf(config);
  const database = await openDatabase({ config, root, log, progress, as: "desk" });
  const { pool, dataKey } = database;
  const failed = (error: unknown): void => log.error({ err: error }, "a background job failed; it is tried again");

  await storeFiles(pool, files, false);
  const live = makeContent({ pool, files, failed });
  const roster = makeRoster(pool, { failed });
  await live.start();
  await seedPeopleOf(pool, live.content().policy);
  await roster.start();
  live.onPolicy((policy) => void seedPeopleOf(pool, policy).then(roster.refresh).catch(failed));

  const vault = makeVault(dataKey);
  const hash = makeTokenHash(dataKey);
  const numbers = makeNumbers(pool);
  const publicLog = makePublicLog({
    pool,
    vault,
    assistant: (locale) => live.content().policy.assistant[locale],
    agentName: roster.nameOf,
    name: config.publicUrl ?? "frontdoor",
    failed,
  });
  const sightings = makeSightings({ pool, onPassed: (id, seq) => desk.seen(id, seq), failed });
  const mask = makeMask(() => live.content().policy.region);
  const turns = makeTurns({
    store: makeTurnStore({ pool, vault }),
    decide: makeDecide({ content: live.content, vault, mask, numbers, roster, newId }),
    onCommitted: (changes: readonly Change[]) => {
      publicLog.committed(changes);
      sightings.committed(changes);
    },
    log,
  });
  const desk = makeDesk({ submit: turns.submit, understand: live.understand, content: live.content, numbers });
  const sweep = makeSweep({
    due: makeDueCommitments(pool),
    submit: desk.fallDue,
    failed: (error, conversationId) =>
      log.error({ err: error, conversationId }, "what fell due could not be decided; it is tried again"),
  });
  const clock = makeClock(pool, { mode: database.clock, untilQuiet: sweep.untilQuiet });
  const queries = makeQueries({ pool, vault });
  const registry = new Registry();
  const http = makeHttp({
    frontDoor: desk,
    log: publicLog,
    sightings,
    resumes: makeResumes(pool, { hash }),
    ready: async () => ({ ok: true, reasons: [] }),
    tokenKey: deriveKey(dataKey, "direct-line-token"),
    directLineSecret: secret,
    now: Date.now,
    page: { directory: join(root, "src/adapters/widget/public"), company: live.content().policy.company },
    api: makeApi({
      acts: desk,
      queries,
      written: makeWritten({ pool, vault }),
      clock,
      tokens: makeTokens(pool, { hash, defaultTeam: () => live.content().policy.defaultTeam }),
    }),
    publicUrl: config.publicUrl,
    allowedOrigins: config.allowedOrigins,
    trustedProxies: config.trustedProxies,
    registry,
    onFault: (error, where) => log.error({ err: error, where }, "a request failed"),
  });
  await numbers.ensure(10);
  await publicLog.start();
  await sightings.start();
  sweep.start();
  const { port } = await http.listen(config.port, config.host);
  return {
    port,
    clock: database.clock,
    stop: async () => {
      await http.close(GRACE_MS);
      await sweep.stop();
      await turns.drain();
      await sightings.stop();
      await publicLog.stop();
      await live.stop();
      await roster.stop();
      await database.close();
    },
  };
}
