import type { ConversationView, TicketView } from "../../../application/desk-queries.js";
import type { Act, Answer } from "../../../domain/input.js";
import type { Desk } from "./desk.js";
import { refused } from "./refused.js";
import { REUSED } from "./repeat.js";
import { isProblem, unknown, type Problem, type Reply } from "./reply.js";
import type { Call } from "./route.js";

export type Done = Extract<Answer, { ok: true }>;
type Doing = Pick<Call<unknown, unknown, unknown>, "by" | "repeat">;

/** One act, one turn. A repeat under the same key gets the first answer from the turn; nothing happens twice. */
export async function perform(
  desk: Desk,
  { by, repeat }: Doing,
  deed: { conversationId: string; act: Act },
): Promise<Done | Problem> {
  return outcomeOf(desk, repeat, await desk.acts.act({ ...deed, by: { agentId: by.agentId, name: by.name }, key: repeat }));
}

/** What a turn answered, as the caller reads it. */
export async function outcomeOf(
  desk: Desk,
  repeat: Doing["repeat"],
  answer: Answer & { bodyHash?: string | null },
): Promise<Done | Problem> {
  if (repeat && typeof answer.bodyHash === "string" && answer.bodyHash !== repeat.bodyHash) return REUSED;
  if ("parked" in answer) {
    return {
      status: 202,
      code: "parked",
      detail: "The desk could not finish this: it is kept and a person looks at it. Do not send it again.",
    };
  }
  return "refused" in answer ? refused(answer, desk.queries.people) : answer;
}

type Named = Doing & { params: { id: string } };

/** An act on a ticket goes through the turn of its conversation. */
export async function performOnTicket(desk: Desk, call: Named, act: (ticket: TicketView) => Act): Promise<Done | Problem> {
  const ticket = await desk.queries.tickets.one(call.params.id);
  if (!ticket) return unknown("tickets");
  return perform(desk, call, { conversationId: ticket.conversationId, act: act(ticket) });
}

/** The same, answered with the ticket as it stands then. */
export async function changeTicket(
  desk: Desk,
  call: Named,
  act: (ticket: TicketView) => Act,
): Promise<Reply<TicketView> | Problem> {
  const done = await performOnTicket(desk, call, act);
  return isProblem(done) ? done : found("tickets", await desk.queries.tickets.one(call.params.id));
}

/** An act on a conversation, answered with it as it stands then. */
export async function changeConversation(desk: Desk, call: Named, act: Act): Promise<Reply<ConversationView> | Problem> {
  const done = await perform(desk, call, { conversationId: call.params.id, act });
  return isProblem(done) ? done : found("conversations", await desk.queries.conversations.one(call.params.id));
}

export const found = <T>(kind: string, body: T | null): Reply<T> | Problem =>
  body === null ? unknown(kind) : { status: 200, body };

/** What an act made, read again as every list shows it. */
export async function made<T>(id: string | null, read: (id: string) => Promise<T | null>): Promise<Reply<T>> {
  const body = id === null ? null : await read(id);
  if (body === null) throw new Error("An act that makes something answered without it.");
  return { status: 201, body };
}
