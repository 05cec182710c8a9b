import { run } from "./pool.js";
import type { Pool } from "./pool.js";
import { rememberKey } from "./sql/remember-key.js";

export class WrongDataKey extends Error {
  readonly code = "data_key.wrong";
}

/** Remembers the data key's fingerprint in a new database; an older one is refused under another key, which could read nothing in it. */
export async function sealedUnder(pool: Pool, fingerprint: string): Promise<void> {
  const [key] = await run<{ fingerprint: string }>(pool, rememberKey, [fingerprint]);
  if (key?.fingerprint === fingerprint) return;
  throw new WrongDataKey(
    `DATA_KEY is not the key this database was sealed under (${key?.fingerprint ?? "none"}): take back the key kept beside its backup; for a fresh start point DATA_DIR (or DATABASE_URL) at an empty place.`,
  );
}
