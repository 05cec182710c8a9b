import { z } from "zod";
import type { Page } from "../../../../application/desk-queries.js";
import type { Desk } from "../desk.js";
import { found } from "../perform.js";
import { route } from "../route.js";
import * as answer from "../schemas/answer.js";
import * as field from "../schemas/field.js";

const params = z.strictObject({ id: field.ticketRef });
const common = { method: "GET", may: "read", params, body: null, status: 200 } as const;

const one = route({
  ...common,
  path: "/tickets/{id}",
  summary: "One ticket with its commitments",
  query: field.nothing,
  answer: answer.ticket,
  handle: async (desk, call) => found("tickets", await desk.queries.tickets.one(call.params.id)),
});

async function ofTicket<T>(desk: Desk, ref: string, read: (ticketId: string) => Promise<Page<T>>) {
  const ticket = await desk.queries.tickets.one(ref);
  return found("tickets", ticket && (await read(ticket.id)));
}

const query = z.strictObject(field.paging);

const events = route({
  ...common,
  path: "/tickets/{id}/events",
  summary: "What happened to the ticket, oldest first",
  query,
  answer: answer.page(answer.event),
  handle: (desk, call) => ofTicket(desk, call.params.id, (id) => desk.queries.history.events(id, call.query)),
});

const notes = route({
  ...common,
  path: "/tickets/{id}/notes",
  summary: "The agents' notes, oldest first; never shown to the customer",
  query,
  answer: answer.page(answer.note),
  handle: (desk, call) => ofTicket(desk, call.params.id, (id) => desk.queries.history.notes(id, call.query)),
});

export const ticketRoutes = [one, events, notes];
