import type { Numbers } from "../../../application/desk-ports.js";
import { run } from "../pool.js";
import type { Pool } from "../pool.js";
import { BLOCK, reserveNumbers } from "../sql/numbers/reserve-numbers.js";
import type { BlockRow } from "../sql/numbers/reserve-numbers.js";

/** Numbers of blocks reserved for this process: they rise roughly, with gaps where a process ends with some unused. */
export function makeNumbers(pool: Pool): Numbers {
  const left = { ticket: [] as number[], customer: [] as number[] };
  const fewest = () => Math.min(left.ticket.length, left.customer.length);
  let refilling: Promise<void> | null = null;

  const reserve = async (n: number) => {
    const blocks = [left.ticket, left.customer].map((numbers) => Math.max(0, Math.ceil((n - numbers.length) / BLOCK)));
    const rows = await run<BlockRow>(pool, reserveNumbers, blocks);
    for (const { kind, first } of rows) for (let i = 0; i < BLOCK; i++) left[kind].push(first + i);
  };
  const refill = (n: number) =>
    (refilling ??= reserve(n).finally(() => {
      refilling = null;
    }));
  const next = (kind: keyof typeof left): number => {
    const number = left[kind].shift();
    if (number === undefined) throw new Error(`No ${kind} number is at hand: await ensure() with as many as the turns may need.`);
    return number;
  };

  return {
    ensure: async (n) => {
      while (fewest() < n) await refill(n + BLOCK);
      // Ahead of the need, so that a turn seldom waits; a failure is met again by whoever does.
      if (fewest() < n + BLOCK / 2) void refill(n + BLOCK).catch(() => {});
    },
    ticket: () => next("ticket"),
    customer: () => next("customer"),
  };
}
