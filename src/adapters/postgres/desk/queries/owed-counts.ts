import type { BoardFilter, OwedCounts } from "../../../../application/desk-pages.js";
import { HOUR_MS } from "../../../../domain/time.js";
import { run } from "../../pool.js";
import type { Pool } from "../../pool.js";
import { isLate } from "./is-late.js";
import { numbered, where } from "./list.js";
import type { Where } from "./list.js";
import { COUNTED_MOST } from "./queue-counts.js";
import type { Moments } from "./queue-moments.js";

const TO_DO = "c.state = 'owed' and c.said_at is null and c.owed_by <> 'customer'";

/** The earliest of what is to be done and of what is overdue, each along its own partial index; `conditions` are on commitments `c`. */
export const earliestOwed = (conditions: readonly string[], most: number): string =>
  [TO_DO, isLate("c")]
    .map(
      (which) =>
        `(select c.* from commitments c where ${[which, ...conditions].join(" and ")} order by c.due_at, c.id limit ${most})`,
    )
    .join(" union all ");

/** Within the hours; what the customer owes us (an acceptance) is no debt of ours. */
export function owedWithin(filter: BoardFilter, { now }: Moments): Where {
  return where()
    .and("c.due_at < ?", new Date(now.getTime() + filter.hours * HOUR_MS))
    .and("c.owed_by = ?", filter.owedBy)
    .and("exists (select from tickets t where t.id = c.ticket_id and t.team_id = ?)", filter.team);
}

export async function countOwed(pool: Pool, filter: BoardFilter, moments: Moments): Promise<OwedCounts> {
  const { conditions, values } = owedWithin(filter, moments);
  const text = `select count(*) filter (where due_at < ?)::int as overdue, count(*) filter (where due_at >= ? and due_at < ?)::int as soon,
      count(*) filter (where due_at >= ?)::int as hours, count(*) >= ${COUNTED_MOST} as more
    from (${earliestOwed(conditions, COUNTED_MOST)}) c`;
  const { now, soon } = moments;
  const [row] = await run<OwedCounts>(pool, { name: "", text: numbered(text) }, [now, now, soon, now, ...values, ...values]);
  return row ?? { overdue: 0, soon: 0, hours: 0, more: false };
}
