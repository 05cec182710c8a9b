import type { Change, NewNote } from "../../application/turn-store.js";
import type { Resolution, Survey, Ticket, TicketBase } from "../../domain/ticket/ticket.js";
import type { Instant } from "../../domain/time.js";
import type { Category, Form, Level, Nature, Priority, TicketStatus } from "../../domain/words.js";
import { detailOf, instant, iso } from "./rows.js";
import type { Sealer, Time } from "./rows.js";

/** What a status has beside the columns: sealed, since a resolution is free text about the customer's affair. */
export type TicketDetail =
  | { status: "open" | "cancelled" }
  | { status: "waiting"; since: Instant }
  | { status: "resolved" | "closed"; resolution: Resolution }
  | { status: "merged"; into: string };

export interface TicketRow {
  id: string;
  number: number;
  conversation_id: string;
  customer_id: string;
  category: Category | null;
  form: Form;
  nature: Nature | null;
  urgency: Level;
  importance: Level;
  priority: Priority;
  rank: TicketBase["rank"];
  outage: boolean;
  owner_id: string;
  team_id: string;
  status: TicketStatus;
  reason: string | null;
  waiting_for: string | null;
  text: string;
  sealed: string | null;
  keywords: string[];
  classification: TicketBase["classification"];
  detail: string;
  linked_to: string | null;
  created_at: Time;
  closed_at: Time | null;
  reopened: number;
  policy_version: string;
}

export const openTicketDetail = (row: { id: string; detail: Buffer | string }, sealer: Sealer): TicketDetail =>
  JSON.parse(sealer.open(detailOf(row.id), row.detail)) as TicketDetail;

export function openTicket(row: TicketRow, sealer: Sealer): Ticket {
  const base: TicketBase = {
    id: row.id,
    number: row.number,
    conversationId: row.conversation_id,
    customerId: row.customer_id,
    category: row.category,
    form: row.form,
    nature: row.nature,
    urgency: row.urgency,
    importance: row.importance,
    priority: row.priority,
    rank: row.rank,
    outage: row.outage,
    owner: row.owner_id,
    team: row.team_id,
    text: row.sealed === null ? row.text : sealer.open(row.id, row.sealed),
    keywords: row.keywords,
    classification: row.classification,
    linkedTo: row.linked_to,
    createdAt: instant(row.created_at),
    reopened: row.reopened,
    policyVersion: row.policy_version,
  };
  return { ...base, ...statusOf(row, openTicketDetail(row, sealer)) };
}

type Status = Ticket extends infer T ? (T extends TicketBase ? Omit<T, keyof TicketBase> : never) : never;

/** Columns and detail are written together, so they agree. */
function statusOf(row: TicketRow, detail: TicketDetail): Status {
  const ended = { closedAt: instant(row.closed_at ?? row.created_at), reason: row.reason };
  switch (detail.status) {
    case "open":
      return { status: "open" };
    case "waiting":
      return { status: "waiting", waitingFor: row.waiting_for as "customer" | "third_party", waitingSince: detail.since };
    case "resolved":
      return { status: "resolved", resolution: detail.resolution };
    case "closed":
      return { status: "closed", resolution: detail.resolution, ...ended } as Status;
    case "cancelled":
      return { status: "cancelled", ...ended } as Status;
    case "merged":
      return { status: "merged", closedAt: ended.closedAt, into: detail.into };
  }
}

function detail(ticket: Ticket): TicketDetail {
  switch (ticket.status) {
    case "open":
    case "cancelled":
      return { status: ticket.status };
    case "waiting":
      return { status: "waiting", since: ticket.waitingSince };
    case "resolved":
    case "closed":
      return { status: ticket.status, resolution: ticket.resolution };
    case "merged":
      return { status: "merged", into: ticket.into };
  }
}

export const ticketRow = ({ ticket, masked }: Change["tickets"][number], sealer: Sealer) => ({
  id: ticket.id,
  number: ticket.number,
  conversation_id: ticket.conversationId,
  customer_id: ticket.customerId,
  category: ticket.category,
  form: ticket.form,
  nature: ticket.nature,
  urgency: ticket.urgency,
  importance: ticket.importance,
  priority: ticket.priority,
  rank: ticket.rank,
  outage: ticket.outage,
  owner_id: ticket.owner,
  team_id: ticket.team,
  status: ticket.status,
  reason: "reason" in ticket ? ticket.reason : null,
  waiting_for: "waitingFor" in ticket ? ticket.waitingFor : null,
  text: masked,
  sealed: masked === ticket.text ? null : sealer.seal(ticket.id, ticket.text),
  keywords: ticket.keywords,
  classification: ticket.classification,
  detail: sealer.seal(detailOf(ticket.id), JSON.stringify(detail(ticket))),
  linked_to: ticket.linkedTo,
  created_at: iso(ticket.createdAt),
  closed_at: "closedAt" in ticket ? iso(ticket.closedAt) : null,
  reopened: ticket.reopened,
  policy_version: ticket.policyVersion,
});

export interface SurveyRow {
  id: string;
  ticket_id: string;
  customer_id: string;
  assignee: string;
  kind: Survey["kind"];
  state: Survey["state"];
  asked_at: Time;
  expires_at: Time;
  sealed: string;
}

export const openSurvey = (row: SurveyRow, sealer: Sealer): Survey => ({
  id: row.id,
  ticketId: row.ticket_id,
  customerId: row.customer_id,
  assignee: row.assignee,
  kind: row.kind,
  state: row.state,
  askedAt: instant(row.asked_at),
  expiresAt: instant(row.expires_at),
  answers: JSON.parse(sealer.open(row.id, row.sealed)) as Survey["answers"],
});

/** The marks that count stand in clear for the averages; all answers, with their comments, are sealed. */
export function surveyRow(conversationId: string, survey: Survey, sealer: Sealer) {
  const counts = survey.answers.at(-1);
  return {
    id: survey.id,
    ticket_id: survey.ticketId,
    conversation_id: conversationId,
    customer_id: survey.customerId,
    assignee: survey.assignee,
    kind: survey.kind,
    state: survey.state,
    asked_at: iso(survey.askedAt),
    expires_at: iso(survey.expiresAt),
    scores: counts?.scores ?? null,
    answered_at: counts ? iso(counts.at) : null,
    sealed: sealer.seal(survey.id, JSON.stringify(survey.answers)),
  };
}

export const noteRow = (conversationId: string, note: NewNote, sealer: Sealer) => ({
  id: note.id,
  conversation_id: conversationId,
  ticket_id: note.ticketId,
  agent_id: note.agentId,
  at: iso(note.at),
  text: note.text,
  sealed: note.full === null ? null : sealer.seal(note.id, note.full),
});
