import type { PageWish } from "../../../../application/desk-queries.js";
import { run } from "../../pool.js";
import type { Pool } from "../../pool.js";
import { DESK_NOW } from "../../sql/clock/desk-now.js";
import { LIMIT_MOST } from "./list.js";

const LIMIT = 50;

/** Desk time, and where the groups end. */
export interface Moments {
  now: Date;
  soon: Date;
  /** The end of the desk's day; `soon` where that is later. */
  today: Date;
  /** When the desk's day began. */
  midnight: Date;
}

export interface QueueDeps {
  pool: Pool;
  /** The desk's, IANA. */
  zone: () => string;
}

export async function momentsOf({ pool, zone }: QueueDeps): Promise<Moments> {
  const text = `select n.now, n.now + interval '30 minutes' as soon,
    greatest((date_trunc('day', n.now at time zone $1::text) + interval '1 day') at time zone $1::text, n.now + interval '30 minutes')
      as today,
    date_trunc('day', n.now at time zone $1::text) at time zone $1::text as midnight
    from (select ${DESK_NOW} as now) n`;
  const [row] = await run<Moments>(pool, { name: "queue-moments", text }, [zone()]);
  if (!row) throw new Error("No row from a statement without a table.");
  return row;
}

export const pageSize = (page: PageWish): number => Math.min(Math.max(Math.trunc(page.limit ?? LIMIT), 1), LIMIT_MOST);
