import { v7 as newId } from "uuid";
import { DAY_MS } from "../../../domain/time.js";
import { run } from "../pool.js";
import type { Pool } from "../pool.js";
import type { Statement } from "../statement.js";
import { bindFiles } from "../sql/upkeep/bind-files.js";
import { claimRun as claimRunSql } from "../sql/upkeep/claim-run.js";
import { healDestinations } from "../sql/upkeep/heal-destinations.js";
import { pruneAlertPosts, pruneAlertReads } from "../sql/upkeep/prune-alerts.js";
import { pruneCronRuns } from "../sql/upkeep/prune-cron-runs.js";
import { pruneDeliveries } from "../sql/upkeep/prune-deliveries.js";
import { pruneDrafts } from "../sql/upkeep/prune-drafts.js";
import { pruneFiles } from "../sql/upkeep/prune-files.js";
import { pruneIdempotencyKeys } from "../sql/upkeep/prune-idempotency-keys.js";
import { pruneInstances } from "../sql/upkeep/prune-instances.js";
import { pruneInvites } from "../sql/upkeep/prune-invites.js";
import { pruneReceived } from "../sql/upkeep/prune-received.js";
import { pruneResumes } from "../sql/upkeep/prune-resumes.js";
import { pruneSessions } from "../sql/upkeep/prune-sessions.js";
import { pruneTries } from "../sql/upkeep/prune-tries.js";

/** Rows a statement: short beside the turns, whatever has piled up. */
const BATCH = 1_000;
/** Files: each is many rows of a kilobyte or two to Postgres. */
const BATCH_OF_FILES = 20;
/** A bound on one run; the next takes the rest. */
const BATCHES_MOST = 2_000;
const SENT_KEPT_DAYS = 30;

/** Whether this instance is the one to run what every instance's cron rings for. */
export const makeClaimRun =
  (pool: Pool) =>
  async (key: string): Promise<boolean> =>
    (await run(pool, claimRunSql, [key])).length > 0;

/** Takes away what nobody needs any more, in batches. Answers how many rows of what. */
export function makeUpkeep(pool: Pool): () => Promise<Record<string, number>> {
  const inBatchesOf = async (batch: number, statement: Statement, values: unknown[] = []): Promise<number> => {
    let rows = 0;
    for (let n = 0; n < BATCHES_MOST; n++) {
      const taken = (await run(pool, statement, [batch, ...values])).length;
      rows += taken;
      if (taken < batch) break;
    }
    return rows;
  };
  const inBatches = (statement: Statement, ...values: unknown[]) => inBatchesOf(BATCH, statement, values);
  return async () => ({
    received: await inBatches(pruneReceived),
    idempotencyKeys: await inBatches(pruneIdempotencyKeys),
    resumes: await inBatches(pruneResumes),
    drafts: await inBatches(pruneDrafts),
    sessions: await inBatches(pruneSessions),
    invites: await inBatches(pruneInvites),
    tries: await inBatches(pruneTries),
    cronRuns: await inBatches(pruneCronRuns),
    instances: await inBatches(pruneInstances),
    deliveries: await inBatches(pruneDeliveries, newId({ msecs: Date.now() - SENT_KEPT_DAYS * DAY_MS, seq: 0 })),
    alertReads: await inBatches(pruneAlertReads),
    alertPosts: await inBatches(pruneAlertPosts),
    filesBound: await inBatches(bindFiles),
    files: await inBatchesOf(BATCH_OF_FILES, pruneFiles),
    healed: await inBatches(healDestinations),
  });
}
