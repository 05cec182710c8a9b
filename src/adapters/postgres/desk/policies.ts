import type { Background, DeskContent, Policies, Versioned } from "../../../application/desk-ports.js";
import { makeTicker } from "../../../application/deliveries/ticker.js";
import { DatabaseAway } from "../../../application/ports.js";
import type { Policy } from "../../../domain/policy.js";
import { SECOND_MS } from "../../../domain/time.js";
import { run } from "../pool.js";
import type { Pool } from "../pool.js";
import { readContent } from "../sql/policies/read-content.js";
import { readCurrent } from "../sql/policies/read-current.js";
import type { CurrentRow } from "../sql/policies/read-current.js";
import { storeContent as storeContentSql } from "../sql/policies/store-content.js";

const LOOK_EVERY_MS = SECOND_MS;

type Kind = CurrentRow["kind"];

/**
 * Stores content under its hash. At start (`publish` false) what was never seen before becomes current; `publish` makes it current
 * in any case. Answers what is current by this: a kind that is missing was seen before and is left as it was.
 */
export async function storeContent(
  pool: Pool,
  content: Record<Kind, Versioned<unknown>>,
  { publish }: { publish: boolean },
): Promise<Kind[]> {
  const kinds = ["policy", "dialogs"] as const;
  const rows = await run<{ kind: Kind }>(pool, storeContentSql, [
    kinds,
    kinds.map((kind) => content[kind].hash),
    kinds.map((kind) => JSON.stringify(content[kind].content)),
    publish,
  ]);
  return rows.map(({ kind }) => kind);
}

export interface PoliciesDeps<D> {
  /** Rows are an edge: throws on what this version cannot read, which then does not come into force here. */
  parse: { policy: (content: unknown, hash: string) => Policy; dialogs: (content: unknown, hash: string) => D };
  failed: (error: unknown) => void;
}

export function makePolicies<D>(pool: Pool, { parse, failed }: PoliciesDeps<D>): Policies<D> & Background {
  const read = async <T>(
    kind: Kind,
    hash: string,
    parsed: (content: unknown, hash: string) => T,
  ): Promise<Versioned<T> | null> => {
    const [row] = await run<{ content: unknown }>(pool, readContent, [kind, hash]);
    return row ? { hash, content: parsed(row.content, hash) } : null;
  };
  const policy = remembered((hash) => read("policy", hash, parse.policy));
  const dialogs = remembered((hash) => read("dialogs", hash, parse.dialogs));
  const listeners = new Set<(content: DeskContent<D>) => void>();
  let current: DeskContent<D> | null = null;
  let refused: string | null = null;

  const look = async () => {
    const hashes = new Map((await run<CurrentRow>(pool, readCurrent, [])).map(({ kind, hash }) => [kind, hash]));
    const [p, d] = [hashes.get("policy") ?? "", hashes.get("dialogs") ?? ""];
    if ((p === current?.policy.hash && d === current?.dialogs.hash) || refused === p + d) return;
    try {
      const [nextPolicy, nextDialogs] = await Promise.all([policy(p), dialogs(d)]);
      if (!nextPolicy || !nextDialogs)
        throw new Error("No policy is in force: start the product once, which stores what is in the files.");
      current = { policy: nextPolicy, dialogs: nextDialogs };
    } catch (error) {
      // Said once, not every second. A later publish is looked at again.
      if (!(error instanceof DatabaseAway)) refused = p + d;
      throw error;
    }
    for (const listener of listeners) listener(current);
  };
  const ticker = makeTicker({ everyMs: () => LOOK_EVERY_MS, run: look, failed });
  const byHash = { policy, dialogs };
  return {
    current: () => {
      if (!current) throw new Error("The policies are not read yet: await start() first.");
      return current;
    },
    byHash: (kind, hash) => (byHash[kind] as (hash: string) => Promise<DeskContent<D>[typeof kind] | null>)(hash),
    onChanged: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: async () => {
      await look();
      ticker.start();
    },
    stop: ticker.stop,
  };
}

/** Remembers what was found, for ever: a hash never changes its content. What failed or was not there is asked for again. */
function remembered<T>(find: (hash: string) => Promise<T | null>): (hash: string) => Promise<T | null> {
  const found = new Map<string, Promise<T | null>>();
  return (hash) => {
    const known = found.get(hash);
    if (known) return known;
    const asked = find(hash);
    found.set(hash, asked);
    const forget = () => found.delete(hash);
    asked.then((value) => value ?? forget(), forget);
    return asked;
  };
}
