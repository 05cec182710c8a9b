import type { SurveyQueries, SurveyView } from "../../../../application/desk-queries.js";
import type { Vault } from "../../../../application/ports.js";
import type { Survey } from "../../../../domain/ticket/ticket.js";
import type { Pool } from "../../pool.js";
import { isUuid } from "../shared/is-uuid.js";
import { anyOf, iso, isoOrNull, list, where } from "./list.js";

interface Row {
  id: string;
  ticket_id: string;
  conversation_id: string;
  customer_id: string;
  assignee: string;
  kind: SurveyView["kind"];
  state: SurveyView["state"];
  asked_at: Date;
  expires_at: Date;
  scores: number[] | null;
  answered_at: Date | null;
  sealed: Buffer;
  data_key: Buffer;
}

const STATES: SurveyView["state"][] = ["asked", "answered", "expired", "dropped"];
const OF = {
  name: "surveys",
  select: "s.*, k.data_key",
  table: { name: "surveys", as: "s" },
  join: "join customers k on k.id = s.customer_id",
};
const NEWEST = { by: [{ column: "s.id", cast: "uuid" }], descending: true } as const;

export function makeSurveyQueries({ pool, vault }: { pool: Pool; vault: Vault }): SurveyQueries {
  return {
    list: async (filter, page) => {
      if ([filter.ticketId, filter.customerId, filter.assignee].some((id) => id !== undefined && !isUuid(id)))
        return { items: [], next: null };
      const wanted = where().and("s.ticket_id = ?", filter.ticketId).and("s.customer_id = ?", filter.customerId);
      wanted
        .and("s.asked_at >= ?", filter.askedFrom)
        .and("s.asked_at < ?", filter.askedTo)
        .and("s.assignee = ?", filter.assignee)
        .and("exists (select from tickets t where t.id = s.ticket_id and t.team_id = ?)", filter.team);
      if (filter.state) wanted.and(anyOf("s.state", filter.state, STATES));
      if (filter.marked)
        wanted.and(filter.marked === "overall" ? "s.scores is not null" : "s.scores is not null and s.kind = 'full'");
      return list(pool, { ...OF, where: wanted, order: NEWEST, view: (row: Row) => surveyView(row, vault) }, page);
    },
  };
}

const surveyView = (row: Row, vault: Vault): SurveyView => ({
  id: row.id,
  ticketId: row.ticket_id,
  conversationId: row.conversation_id,
  customerId: row.customer_id,
  assignee: row.assignee,
  kind: row.kind,
  state: row.state,
  askedAt: iso(row.asked_at),
  expiresAt: iso(row.expires_at),
  scores: row.scores,
  comment: commentOf(row, vault),
  answeredAt: isoOrNull(row.answered_at),
});

/** That of the answer that counts, the last. */
function commentOf(row: Row, vault: Vault): string | null {
  try {
    const answers = JSON.parse(vault.open(row.data_key, row.id, row.sealed)) as Survey["answers"];
    return answers.at(-1)?.comment ?? null;
  } catch {
    return null;
  }
}
