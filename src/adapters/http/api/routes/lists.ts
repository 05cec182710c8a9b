import { z } from "zod";
import { AUDIT_ACTIONS } from "../../../../application/audit.js";
import { DELIVERY_STATES } from "../../../../application/deliveries/outbox.js";
import type { Page, PageWish } from "../../../../application/desk-queries.js";
import type { Verb } from "../../../../application/rights.js";
import { DIMENSIONS } from "../../../../domain/digest/figures.js";
import {
  CATEGORIES,
  COMMITMENT_KINDS,
  COMMITMENT_STATES,
  FORMS,
  HOLDERS,
  PRIORITIES,
  TICKET_STATUSES,
} from "../../../../domain/words.js";
import type { Desk } from "../desk.js";
import { found } from "../perform.js";
import { route } from "../route.js";
import * as answer from "../schemas/answer.js";
import * as field from "../schemas/field.js";
import { agentsPage } from "./agents-page.js";

interface List<F extends z.ZodRawShape, T extends z.ZodType> {
  summary: string;
  filters: F;
  item: T;
  may?: Verb;
  read(desk: Desk, filter: z.output<z.ZodObject<F>>, page: PageWish): Promise<Page<z.input<T>>>;
}

/** A list at `/NAME`: its filters are field names, everything else in the query is refused by name. */
const list = <F extends z.ZodRawShape, T extends z.ZodType>(
  name: string,
  { summary, filters, item, read, may = "read" }: List<F, T>,
) =>
  route({
    method: "GET",
    path: `/${name}`,
    may,
    summary,
    params: field.nothing,
    query: z.strictObject({ ...filters, ...field.paging }),
    body: null,
    status: 200,
    answer: answer.page(item),
    handle: async (desk, call) => {
      const { cursor, limit, ...filter } = call.query as z.output<z.ZodObject<F>> & Required<PageWish>;
      const page = cursor === undefined ? { limit } : { cursor, limit };
      return found(name, await read(desk, filter as unknown as z.output<z.ZodObject<F>>, page));
    },
  });

const id = field.uuid.exactOptional();
const word = field.name.exactOptional();
const moment = field.moment.transform((at) => new Date(at)).exactOptional();
const owedBy = z.union([field.uuid, z.enum(["bot", "customer", "desk"])], "must be an agent's id, bot, customer or desk");
const yesOrNo = field.yesOrNo.exactOptional();

export const listRoutes = [
  list("tickets", {
    summary: "Tickets, newest first",
    filters: {
      status: field.someOf(TICKET_STATUSES).exactOptional(),
      owner: id,
      team: word,
      priority: field.someOf(PRIORITIES).exactOptional(),
      category: z.enum([...CATEGORIES, "none"]).exactOptional(),
      form: z.enum(FORMS).exactOptional(),
      customerId: id,
      conversationId: id,
      number: field.ticketRef.exactOptional(),
      openedFrom: moment,
      openedTo: moment,
      closedFrom: moment,
      closedTo: moment,
      openAt: moment.describe("Registered before this moment and not closed by then"),
      answered: yesOrNo.describe("A person has said something that counts"),
      reopened: yesOrNo,
    },
    item: answer.ticket,
    read: (desk, filter, page) => desk.queries.tickets.list(filter, page),
  }),
  list("conversations", {
    summary: "Conversations, newest first; with unanswered=true the longest waiting first",
    filters: { holder: z.enum(HOLDERS).exactOptional(), agent: id, customerId: id, unanswered: yesOrNo },
    item: answer.conversation,
    read: (desk, filter, page) => desk.queries.conversations.list(filter, page),
  }),
  list("commitments", {
    summary: "What is owed and was owed, the earliest due first",
    filters: {
      state: field.someOf(COMMITMENT_STATES).exactOptional(),
      kind: field.someOf(COMMITMENT_KINDS).exactOptional(),
      ticketId: id,
      alerted: yesOrNo,
      dueBefore: moment,
      endedFrom: moment,
      endedTo: moment,
      owedBy: owedBy.exactOptional().describe("An agent's id, `bot`, `customer`, or `desk`: whoever but the customer"),
      team: word,
      priority: field.someOf(PRIORITIES).exactOptional(),
      toldBefore: yesOrNo,
      heldByBot: yesOrNo,
      byReprioritising: yesOrNo,
    },
    item: answer.commitment,
    read: (desk, filter, page) => desk.queries.commitments.list(filter, page),
  }),
  list("customers", {
    summary: "Customers, newest first; contacts masked",
    filters: { name: word, company: word },
    item: answer.customer,
    read: (desk, filter, page) => desk.queries.customers.list(filter, page),
  }),
  list("surveys", {
    summary: "Surveys, newest first, with the answer that counts",
    filters: {
      ticketId: id,
      customerId: id,
      state: field.someOf(["asked", "answered", "expired", "dropped"]).exactOptional(),
      askedFrom: moment,
      askedTo: moment,
      assignee: id,
      team: word,
      marked: z.enum(DIMENSIONS).exactOptional().describe("With a mark in this dimension"),
    },
    item: answer.survey,
    read: (desk, filter, page) => desk.queries.surveys.list(filter, page),
  }),
  list("agents", {
    summary: "The desk's people, by name",
    filters: { team: word },
    item: answer.agent,
    read: (desk, filter, page) => agentsPage(desk.queries.people, filter, page),
  }),
  list("deliveries", {
    summary: "What goes out over channels, newest first",
    filters: { state: field.someOf(DELIVERY_STATES).exactOptional(), channel: word },
    item: answer.delivery,
    read: (desk, filter, page) => desk.queries.deliveries.list(filter, page),
  }),
  list("audit", {
    summary: "Who did what that matters to security, newest first; failed sign-ins of an hour are one entry",
    filters: { action: z.enum(AUDIT_ACTIONS).exactOptional(), agent: id, subject: id },
    item: answer.audit,
    may: "audit",
    read: (desk, filter, page) => desk.audit.list(filter, page),
  }),
];
