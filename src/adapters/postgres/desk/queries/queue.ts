import { DUE_GROUPS } from "../../../../application/desk-pages.js";
import type { DueGroup, QueueFilter, QueuePage, QueueQueries, QueueRow } from "../../../../application/desk-pages.js";
import { BadCursor } from "../../../../application/desk-queries.js";
import type { PageWish } from "../../../../application/desk-queries.js";
import { run } from "../../pool.js";
import type { Pool } from "../../pool.js";
import { isUuid } from "../shared/is-uuid.js";
import { makeBoard } from "./board.js";
import { numbered } from "./list.js";
import { countQueue, NO_COUNTS } from "./queue-counts.js";
import { makeMeter } from "./meter.js";
import { momentsOf, pageSize } from "./queue-moments.js";
import type { Moments, QueueDeps } from "./queue-moments.js";
import { ofTickets, PARTS, RANK } from "./queue-parts.js";
import { decodePlace, encodePlace, isNoMoment } from "./queue-place.js";
import type { Place } from "./queue-place.js";
import { queueRow, SHOWN } from "./queue-row.js";
import type { Row } from "./queue-row.js";

const LIST = "queue";

export function makeQueueQueries(deps: QueueDeps): QueueQueries {
  return { queue: (filter, page) => queue(deps, filter, page), board: makeBoard(deps), meter: makeMeter(deps) };
}

async function queue(deps: QueueDeps, filter: QueueFilter, page: PageWish): Promise<QueuePage> {
  const place = page.cursor ? decodePlace(LIST, page.cursor) : null;
  const moments = await momentsOf(deps);
  const at = moments.now.toISOString();
  if (filter.owner !== undefined && !isUuid(filter.owner)) return { items: [], next: null, at, counts: place ? null : NO_COUNTS };
  const limit = pageSize(page);
  const rows: Row[] = [];
  for (let part = place?.part ?? 0; part < PARTS.length && rows.length <= limit; part++) {
    const after = part === place?.part ? place : null;
    rows.push(...(await ofPart(deps.pool, { part, filter, moments, after, limit: limit + 1 - rows.length })));
  }
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map((row): QueueRow => queueRow(row, moments)),
    next: last ? encodePlace(LIST, last) : null,
    at,
    counts: place ? null : await countQueue(deps.pool, filter, moments),
  };
}

interface Wanted {
  part: number;
  filter: QueueFilter;
  moments: Moments;
  after: Place | null;
  limit: number;
}

async function ofPart(pool: Pool, { part, filter, moments, after, limit }: Wanted): Promise<Row[]> {
  const of = PARTS[part];
  if (!of) return [];
  const wanted = ofTickets(filter);
  for (const condition of of.conditions) wanted.and(condition);
  if (of.group === "due") wanted.and(...windowsOf(filter.due, moments));
  else if (filter.due && !filter.due.includes(of.group)) return [];
  // The first condition is for the index, which knows the due time only.
  if (after)
    wanted
      .and(`${of.due} >= ?::timestamptz`, after.due)
      .and(`(${of.due}, ${RANK}, t.id) > (?::timestamptz, ?::integer, ?::uuid)`, after.due, after.rank, after.id);
  const order = `${of.due}, ${RANK}, t.id`;
  const text = `select ${SHOWN.select}, p.part, p.due::text, p.rank_order as rank
    from (select t.id as ticket_id, c.id as commitment_id, ${part} as part, ${of.due} as due, ${RANK} as rank_order
      from ${of.from} where ${wanted.conditions.join(" and ")} order by ${order} limit ${limit}) p
    ${SHOWN.join} order by p.due, p.rank_order, p.ticket_id`;
  return run<Row>(pool, { name: "", text: numbered(text) }, wanted.values).catch((error: unknown) => {
    throw after && isNoMoment(error) ? new BadCursor() : error;
  });
}

/** The windows of the groups asked for, on what has to be done. */
function windowsOf(groups: readonly DueGroup[] | undefined, { now, soon, today }: Moments): [string, ...Date[]] {
  if (!groups || DUE_GROUPS.every((group) => groups.includes(group))) return ["true"];
  const windows: Record<DueGroup, [string, ...Date[]]> = {
    overdue: ["c.due_at < ?", now],
    soon: ["(c.due_at >= ? and c.due_at < ?)", now, soon],
    today: ["(c.due_at >= ? and c.due_at < ?)", soon, today],
    later: ["c.due_at >= ?", today],
  };
  const some = groups.map((group) => windows[group]);
  return [`(${some.map(([condition]) => condition).join(" or ")})`, ...some.flatMap(([, ...values]) => values)] as [
    string,
    ...Date[],
  ];
}
