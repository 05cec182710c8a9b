import { z } from "zod";
import { LINK_KINDS } from "../../../../domain/input.js";
import { changeTicket } from "../perform.js";
import { unknown, type Problem } from "../reply.js";
import { route } from "../route.js";
import * as answer from "../schemas/answer.js";
import * as field from "../schemas/field.js";
import * as page from "../schemas/pages.js";

const show = route({
  method: "POST",
  path: "/customers/{id}/contacts/show",
  may: "show_contact",
  summary: "A customer's contacts in full; written into the audit with the reason's length, never the contact",
  params: z.strictObject({ id: field.customerRef }),
  query: field.nothing,
  body: z.strictObject({ kind: z.enum(["phone", "email"]), reason: field.text }),
  status: 200,
  answer: page.shownContacts,
  handle: async (desk, { by, params, body: { kind, reason } }) => {
    const customer = await desk.queries.customers.one(params.id, { reveal: true });
    if (!customer) return unknown("customers");
    // Before anything is shown: a look that cannot be written down does not happen. The reason may hold what must not stand in an audit.
    const entry = { action: "contact_shown", subject: { kind: "customer", id: customer.id } } as const;
    await desk.audit.write({ ...entry, detail: { kind, reasonCharacters: reason.length } }, { by: "agent", agentId: by.agentId });
    const contacts = customer.contacts.filter((contact) => contact.kind === kind);
    return { status: 200, body: { customerId: customer.id, contacts } };
  },
});

const ITSELF: Problem = { status: 422, code: "same_ticket", detail: "A ticket is not linked to itself: name another one." };

const links = route({
  method: "POST",
  path: "/tickets/{id}/links",
  may: "serve",
  summary: "Link the ticket to another one, of whichever customer; its history keeps every link",
  params: z.strictObject({ id: field.ticketRef }),
  query: field.nothing,
  body: z.strictObject({ ticketId: field.ticketRef, kind: z.enum(LINK_KINDS) }),
  status: 200,
  answer: answer.ticket,
  handle: async (desk, call) => {
    const [ticket, other] = await Promise.all([call.params.id, call.body.ticketId].map((ref) => desk.queries.tickets.one(ref)));
    if (!ticket || !other) return unknown("tickets");
    if (ticket.id === other.id) return ITSELF;
    return changeTicket(desk, call, ({ id }) => ({ do: "link", ticketId: id, to: other.id, as: call.body.kind }));
  },
});

export const ticketPageRoutes = [show, links];
