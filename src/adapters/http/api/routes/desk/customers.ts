import { z } from "zod";
import { REACH_CHANNELS } from "../../../../../domain/words.js";
import { found, perform } from "../../perform.js";
import { isProblem, unknown } from "../../reply.js";
import { route } from "../../route.js";
import * as answer from "../../schemas/answer.js";
import * as field from "../../schemas/field.js";

const common = {
  path: "/customers/{id}",
  params: z.strictObject({ id: field.customerRef }),
  query: field.nothing,
  status: 200,
} as const;

const one = route({
  ...common,
  method: "GET",
  may: "read",
  summary: "One customer; contacts masked",
  body: null,
  answer: answer.customer,
  handle: async (desk, call) => found("customers", await desk.queries.customers.one(call.params.id, { reveal: false })),
});

const change = route({
  ...common,
  method: "PATCH",
  may: "serve",
  summary: "Where the customer wants to be told things: a channel, or null for the one they wrote on last",
  body: z.strictObject({ prefers: z.enum(REACH_CHANNELS).nullable() }),
  answer: answer.customer,
  handle: async (desk, call) => {
    const customer = await desk.queries.customers.one(call.params.id, { reveal: false });
    // The conversation is the only unit of change: what is said of a customer goes through their latest one.
    const [latest] = customer ? (await desk.queries.conversations.list({ customerId: customer.id }, { limit: 1 })).items : [];
    if (!customer || !latest) return unknown("customers");
    const act = { do: "prefer", channel: call.body.prefers } as const;
    const done = await perform(desk, call, { conversationId: latest.id, act });
    return isProblem(done) ? done : found("customers", await desk.queries.customers.one(customer.id, { reveal: false }));
  },
});

export const customerRoutes = [one, change];
