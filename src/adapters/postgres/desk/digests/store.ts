import { v7 as newId } from "uuid";
import type { DigestStore, MadeDigest } from "../../../../application/digests/ports.js";
import type { Vault } from "../../../../application/ports.js";
import { run } from "../../pool.js";
import type { Pool } from "../../pool.js";
import { enqueueDeliveries } from "../../sql/deliveries/enqueue-deliveries.js";
import { digestsSince, findDigest, storeDigest } from "../../sql/digests/store-digest.js";
import { enqueueValues } from "../outbox.js";
import { inTransaction } from "../shared/in-transaction.js";

/** The rows that decide what is posted. Documents hold numbers and words of the desk, so they stand in clear. */
export function makeDigestStore({ pool, vault }: { pool: Pool; vault: Vault }): DigestStore {
  return {
    since: async (digests) => {
      const rows = await run<{ digest: string; channel: string; since: Date }>(pool, digestsSince, [digests]);
      return rows.map(({ since, ...row }) => ({ ...row, since: since.getTime() }));
    },
    post: (posts) =>
      inTransaction(pool, async (ask) => {
        const won: string[] = [];
        // In one order for all who ring, so that two who post the same never wait for each other in a ring.
        for (const post of posts.toSorted((a, b) => (a.channel < b.channel ? -1 : 1))) {
          const stored = await ask(storeDigest, [
            newId(),
            ...[post.digest, post.period, post.channel, post.team],
            ...[new Date(post.dueAt).toISOString(), new Date(post.madeAt).toISOString(), post.late],
            ...[post.document === null ? null : JSON.stringify(post.document), post.deliveries.map(({ id }) => id)],
          ]);
          if (stored.length === 0) continue;
          won.push(post.channel);
          if (post.deliveries.length > 0) await ask(enqueueDeliveries, enqueueValues(post.deliveries, vault));
        }
        return won;
      }),
    posted: async (digest, period) => {
      const [row] = await run<{ document: MadeDigest }>(pool, findDigest, [digest, period]);
      return row?.document ?? null;
    },
  };
}
