import {
  UNSEEN_MOST,
  type AlertKind,
  type AlertReader,
  type Alerts,
  type AlertView,
} from "../../../../application/alerts/alerts.js";
import { BadCursor } from "../../../../application/desk-queries.js";
import { ticketNumber } from "../../../../domain/ticket/ticket.js";
import type { AlertLevel, CommitmentKind, CommitmentState } from "../../../../domain/words.js";
import { run } from "../../pool.js";
import type { Pool } from "../../pool.js";
import { countAlerts } from "../../sql/alerts/count-alerts.js";
import { listAlerts } from "../../sql/alerts/list-alerts.js";
import { seeAlerts } from "../../sql/alerts/see-alerts.js";
import { iso, isoOrNull } from "../queries/list.js";
import { pageSize } from "../queries/queue-moments.js";
import { decodePlace, encodePlace, isNoMoment } from "../queries/queue-place.js";

const LIST = "alerts";
/** Before every alert there is. */
const NEWEST = { due: "infinity", id: "ffffffff-ffff-ffff-ffff-ffffffffffff" };

interface Row {
  id: string;
  kind: AlertKind;
  level: AlertLevel | null;
  by_id: string | null;
  by_name: string;
  at: Date;
  /** Machine time, as Postgres writes it: the cursor. */
  place: string;
  ticket_id: string | null;
  number: number | null;
  conversation_id: string | null;
  customer_id: string | null;
  name: string | null;
  company: string | null;
  commitment_id: string | null;
  commitment_kind: CommitmentKind;
  commitment_state: CommitmentState;
  due_at: Date;
  delivery_id: string | null;
  why: string | null;
  seen_at: Date | null;
}

export function makeAlerts(pool: Pool): Alerts {
  const asked = ({ agentId, levels, team }: AlertReader, seen: boolean | undefined) => [agentId, levels, team, seen ?? null];
  return {
    list: async (reader, { seen }, page) => {
      const after = page.cursor ? decodePlace(LIST, page.cursor) : NEWEST;
      const limit = pageSize(page);
      const values = [...asked(reader, seen), after.due, after.id, limit + 1];
      const rows = await run<Row>(pool, listAlerts, values).catch((error: unknown) => {
        throw page.cursor && isNoMoment(error) ? new BadCursor() : error;
      });
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      return {
        items: rows.slice(0, limit).map(viewOf),
        next: last ? encodePlace(LIST, { part: 0, due: last.place, rank: 0, id: last.id }) : null,
        counts: page.cursor ? null : { unseen: await unseenOf(reader) },
      };
    },
    see: async (agentId, alertIds) => {
      await run(pool, seeAlerts, [agentId, alertIds]);
    },
  };

  async function unseenOf(reader: AlertReader): Promise<number> {
    const values = [...asked(reader, false), NEWEST.due, NEWEST.id, UNSEEN_MOST];
    const [row] = await run<{ n: number }>(pool, countAlerts, values);
    return row?.n ?? 0;
  }
}

const viewOf = (row: Row): AlertView => ({
  id: row.id,
  kind: row.kind,
  level: row.level,
  by: row.by_id === null ? null : { id: row.by_id, name: row.by_name },
  at: iso(row.at),
  ticketId: row.ticket_id,
  number: row.number === null ? null : ticketNumber(row.number),
  conversationId: row.conversation_id,
  customer: row.customer_id === null ? null : { name: row.name, company: row.company },
  commitment:
    row.commitment_id === null
      ? null
      : { id: row.commitment_id, kind: row.commitment_kind, dueAt: iso(row.due_at), state: row.commitment_state },
  deliveryId: row.delivery_id,
  why: row.why,
  seenAt: isoOrNull(row.seen_at),
});
