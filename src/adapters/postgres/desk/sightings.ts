import type { Background, Committed } from "../../../application/desk-ports.js";
import type { Sightings } from "../../../application/ports.js";
import { SECOND_MS } from "../../../domain/time.js";
import { run } from "../pool.js";
import type { Pool } from "../pool.js";
import { raiseSeen } from "../sql/sightings/raise-seen.js";
import type { SeenRow } from "../sql/sightings/raise-seen.js";
import { BoundedMap } from "./shared/bounded-map.js";
import { isUuid } from "./shared/is-uuid.js";

const EVERY_MS = SECOND_MS;
const FLUSH_MOST = 2_000;
/** What is remembered to spare statements and waiting; forgotten, it costs one of them. */
const KNOWN_MOST = 20_000;

export interface SightingsDeps {
  pool: Pool;
  /** A commitment waits for this sequence to be seen: submits the turn. Rejects: handed again a second later. */
  onPassed: (conversationId: string, seq: number) => Promise<unknown>;
  failed: (error: unknown) => void;
}

/**
 * Gathers what was seen and writes it in one statement a second at most; a sighting that changes nothing writes nothing. What a
 * commitment waits for is handed on at once where this process committed it, else with the write.
 */
export function makeSightings({ pool, onPassed, failed }: SightingsDeps): Sightings & Committed & Background {
  const written = new BoundedMap<string, number>(KNOWN_MOST);
  const awaited = new BoundedMap<string, { from: number; said: number }>(KNOWN_MOST);
  const handed = new BoundedMap<string, number>(KNOWN_MOST);

  const pass = (conversationId: string, seq: number) => {
    if ((handed.get(conversationId) ?? 0) >= seq) return;
    handed.set(conversationId, seq);
    onPassed(conversationId, seq).catch((error: unknown) => {
      failed(error);
      handed.delete(conversationId);
      gathered.add(conversationId, seq);
    });
  };
  const write = async (seen: [conversationId: string, seq: number][]) => {
    const rows = await run<SeenRow>(pool, raiseSeen, [seen.map(([id]) => id), seen.map(([, seq]) => seq)]);
    for (const { id, seen, awaits_seq } of rows) {
      written.set(id, Number(seen));
      if (awaits_seq !== null && Number(awaits_seq) <= Number(seen)) pass(id, Number(seen));
    }
  };
  const gathered = makeGathered({ write, failed });
  return {
    seen: (conversationId, seq) => {
      if (!isUuid(conversationId) || !Number.isSafeInteger(seq)) return;
      const waits = awaited.get(conversationId);
      if (waits && seq >= waits.from) {
        awaited.delete(conversationId);
        pass(conversationId, Math.min(seq, waits.said));
      }
      if (seq > (written.get(conversationId) ?? 0)) gathered.add(conversationId, seq);
    },
    committed: (changes) => {
      for (const { conversation } of changes) {
        if (conversation.awaitsSeq === null) awaited.delete(conversation.id);
        else awaited.set(conversation.id, { from: conversation.awaitsSeq, said: conversation.seq });
      }
    },
    start: gathered.start,
    stop: gathered.stop,
  };
}

interface GatheredDeps {
  write: (seen: [conversationId: string, seq: number][]) => Promise<void>;
  failed: (error: unknown) => void;
}

/** The first goes at once, what comes within a second of a write waits for that second. What fails stays gathered. */
function makeGathered({ write, failed }: GatheredDeps) {
  const gathered = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let flushing: Promise<void> | null = null;
  let flushedAt = -Infinity;
  let on = false;

  const put = (conversationId: string, seq: number) =>
    gathered.set(conversationId, Math.max(seq, gathered.get(conversationId) ?? 0));
  const flush = async () => {
    const some = [...gathered].slice(0, FLUSH_MOST);
    for (const [id] of some) gathered.delete(id);
    try {
      await write(some);
    } catch (error) {
      failed(error);
      for (const [id, seq] of some) put(id, seq);
    }
    flushedAt = performance.now();
  };
  const begin = () => {
    timer = undefined;
    flushing = flush().then(() => {
      flushing = null;
      plan();
    });
  };
  const plan = () => {
    if (!on || timer || flushing || gathered.size === 0) return;
    timer = setTimeout(begin, Math.max(0, flushedAt + EVERY_MS - performance.now()));
  };
  return {
    add: (conversationId: string, seq: number) => {
      put(conversationId, seq);
      plan();
    },
    start: () => {
      on = true;
      plan();
      return Promise.resolve();
    },
    stop: async () => {
      on = false;
      clearTimeout(timer);
      await flushing;
      if (gathered.size > 0) await flush();
    },
  };
}
