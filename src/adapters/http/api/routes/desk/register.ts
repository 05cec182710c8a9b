import { v7 as newId } from "uuid";
import { z } from "zod";
import type { Unfit } from "../../../../../application/register-demand.js";
import { MUTE_CHANNELS } from "../../../../../domain/conversation/mute.js";
import { CATEGORIES, FORMS, LEVELS, LOCALES } from "../../../../../domain/words.js";
import { made, outcomeOf } from "../../perform.js";
import { isProblem, type Problem } from "../../reply.js";
import { route } from "../../route.js";
import * as answer from "../../schemas/answer.js";
import * as field from "../../schemas/field.js";

const CONTACT_MAX = 60;

const customer = z
  .strictObject({
    id: field.customerRef.optional(),
    name: field.name.optional(),
    company: field.name.optional(),
    phone: field.name.max(CONTACT_MAX).optional(),
    email: field.email.optional(),
  })
  .refine(
    ({ id, ...known }) => (id === undefined) !== Object.values(known).every((given) => given === undefined),
    "name the customer by an id alone, or by at least one of name, company, phone, email",
  )
  .describe("A file by its `id`, or who asked: a file that this exact phone or e-mail stands in is taken, else one is made");

const chosen = {
  category: z.enum(CATEGORIES).exactOptional(),
  form: z.enum(FORMS).exactOptional(),
  urgency: z.enum(LEVELS).exactOptional(),
  importance: z.enum(LEVELS).exactOptional(),
};

const register = route({
  method: "POST",
  path: "/tickets",
  may: "serve",
  summary: "Register a demand that came by phone, e-mail or a visit; what is set wins over what the text is understood as",
  params: field.nothing,
  query: field.nothing,
  body: z.strictObject({
    channel: z.enum(MUTE_CHANNELS),
    customer,
    text: field.text.describe("The demand in the customer's own words"),
    ...chosen,
    locale: z.enum(LOCALES).exactOptional().describe("The customer's language; left out: the desk's"),
    call: z.strictObject({ at: field.moment, why: field.text }).exactOptional().describe("A call promised, within 30 days"),
  }),
  status: 201,
  answer: answer.ticket,
  handle: async (desk, { by, body, repeat }) => {
    const { channel, customer, text, locale = null, call = null, ...set } = body;
    const { id, name = null, company = null, phone = null, email = null } = customer;
    const whose = id === undefined ? { name, company, phone, email } : { id };
    const demand = { conversationId: newId(), channel, locale, customer: whose, text, set, call };
    const answered = await desk.pages.register(demand, { by: { agentId: by.agentId, name: by.name }, key: repeat });
    if ("unfit" in answered) return unfitOf(answered.unfit);
    const done = await outcomeOf(desk, repeat, answered.answer);
    if (!isProblem(done)) return made(done.ticketIds[0] ?? null, (ticketId) => desk.queries.tickets.one(ticketId));
    return done.code === "bad_time" ? { ...done, more: { ...done.more, field: "call.at" } } : done;
  },
});

const REMEDIES = {
  phone: "customer.phone is no number that can be called: give it with its area code, from abroad with + and the country's code.",
  email: "customer.email is no address that can be written to: check it with the customer.",
};

function unfitOf(unfit: Unfit): Problem {
  switch (unfit.why) {
    case "bad_contact":
      return { status: 422, code: unfit.why, detail: REMEDIES[unfit.field], more: { field: `customer.${unfit.field}` } };
    case "unknown_customer":
      return {
        status: 422,
        code: unfit.why,
        detail: "There is no such customer: leave customer.id out, or name one as C-000123.",
        more: { field: "customer.id" },
      };
    case "which_customer": {
      const detail = "These contacts stand in several customers' files: name one as customer.id.";
      return { status: 409, code: unfit.why, detail, more: { field: "customer", customers: unfit.customers } };
    }
    default:
      return unfit satisfies never;
  }
}

export const registerRoutes = [register];
