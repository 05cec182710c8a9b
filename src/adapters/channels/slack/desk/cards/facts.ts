import type { SlackDeskParts } from "../desk-deps.js";
import type { CardFacts } from "./card.js";

type FactsDeps = Pick<SlackDeskParts, "queries" | "deskNow">;

/** All that a card shows; null: the ticket is no more. By id or number. */
export async function factsOf(ticketRef: string, { queries, deskNow }: FactsDeps): Promise<CardFacts | null> {
  const ticket = await queries.tickets.one(ticketRef);
  if (ticket === null) return null;
  const [conversation, customer, surveys, now] = await Promise.all([
    queries.conversations.one(ticket.conversationId),
    queries.customers.one(ticket.customerId, { reveal: false }),
    queries.surveys.list({ ticketId: ticket.id }, { limit: 1 }),
    deskNow(),
  ]);
  if (conversation === null || customer === null) return null;
  return { ticket, conversation, customer, survey: surveys.items[0] ?? null, now };
}
