import { createHash } from "node:crypto";
import { v7 as newId } from "uuid";
import type { Tries } from "../../../../application/sign-in/ports.js";
import { HOUR_MS } from "../../../../domain/time.js";
import { run } from "../../pool.js";
import type { Pool } from "../../pool.js";
import { logFailedSignIn } from "../../sql/audit/log-failed-sign-in.js";
import { countTry } from "../../sql/sign-in/count-try.js";
import type { TryRow } from "../../sql/sign-in/count-try.js";
import { forgiveTries } from "../../sql/sign-in/forgive-tries.js";
import type { SecretHash } from "../shared/secret.js";

/** `now`: machine time, for the hour that failures are written down in. */
export function makeTries(pool: Pool, { hash, now }: { hash: SecretHash; now: () => number }): Tries {
  const key = (what: string) => hash(`try ${what}`);
  return {
    count: async (what, spanMs) => {
      const [row] = await run<TryRow>(pool, countTry, [key(what), spanMs]);
      if (!row) throw new Error("a try was not counted");
      return { tries: row.tries, waitS: Math.max(1, row.wait_s), known: row.known };
    },
    forgive: async (what, also) => void (await run(pool, forgiveTries, [key(what), also.map(key)])),
    failed: async (agentId) => {
      const random = createHash("sha256")
        .update(agentId ?? "nobody")
        .digest()
        .subarray(0, 16);
      const id = newId({ msecs: Math.floor(now() / HOUR_MS) * HOUR_MS, seq: 0, random });
      await run(pool, logFailedSignIn, [id, agentId]);
    },
  };
}
