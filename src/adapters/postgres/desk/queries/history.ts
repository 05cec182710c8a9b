import type { EventView, NoteView, TicketHistory } from "../../../../application/desk-queries.js";
import type { Vault } from "../../../../application/ports.js";
import type { Pool } from "../../pool.js";
import { isUuid } from "../shared/is-uuid.js";
import { list, iso, where } from "./list.js";
import { openText } from "../shared/open-text.js";

interface EventRow {
  id: string;
  seq: string;
  type: string;
  v: number;
  at: Date;
  recorded_at: Date;
  by: string;
  ticket_id: string | null;
  conversation_id: string | null;
  policy_version: string;
  data: unknown;
}

const eventView = (row: EventRow): EventView => ({
  id: row.id,
  seq: Number(row.seq),
  type: row.type,
  v: row.v,
  at: iso(row.at),
  recordedAt: iso(row.recorded_at),
  by: row.by,
  ticketId: row.ticket_id,
  conversationId: row.conversation_id,
  policyVersion: row.policy_version,
  data: row.data,
});

export interface NoteRow {
  id: string;
  ticket_id: string;
  conversation_id: string;
  agent_id: string;
  agent_name: string;
  at: Date;
  text: string;
  sealed: Buffer | null;
  data_key: Buffer | null;
}

export const noteView = (row: NoteRow, vault: Vault): NoteView => ({
  id: row.id,
  ticketId: row.ticket_id,
  conversationId: row.conversation_id,
  agent: row.agent_id,
  agentName: row.agent_name,
  at: iso(row.at),
  text: openText(row, vault),
});

export const NOTES = {
  select: "n.*, a.name as agent_name, k.data_key",
  table: { name: "notes", as: "n" },
  join: "join agents a on a.id = n.agent_id join tickets t on t.id = n.ticket_id join customers k on k.id = t.customer_id",
};

export function makeTicketHistory({ pool, vault }: { pool: Pool; vault: Vault }): TicketHistory {
  const empty = { items: [], next: null };
  return {
    events: async (ticketId, page) => {
      if (!isUuid(ticketId)) return empty;
      const wanted = where().and("e.ticket_id = ?", ticketId);
      const order = { by: [{ column: "e.seq", cast: "bigint" }] } as const;
      return list(
        pool,
        { name: "events", select: "e.*", table: { name: "events", as: "e" }, where: wanted, order, view: eventView },
        page,
      );
    },
    notes: async (ticketId, page) => {
      if (!isUuid(ticketId)) return empty;
      const wanted = where().and("n.ticket_id = ?", ticketId);
      const order = { by: [{ column: "n.id", cast: "uuid" }] } as const;
      return list(pool, { name: "notes", ...NOTES, where: wanted, order, view: (row: NoteRow) => noteView(row, vault) }, page);
    },
  };
}
