import type { DueGroup, QueueCounts, QueueFilter } from "../../../../application/desk-pages.js";
import type { Category, TicketStatus } from "../../../../domain/words.js";
import { run } from "../../pool.js";
import type { Pool } from "../../pool.js";
import { isLate } from "./is-late.js";
import { numbered } from "./list.js";
import { ofTickets } from "./queue-parts.js";
import type { Moments } from "./queue-moments.js";

/** Commitments looked at, the earliest due first: more than a desk can owe, and a bound all the same (I6). */
export const COUNTED_MOST = 10_000;

interface Cell {
  due: DueGroup;
  owner: string;
  name: string;
  category: Category | null;
  status: TicketStatus;
  tickets: number;
  /** Of all looked at, the same in every cell. */
  seen: string;
}

const none = (): Record<DueGroup, number> => ({ overdue: 0, soon: 0, today: 0, later: 0 });
export const NO_COUNTS: QueueCounts = { total: 0, due: none(), owner: [], category: [], status: [], more: false };

/** The filters that are counted by come last, here: each count is made without its own. */
export async function countQueue(pool: Pool, filter: QueueFilter, { now, soon, today }: Moments): Promise<QueueCounts> {
  const { due: _, owner: _o, category: _c, status: _s, ...others } = filter;
  const wanted = ofTickets(others);
  const text = `with live as materialized (
      select ticket_id, due_at, state = 'owed' and said_at is null as todo from commitments
      where state in ('owed', 'paused') and ticket_id is not null order by due_at, id limit ${COUNTED_MOST}
    ), late as materialized (
      select c.ticket_id, c.due_at, true from commitments c
      where ${isLate("c")} and c.ticket_id is not null order by c.due_at, c.id limit ${COUNTED_MOST}
    ), bare as (
      select o.id from (select id from tickets where closed_at is null limit ${COUNTED_MOST}) o
      where not exists (select from commitments n where n.ticket_id = o.id and n.state in ('owed', 'paused'))
        and not exists (select from commitments n where n.ticket_id = o.id and ${isLate("n")})
    ), counted as (
      select ticket_id, min(due_at) filter (where todo) as due from (select * from live union all select * from late) c group by ticket_id
      union all select id, null from bare
    )
    select case when n.due < ? then 'overdue' when n.due < ? then 'soon' when n.due < ? then 'today' else 'later' end as due,
      t.owner_id as owner, a.name, t.category, t.status, count(*)::int as tickets, (select count(*) from live) + (select count(*) from late) as seen
    from counted n join tickets t on t.id = n.ticket_id join agents a on a.id = t.owner_id
    ${wanted.conditions.length > 0 ? `where ${wanted.conditions.join(" and ")}` : ""} group by 1, 2, 3, 4, 5`;
  const cells = await run<Cell>(pool, { name: "", text: numbered(text) }, [now, soon, today, ...wanted.values]);
  return facets(cells, filter);
}

function facets(cells: readonly Cell[], filter: QueueFilter): QueueCounts {
  const meets = {
    due: (cell: Cell) => !filter.due || filter.due.includes(cell.due),
    owner: (cell: Cell) => filter.owner === undefined || filter.owner === cell.owner,
    category: (cell: Cell) => filter.category === undefined || filter.category === cell.category,
    status: (cell: Cell) => !filter.status || filter.status.includes(cell.status),
  };
  const but = (facet: keyof typeof meets | null): Cell[] =>
    cells.filter((cell) => Object.entries(meets).every(([name, meet]) => name === facet || meet(cell)));
  const due = none();
  for (const { due: group, tickets } of but("due")) due[group] += tickets;
  const sums = <T>(of: readonly Cell[], key: (cell: Cell) => T) => {
    const counts = new Map<T, number>();
    for (const cell of of) counts.set(key(cell), (counts.get(key(cell)) ?? 0) + cell.tickets);
    return [...counts].sort(([, a], [, b]) => b - a);
  };
  const names = new Map(cells.map(({ owner, name }) => [owner, name]));
  return {
    total: but(null).reduce((sum, { tickets }) => sum + tickets, 0),
    due,
    owner: sums(but("owner"), ({ owner }) => owner).map(([owner, count]) => ({ owner, name: names.get(owner) ?? "", count })),
    category: sums(but("category"), ({ category }) => category).map(([category, count]) => ({ category, count })),
    status: sums(but("status"), ({ status }) => status).map(([status, count]) => ({ status, count })),
    more: Number(cells[0]?.seen ?? 0) >= COUNTED_MOST,
  };
}
