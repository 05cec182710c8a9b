import type { BoardFilter, BoardPage, BoardRow } from "../../../../application/desk-pages.js";
import { BadCursor } from "../../../../application/desk-queries.js";
import type { PageWish } from "../../../../application/desk-queries.js";
import { ticketNumber } from "../../../../domain/ticket/ticket.js";
import type { Priority } from "../../../../domain/words.js";
import { run } from "../../pool.js";
import type { Pool } from "../../pool.js";
import { numbered } from "./list.js";
import type { Where } from "./list.js";
import { countOwed, earliestOwed, owedWithin } from "./owed-counts.js";
import { decodePlace, encodePlace, isNoMoment } from "./queue-place.js";
import { customerOf, FIRST_WORDS, nearestView, SHOWN } from "./queue-row.js";
import type { CustomerRow, NearestRow } from "./queue-row.js";
import { momentsOf, pageSize } from "./queue-moments.js";
import type { Moments, QueueDeps } from "./queue-moments.js";

const LIST = "board";

type Row = NearestRow & {
  due: string;
  conversation_id: string;
  owed_by_name: string | null;
  ticket_id: string | null;
  number: number;
  priority: Priority;
  team_id: string;
  owner_id: string;
  owner_name: string;
  text: string;
} & (CustomerRow | { customer_id: null });

/** One line a commitment. */
export const makeBoard =
  (deps: QueueDeps) =>
  async (filter: BoardFilter, page: PageWish): Promise<BoardPage> => {
    const after = page.cursor ? decodePlace(LIST, page.cursor) : null;
    const moments = await momentsOf(deps);
    const limit = pageSize(page);
    const wanted = owedWithin(filter, moments);
    if (after) wanted.and("(c.due_at, c.id) > (?::timestamptz, ?::uuid)", after.due, after.id);
    const rows = await read(deps.pool, wanted, limit + 1).catch((error: unknown) => {
      throw after && isNoMoment(error) ? new BadCursor() : error;
    });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      items: rows.slice(0, limit).map((row) => boardRow(row, moments)),
      next: last ? encodePlace(LIST, { part: 0, rank: 0, due: last.due, id: last.commitment_id }) : null,
      at: moments.now.toISOString(),
      counts: after ? null : await countOwed(deps.pool, filter, moments),
    };
  };

function read(pool: Pool, { conditions, values }: Where, limit: number): Promise<Row[]> {
  const text = `select ${SHOWN.nearest}, c.due_at::text as due, c.conversation_id, w.name as owed_by_name, c.ticket_id, ${SHOWN.customer},
      t.number, t.priority, t.team_id, t.owner_id, a.name as owner_name, ${FIRST_WORDS}
    from (${earliestOwed(conditions, limit)}) c
    join conversations v on v.id = c.conversation_id left join tickets t on t.id = c.ticket_id left join agents a on a.id = t.owner_id
    left join customers k on k.id = coalesce(t.customer_id, v.customer_id) left join agents w on w.id = case when c.owed_by ~ '^[0-9a-f-]{36}$' then c.owed_by::uuid end
    order by c.due_at, c.id limit ${limit}`;
  return run<Row>(pool, { name: "", text: numbered(text) }, [...values, ...values]);
}

const boardRow = (row: Row, { now }: Moments): BoardRow => ({
  commitment: nearestView(row, now),
  owedByName: row.owed_by_name,
  conversationId: row.conversation_id,
  customer: row.customer_id === null ? null : customerOf(row),
  ticket:
    row.ticket_id === null
      ? null
      : {
          id: row.ticket_id,
          number: ticketNumber(row.number),
          priority: row.priority,
          team: row.team_id,
          owner: row.owner_id,
          ownerName: row.owner_name,
          text: row.text,
        },
});
