import type { Vault } from "../../../../application/ports.js";
import type { ResolutionView, TicketFilter, TicketQueries, TicketView } from "../../../../application/desk-queries.js";
import { ticketNumber } from "../../../../domain/ticket/ticket.js";
import { PRIORITIES, TICKET_STATUSES } from "../../../../domain/words.js";
import { sealerOf } from "../../rows.js";
import { openTicketDetail } from "../../rows-ticket.js";
import type { TicketRow } from "../../rows-ticket.js";
import type { Pool } from "../../pool.js";
import { FIRST_ANSWER } from "../../sql/digests/first-answer.js";
import { isUuid } from "../shared/is-uuid.js";
import { commitmentView } from "./commitments.js";
import type { CommitmentViewRow } from "./commitments.js";
import { anyOf, iso, isoOrNull, list, one, where } from "./list.js";
import type { Where } from "./list.js";

type Row = Omit<TicketRow, "detail"> & {
  detail: Buffer;
  owner_name: string;
  data_key: Buffer | null;
  commitments: CommitmentViewRow[];
};

const SELECT = `t.*, a.name as owner_name, k.data_key,
  (select coalesce(json_agg(c order by c.due_at, c.id), '[]') from commitments c where c.ticket_id = t.id) as commitments`;
const TABLE = { name: "tickets", as: "t" };
const JOIN = "join agents a on a.id = t.owner_id join customers k on k.id = t.customer_id";
const NEWEST = { by: [{ column: "t.id", cast: "uuid" }], descending: true } as const;
const ENDED = ["closed", "cancelled", "merged"];
const OPEN = ["open", "waiting", "resolved"] as const;
const TEAM = /^[\w-]+$/;
const NUMBER = /^(?:T-?)?0*(\d{1,9})$/i;

export function makeTicketQueries({ pool, vault }: { pool: Pool; vault: Vault }): TicketQueries {
  const of = { select: SELECT, table: TABLE, join: JOIN, view: (row: Row) => ticketView(row, vault) };
  return {
    list: async (filter, page) => {
      const wanted = conditions(filter);
      return wanted ? list(pool, { ...of, name: "tickets", where: wanted, order: NEWEST }, page) : { items: [], next: null };
    },
    one: async (idOrNumber) => {
      const number = NUMBER.exec(idOrNumber)?.[1];
      if (number) return one(pool, { ...of, where: where().and("t.number = ?", Number(number)) });
      return isUuid(idOrNumber) ? one(pool, { ...of, where: where().and("t.id = ?", idOrNumber) }) : null;
    },
  };
}

/** Null: nothing can meet them. */
function conditions(filter: TicketFilter): Where | null {
  const ids = [filter.owner, filter.customerId, filter.conversationId];
  if (ids.some((id) => id !== undefined && !isUuid(id))) return null;
  const wanted = where()
    .and("t.owner_id = ?", filter.owner)
    .and("t.form = ?", filter.form)
    .and("t.customer_id = ?", filter.customerId)
    .and("t.conversation_id = ?", filter.conversationId);
  // The word itself, so that the planner sees whether a sixth of all tickets is the team's or none: then only its index ends soon.
  if (filter.team !== undefined && TEAM.test(filter.team)) wanted.and(`t.team_id = '${filter.team}'`);
  else wanted.and("t.team_id = ?", filter.team);
  if (filter.category === "none") wanted.and("t.category is null");
  else wanted.and("t.category = ?", filter.category);
  counted(filter, wanted);
  if (filter.status) {
    // The open ones have an index of their own; all of them need no word on which, and the planner knows better how many they are.
    const open = !filter.status.some((status) => ENDED.includes(status));
    if (open) wanted.and("t.closed_at is null");
    if (!open || OPEN.some((status) => !filter.status?.includes(status)))
      wanted.and(anyOf("t.status", filter.status, TICKET_STATUSES));
  }
  if (filter.priority) wanted.and(anyOf("t.priority", filter.priority, PRIORITIES));
  if (filter.number !== undefined) {
    const number = NUMBER.exec(filter.number)?.[1];
    if (!number) return null;
    wanted.and("t.number = ?", Number(number));
  }
  return wanted;
}

/** What a figure of a period counts: bounded by its days, as the figure is. */
function counted(filter: TicketFilter, wanted: Where): void {
  wanted
    .and("t.created_at >= ?", filter.openedFrom)
    .and("t.created_at < ?", filter.openedTo)
    .and("t.closed_at >= ?", filter.closedFrom)
    .and("t.closed_at < ?", filter.closedTo)
    .and("t.created_at < ? and (t.closed_at is null or t.closed_at >= ?)", filter.openAt, filter.openAt);
  if (filter.answered !== undefined) wanted.and(`(${FIRST_ANSWER} is not null) = ?`, filter.answered);
  if (filter.reopened !== undefined) wanted.and(filter.reopened ? "t.reopened > 0" : "t.reopened = 0");
}

function ticketView(row: Row, vault: Vault): TicketView {
  const resolution = resolutionOf(row, vault);
  return {
    id: row.id,
    number: ticketNumber(row.number),
    status: row.status,
    reason: row.reason,
    waitingFor: row.waiting_for,
    category: row.category,
    form: row.form,
    nature: row.nature,
    urgency: row.urgency,
    importance: row.importance,
    priority: row.priority,
    rank: row.rank,
    outage: row.outage,
    owner: row.owner_id,
    ownerName: row.owner_name,
    team: row.team_id,
    customerId: row.customer_id,
    conversationId: row.conversation_id,
    text: row.text,
    keywords: row.keywords,
    classification: row.classification,
    ...(resolution && { resolution }),
    linkedTo: row.linked_to,
    reopened: row.reopened,
    createdAt: iso(row.created_at),
    closedAt: isoOrNull(row.closed_at),
    commitments: row.commitments.map(commitmentView),
  };
}

/** Missing where it cannot be opened: an erased customer's ticket is still shown. */
function resolutionOf(row: Row, vault: Vault): ResolutionView | null {
  if (row.status !== "resolved" && row.status !== "closed") return null;
  try {
    const detail = openTicketDetail(row, sealerOf(vault, row.data_key));
    return "resolution" in detail ? { ...detail.resolution, at: iso(new Date(detail.resolution.at)) } : null;
  } catch {
    return null;
  }
}
