import { z } from "zod";
import type { TicketView } from "../../../../../application/desk-queries.js";
import type { PhraseFacts } from "../../../../../application/phrases.js";
import { isTold } from "../../../../../domain/conversation/told.js";
import { LOCALES } from "../../../../../domain/words.js";
import type { Locale } from "../../../../../domain/words.js";
import type { Desk } from "../../desk.js";
import { unknown } from "../../reply.js";
import { route } from "../../route.js";
import * as answer from "../../schemas/answer.js";
import * as field from "../../schemas/field.js";
import * as page from "../../schemas/pages.js";

const phrases = route({
  method: "GET",
  path: "/phrases",
  may: "read",
  summary: "Standard phrases, with a ticket filled in: what it cannot fill, such as {due} where nothing is owed, stays in braces",
  params: field.nothing,
  query: z.strictObject({
    locale: z.enum(LOCALES).exactOptional().describe("Left out: that of the ticket's conversation, else the desk's"),
    q: field.name.exactOptional().describe("Words of the title or the text, in any language"),
    ticketId: field.ticketRef.exactOptional(),
  }),
  body: null,
  status: 200,
  answer: answer.page(page.phrase),
  handle: async (desk, { by, query: { locale, q = null, ticketId } }) => {
    const of = ticketId === undefined ? NO_TICKET : await factsOf(desk, ticketId, by.name);
    if (of === null) return unknown("tickets");
    const { phrases } = desk.pages;
    const items = phrases.find({ locale: locale ?? of.locale ?? phrases.defaultLocale(), q, facts: of.facts });
    return { status: 200, body: { items, next: null } };
  },
});

const NO_TICKET = { locale: null, facts: null };

async function factsOf(
  { queries, clock }: Desk,
  ref: string,
  agent: string,
): Promise<{ locale: Locale | null; facts: PhraseFacts } | null> {
  const ticket = await queries.tickets.one(ref);
  if (!ticket) return null;
  const [conversation, customer, now] = await Promise.all([
    queries.conversations.one(ticket.conversationId),
    queries.customers.one(ticket.customerId, { reveal: false }),
    clock.now(),
  ]);
  const named = customer?.name ?? customer?.company ?? null;
  const facts = {
    customer: named,
    number: ticket.number,
    due: nextDue(ticket, now),
    agent,
    zone: conversation?.zone ?? null,
    now,
  };
  return { locale: conversation?.locale ?? null, facts };
}

/** The next thing that the customer was promised and has not been told. */
function nextDue({ commitments }: TicketView, now: number): number | null {
  const owed = commitments.filter((c) => c.state === "owed" && c.saidAt === null && isTold(c) && Date.parse(c.dueAt) > now);
  return owed.length === 0 ? null : Math.min(...owed.map((c) => Date.parse(c.dueAt)));
}

export const phraseRoutes = [phrases];
