import { AT_DUTY_POST } from "./at-duty-post.js";
import { PARTS } from "./queue-parts.js";
import type { DueGroup, NearestView, QueueCustomer, QueueRow } from "../../../../application/desk-pages.js";
import { dueWord } from "../../../../domain/commitment/due-word.js";
import { customerNumber, ticketNumber } from "../../../../domain/ticket/ticket.js";
import type {
  Category,
  Channel,
  CommitmentKind,
  CommitmentState,
  Form,
  Holder,
  Priority,
  TicketStatus,
} from "../../../../domain/words.js";
import { iso, isoOrNull } from "./list.js";
import type { Moments } from "./queue-moments.js";

const WORDS_MOST = 160;

const NEAREST = `c.id as commitment_id, c.kind, c.state, c.started_at, c.due_at, c.paused_until, c.said_at, c.told_before, c.owed_to,
  c.owed_by, c.why`;
const CUSTOMER = "k.id as customer_id, k.number as customer_number, k.name as customer_name, k.company";
/** A part of the text alone, so that a demand of any length costs one row. */
export const FIRST_WORDS = `left(t.text, ${WORDS_MOST}) as text`;

export const SHOWN = {
  select: `${NEAREST}, ${CUSTOMER}, t.id, t.number, t.status, t.waiting_for, t.category, t.form, t.priority, t.rank as ticket_rank, t.outage,
    t.owner_id, t.team_id, t.created_at, ${FIRST_WORDS}, a.name as owner_name,
    ${AT_DUTY_POST} as at_duty_post,
    v.id as conversation_id, v.channel, v.holder, v.agent_id, h.name as agent_name, v.unanswered_since,
    (select count(*)::int from messages m where m.conversation_id = v.id and m.seq > v.seen_seq and m.sender <> 'customer') as unseen`,
  join: `join tickets t on t.id = p.ticket_id left join commitments c on c.id = p.commitment_id join agents a on a.id = t.owner_id
    join conversations v on v.id = t.conversation_id join customers k on k.id = t.customer_id left join agents h on h.id = v.agent_id`,
  nearest: NEAREST,
  customer: CUSTOMER,
};

export interface NearestRow {
  commitment_id: string;
  kind: CommitmentKind;
  state: CommitmentState;
  started_at: Date;
  due_at: Date;
  paused_until: Date | null;
  said_at: Date | null;
  told_before: boolean;
  owed_to: "customer" | "desk";
  owed_by: string;
  why: string;
}

export interface CustomerRow {
  customer_id: string;
  customer_number: number;
  customer_name: string | null;
  company: string | null;
}

type Ticket = CustomerRow & {
  id: string;
  number: number;
  status: TicketStatus;
  waiting_for: string | null;
  category: Category | null;
  form: Form;
  priority: Priority;
  ticket_rank: number;
  outage: boolean;
  owner_id: string;
  owner_name: string;
  at_duty_post: boolean;
  team_id: string;
  created_at: Date;
  text: string;
  conversation_id: string;
  channel: Channel;
  holder: Holder;
  agent_id: string | null;
  agent_name: string | null;
  unseen: number;
  unanswered_since: Date | null;
};

/** With its place in the list: `part`, `due`, `rank`, `id`. */
export type Row = Ticket & (NearestRow | { commitment_id: null }) & { part: number; due: string; rank: number };

export function queueRow(row: Row, moments: Moments): QueueRow {
  const nearest = row.commitment_id === null ? null : nearestView(row, moments.now);
  return {
    id: row.id,
    number: ticketNumber(row.number),
    status: row.status,
    waitingFor: row.waiting_for,
    category: row.category,
    form: row.form,
    priority: row.priority,
    rank: row.ticket_rank,
    outage: row.outage,
    owner: row.owner_id,
    ownerName: row.owner_name,
    atDutyPost: row.at_duty_post,
    team: row.team_id,
    createdAt: iso(row.created_at),
    text: row.text,
    customer: customerOf(row),
    conversation: {
      id: row.conversation_id,
      channel: row.channel,
      holder: row.holder,
      agent: row.agent_id,
      agentName: row.agent_name,
      unseen: row.unseen,
      unansweredSince: isoOrNull(row.unanswered_since),
    },
    nearest,
    group: PARTS[row.part]?.group !== "later" && nearest ? groupOf(new Date(nearest.dueAt), moments) : "later",
  };
}

function groupOf(due: Date, { now, soon, today }: Moments): DueGroup {
  if (due < now) return "overdue";
  if (due < soon) return "soon";
  return due < today ? "today" : "later";
}

export const customerOf = (row: CustomerRow): QueueCustomer => ({
  id: row.customer_id,
  number: customerNumber(row.customer_number),
  name: row.customer_name,
  company: row.company,
});

export function nearestView(row: NearestRow, now: Date): NearestView {
  const { kind, state } = row;
  const owing = {
    state,
    startedAt: row.started_at.getTime(),
    dueAt: row.due_at.getTime(),
    saidAt: row.said_at?.getTime() ?? null,
    toldBefore: row.told_before,
  };
  return {
    id: row.commitment_id,
    kind,
    state,
    word: dueWord(owing, now.getTime()),
    startedAt: iso(row.started_at),
    dueAt: iso(row.due_at),
    pausedUntil: isoOrNull(row.paused_until),
    saidAt: isoOrNull(row.said_at),
    owedTo: row.owed_to,
    owedBy: row.owed_by,
    why: row.why,
  };
}
