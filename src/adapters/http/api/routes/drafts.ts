import { z } from "zod";
import type { TicketView } from "../../../../application/desk-queries.js";
import type { DraftView, NewDraft } from "../../../../application/held-replies.js";
import type { Refusal } from "../../../../domain/input.js";
import type { Desk } from "../desk.js";
import { found } from "../perform.js";
import { refused } from "../refused.js";
import { REUSED } from "../repeat.js";
import { unknown, type Problem, type Reply } from "../reply.js";
import { route } from "../route.js";
import * as answer from "../schemas/answer.js";
import * as field from "../schemas/field.js";
import * as page from "../schemas/pages.js";

const params = z.strictObject({ id: field.uuid });

const TOO_MANY: Problem = {
  status: 409,
  code: "too_many_drafts",
  detail: "You hold as many replies as one may: wait until some have gone out.",
};
const SENT: Problem = {
  status: 409,
  code: "already_sent",
  detail: "It has gone out: say in another message what is to be put right.",
};

/** A reply that waits to be taken back. What would be refused now is refused now, and judged once more when it goes out. */
export async function holdReply(desk: Desk, draft: NewDraft): Promise<Reply<DraftView> | Problem> {
  const refusal = await refusalNow(desk, draft);
  if (refusal) return refused(refusal, desk.queries.people);
  const held = await desk.pages.drafts.hold(draft);
  if (!("refused" in held)) return { status: 201, body: held };
  return held.refused === "key_reused" ? REUSED : TOO_MANY;
}

async function refusalNow({ queries }: Desk, { conversationId, ticketId, agentId, force }: NewDraft): Promise<Refusal | null> {
  const conversation = await queries.conversations.one(conversationId);
  if (!conversation) return { refused: "unknown_conversation" };
  const { agent, holder } = conversation;
  if (holder === "agent" && agent !== null && agent !== agentId && !force) return { refused: "taken", holder: agent };
  const isOpen = ({ status }: TicketView): boolean => status === "open" || status === "waiting" || status === "resolved";
  if (ticketId !== null) {
    const ticket = await queries.tickets.one(ticketId);
    if (ticket?.conversationId !== conversationId) return { refused: "unknown_ticket" };
    return isOpen(ticket) ? null : { refused: "ticket_ended", status: ticket.status };
  }
  const { items } = await queries.tickets.list({ conversationId, status: ["open", "waiting", "resolved"] }, { limit: 2 });
  return items.length > 1 ? { refused: "which_ticket", ticketIds: items.map(({ id }) => id) } : null;
}

const list = route({
  method: "GET",
  path: "/conversations/{id}/drafts",
  may: "serve",
  summary: "Your own replies that are held for undo or could not go out; nobody else sees them",
  params,
  query: field.nothing,
  body: null,
  status: 200,
  answer: answer.page(page.draft),
  handle: async (desk, { by, params: { id } }) => {
    const conversation = await desk.queries.conversations.one(id);
    return found("conversations", conversation && { items: await desk.pages.drafts.ofAuthor(id, by.agentId), next: null });
  },
});

const takeBack = route({
  method: "DELETE",
  path: "/drafts/{id}",
  may: "serve",
  summary: "Take a held reply back before it goes out, or put away one that could not; answers with its text",
  params,
  query: field.nothing,
  body: null,
  status: 200,
  answer: page.draft,
  handle: async (desk, { by, params: { id } }) => {
    const draft = await desk.pages.drafts.takeBack(id, by.agentId);
    if (!("refused" in draft)) return { status: 200, body: draft };
    return draft.refused === "already_sent" ? SENT : unknown("drafts");
  },
});

export const draftRoutes = [list, takeBack];
