import type { QueuePage, QueueRow } from "../../../../application/desk-pages.js";
import type { ConversationView, CustomerView, MessageView, TicketView } from "../../../../application/desk-views.js";
import { get, query } from "../api/client.js";
import { deskNow } from "../clock/now.js";
import type { List } from "../work/reads.js";
import { newsOf, type Desk, type News, type Work } from "./news.js";

/** More than one agent has in hand. */
const MOST = 200;

const workOf = ({ id, number, customer, conversation, team }: QueueRow): Work => ({
  ticketId: id,
  number,
  customer: customer.name,
  conversationId: conversation.id,
  team,
});

async function worksOf(filter: Record<string, string | boolean>): Promise<Work[] | null> {
  const answered = await get<QueuePage>(`/queue${query({ ...filter, limit: MOST })}`);
  return answered.ok ? answered.body.items.map(workOf) : null;
}

/** What the agent `me` has, and what nobody has; null: the server could not say, so nothing is new. */
export async function lookAtDesk(me: string): Promise<Desk | null> {
  const [mine, unassigned] = await Promise.all([worksOf({ owner: me }), worksOf({ atDutyPost: true })]);
  return mine === null || unassigned === null ? null : { mine, unassigned };
}

/**
 * Of the conversations in which a word was said, the news: it was the customer's, and the agent `me` holds the conversation or owns
 * its ticket. `told`: ids of messages that were told of, which it adds to.
 */
export async function wordsSaid(
  conversations: readonly string[],
  desk: Desk,
  { me, told }: { me: string; told: Set<string> },
): Promise<News[]> {
  const owned = new Map(desk.mine.map((work) => [work.conversationId, work]));
  const foreign = conversations.filter((id) => !owned.has(id));
  const held = foreign.length === 0 ? new Map<string, ConversationView>() : await heldBy(me);
  const news = await Promise.all(
    conversations.map(async (id): Promise<News | null> => {
      const [work, conversation] = [owned.get(id), held.get(id)];
      if (work === undefined && conversation === undefined) return null;
      if (!(await saidByCustomer(id, told))) return null;
      return newsOf("said", work ?? { number: await ticketIn(id), customer: await nameOf(conversation?.customerId ?? null) });
    }),
  );
  return news.filter((each) => each !== null);
}

async function heldBy(me: string): Promise<Map<string, ConversationView>> {
  const answered = await get<List<ConversationView>>(`/conversations${query({ agent: me, holder: "agent", limit: MOST })}`);
  return new Map(answered.ok ? answered.body.items.map((each) => [each.id, each]) : []);
}

/** Longer ago it is not what the hint was about: the bot spoke of its own accord. */
const JUST_MS = 2 * 60_000;
const LAST_FEW = 8;

/** A hint does not say whose word it was; behind the bot's answer stands what it answered. */
async function saidByCustomer(conversationId: string, told: Set<string>): Promise<boolean> {
  const answered = await get<List<MessageView>>(`/conversations/${conversationId}/messages?newest=true&limit=${LAST_FEW}`);
  const last = answered.ok ? answered.body.items.findLast(({ from }) => from !== "bot") : undefined;
  if (last?.from !== "customer" || told.has(last.id) || Date.parse(last.at) < deskNow() - JUST_MS) return false;
  told.add(last.id);
  return true;
}

async function ticketIn(conversationId: string): Promise<string | null> {
  const answered = await get<List<TicketView>>(`/tickets${query({ conversationId, limit: 1 })}`);
  return answered.ok ? (answered.body.items[0]?.number ?? null) : null;
}

async function nameOf(customerId: string | null): Promise<string | null> {
  if (customerId === null) return null;
  const answered = await get<CustomerView>(`/customers/${customerId}`);
  return answered.ok ? answered.body.name : null;
}

/** An alert names its ticket by id, if it is about one. */
export async function alertNews(ticketId: string | null, desk: Desk): Promise<News> {
  if (ticketId === null) return newsOf("alert", { number: null, customer: null });
  const known = [...desk.mine, ...desk.unassigned].find((work) => work.ticketId === ticketId);
  if (known !== undefined) return newsOf("alert", known);
  const answered = await get<TicketView>(`/tickets/${ticketId}`);
  return newsOf("alert", answered.ok ? { number: answered.body.number, customer: null } : { number: null, customer: null });
}
