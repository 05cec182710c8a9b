import type { CommitmentQueries, CommitmentView } from "../../../../application/desk-queries.js";
import { COMMITMENT_KINDS, COMMITMENT_STATES, PRIORITIES } from "../../../../domain/words.js";
import type { CommitmentRow } from "../../rows-commitment.js";
import type { Pool } from "../../pool.js";
import { isUuid } from "../shared/is-uuid.js";
import { anyOf, iso, isoOrNull, list, one, where } from "./list.js";

/** From the driver, or from JSON inside a ticket. */
export type CommitmentViewRow = CommitmentRow & { conversation_id: string };

export const commitmentView = (row: CommitmentViewRow): CommitmentView => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  ticketId: row.ticket_id,
  conversationId: row.conversation_id,
  owedTo: row.owed_to,
  owedBy: row.owed_by,
  startedAt: iso(row.started_at),
  dueAt: iso(row.due_at),
  clock: row.clock,
  pausedAt: isoOrNull(row.paused_at),
  pausedMs: Number(row.paused_ms),
  pausedUntil: isoOrNull(row.paused_until),
  saidAt: isoOrNull(row.said_at),
  toldBefore: row.told_before,
  heldByBot: row.held_by_bot,
  byReprioritising: row.by_reprioritising,
  late: row.late,
  why: row.why,
  alerts: row.alerts.map(({ level, at, to }) => ({ level, at: new Date(at).toISOString(), to })),
  overdue: row.state === "broken" && row.steps.some((step) => step.do === "overdue"),
  steps: row.steps.flatMap((step) => (step.do === "overdue" ? [] : [{ at: new Date(step.at).toISOString(), do: step.do }])),
  policyVersion: row.policy_version,
  endedAt: isoOrNull(row.ended_at),
});

const FROM = { select: "c.*", table: { name: "commitments", as: "c" }, view: commitmentView };

export function makeCommitmentQueries(pool: Pool): CommitmentQueries {
  return {
    list: async (filter, page) => {
      if (filter.ticketId !== undefined && !isUuid(filter.ticketId)) return { items: [], next: null };
      const wanted = where().and("c.ticket_id = ?", filter.ticketId).and("c.due_at < ?", filter.dueBefore);
      if (filter.state) wanted.and(anyOf("c.state", filter.state, COMMITMENT_STATES));
      if (filter.kind) wanted.and(anyOf("c.kind", filter.kind, COMMITMENT_KINDS));
      if (filter.alerted !== undefined) wanted.and(filter.alerted ? "c.alerts <> '[]'" : "c.alerts = '[]'");
      if (filter.owedBy === "desk") wanted.and("c.owed_by <> 'customer'");
      else wanted.and("c.owed_by = ?", filter.owedBy);
      wanted
        .and("c.ended_at >= ?", filter.endedFrom)
        .and("c.ended_at < ?", filter.endedTo)
        .and("c.told_before = ?", filter.toldBefore)
        .and("c.held_by_bot = ?", filter.heldByBot)
        .and("c.by_reprioritising = ?", filter.byReprioritising)
        .and("exists (select from tickets t where t.id = c.ticket_id and t.team_id = ?)", filter.team);
      if (filter.priority)
        wanted.and(
          `exists (select from tickets t where t.id = c.ticket_id and ${anyOf("t.priority", filter.priority, PRIORITIES)})`,
        );
      const order = {
        by: [
          { column: "c.due_at", cast: "timestamptz" },
          { column: "c.id", cast: "uuid" },
        ],
      } as const;
      return list(pool, { ...FROM, name: "commitments", where: wanted, order }, page);
    },
    one: async (id) => (isUuid(id) ? one(pool, { ...FROM, where: where().and("c.id = ?", id) }) : null),
  };
}
