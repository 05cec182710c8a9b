import type { Background } from "../../../../application/desk-ports.js";
import { makeTicker } from "../../../../application/deliveries/ticker.js";
import { wordsOf } from "../../../../application/search.js";
import { MINUTE_MS, SECOND_MS } from "../../../../domain/time.js";
import { run } from "../../pool.js";
import type { Pool } from "../../pool.js";
import { lastWorded, unreadMessages } from "../../sql/search/unread-messages.js";
import { namesOf, writeCustomerWords, writeMessageWords } from "../../sql/search/write-words.js";

const EVERY_MS = 2 * SECOND_MS;
const BATCH = 200;
/** Ids rise with the clock of whoever made them; a turn commits some seconds later at most. */
const BEHIND_MS = 20 * SECOND_MS;
/** Now and then further back: for a turn that was tried for long, and an instance whose clock is behind. */
const FAR_BEHIND_MS = 10 * MINUTE_MS;
const FAR_EVERY = 30;

/** The first id that could be made at that moment (UUID v7 begins with its milliseconds). */
export function firstIdAt(ms: number): string {
  const hex = Math.max(0, ms).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

const momentOf = (id: string): number => parseInt(id.replace("-", "").slice(0, 12), 16);

/**
 * Fills in what search finds messages and customers by, a few seconds behind the turns and at no cost to them. Where it goes on from
 * stands in what it wrote; several instances may do it at once. Answers how many messages it read.
 */
export function makeWordsJob({ pool, failed }: { pool: Pool; failed: (error: unknown) => void }) {
  const fill = async (behindMs: number): Promise<number> => {
    const [last] = await run<{ id: string }>(pool, lastWorded, []);
    let after = firstIdAt(last ? momentOf(last.id) - behindMs : 0);
    let all = 0;
    for (;;) {
      const rows = await run<{ id: string; text: string; customer_id: string | null }>(pool, unreadMessages, [after, BATCH]);
      await write(pool, rows);
      all += rows.length;
      after = rows.at(-1)?.id ?? after;
      if (rows.length < BATCH) return all;
    }
  };
  let ticks = 0;
  const ticker = makeTicker({
    everyMs: () => EVERY_MS,
    run: async () => void (await fill(ticks++ % FAR_EVERY === 0 ? FAR_BEHIND_MS : BEHIND_MS)),
    failed,
  });
  const start = () => Promise.resolve(ticker.start());
  return { start, stop: ticker.stop, fill: () => fill(FAR_BEHIND_MS) } satisfies Background & { fill: () => Promise<number> };
}

async function write(pool: Pool, rows: readonly { id: string; text: string; customer_id: string | null }[]): Promise<void> {
  if (rows.length === 0) return;
  const customers = [...new Set(rows.flatMap(({ customer_id }) => customer_id ?? []))];
  const names = await run<{ id: string; name: string | null; company: string | null }>(pool, namesOf, [customers]);
  const named = names.map(({ id, name, company }) => ({ id, words: wordsOf(`${name ?? ""} ${company ?? ""}`) }));
  await run(pool, writeCustomerWords, [JSON.stringify(named)]);
  // Last: they say how far this got.
  await run(pool, writeMessageWords, [JSON.stringify(rows.map(({ id, text }) => ({ id, words: wordsOf(text) })))]);
}
