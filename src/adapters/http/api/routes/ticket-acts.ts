import { z } from "zod";
import { CATEGORIES, FORMS, LEVELS, NATURES, PRIORITIES } from "../../../../domain/words.js";
import { changeTicket, made, performOnTicket } from "../perform.js";
import { isProblem } from "../reply.js";
import { route } from "../route.js";
import * as answer from "../schemas/answer.js";
import * as field from "../schemas/field.js";
import { newOwner } from "./assignee.js";

const common = { method: "POST", may: "serve", params: z.strictObject({ id: field.ticketRef }), query: field.nothing } as const;
const changes = { ...common, status: 200, answer: answer.ticket } as const;

const assign = route({
  ...changes,
  path: "/tickets/{id}/assign",
  summary: "Give the ticket to another owner, or to a team's duty post",
  body: z
    .strictObject({
      owner: field.name.optional().describe("An agent's id or exact name"),
      team: field.name.optional().describe("A team's id"),
      reason: field.text,
    })
    .refine(({ owner, team }) => (owner === undefined) !== (team === undefined), "name either an owner or a team")
    .meta({ oneOf: [{ required: ["owner"] }, { required: ["team"] }] }),
  handle: async (desk, call) => {
    const to = await newOwner(desk.queries.people, call.body);
    if (isProblem(to)) return to;
    return changeTicket(desk, call, ({ id }) => ({ do: "assign", ticketId: id, ...to, reason: call.body.reason }));
  },
});

const priority = route({
  ...changes,
  path: "/tickets/{id}/priority",
  summary: "Change the priority, by itself or by urgency and importance; clocks are counted again from the start",
  body: z
    .strictObject({
      priority: z.enum(PRIORITIES).optional(),
      urgency: z.enum(LEVELS).optional(),
      importance: z.enum(LEVELS).optional(),
      reason: field.text,
    })
    .refine(
      ({ priority, urgency, importance }) => (priority ? !urgency && !importance : urgency && importance),
      "give either priority, or urgency and importance",
    )
    .meta({ oneOf: [{ required: ["priority"] }, { required: ["urgency", "importance"] }] }),
  handle: (desk, call) => {
    const { priority, urgency = "low", importance = "low", reason } = call.body;
    const to = priority ? { priority } : { urgency, importance };
    return changeTicket(desk, call, ({ id }) => ({ do: "prioritise", ticketId: id, reason, to }));
  },
});

const classified = {
  category: z.enum(CATEGORIES).nullable().exactOptional(),
  form: z.enum(FORMS).exactOptional(),
  nature: z.enum(NATURES).nullable().exactOptional(),
  urgency: z.enum(LEVELS).exactOptional(),
  importance: z.enum(LEVELS).exactOptional(),
};

const classification = route({
  ...changes,
  path: "/tickets/{id}/classification",
  summary: "Correct what was understood of the demand",
  body: z
    .strictObject({ ...classified, reason: field.text })
    .refine((body) => Object.keys(body).length > 1, `give at least one of ${Object.keys(classified).join(", ")}`)
    .meta({ minProperties: 2 }),
  handle: (desk, call) => changeTicket(desk, call, ({ id }) => ({ do: "classify", ticketId: id, ...call.body })),
});

const notes = route({
  ...common,
  path: "/tickets/{id}/notes",
  summary: "Leave a note for colleagues; never shown to the customer",
  body: z.strictObject({ text: field.text }),
  status: 201,
  answer: answer.note,
  handle: async (desk, call) => {
    const done = await performOnTicket(desk, call, ({ id }) => ({ do: "note", ticketId: id, text: call.body.text }));
    return isProblem(done) ? done : made(done.noteId, (id) => desk.written.note(id));
  },
});

const updates = route({
  ...common,
  path: "/tickets/{id}/updates",
  summary: "Tell the customer how it stands; settles the progress update and opens the next",
  body: z.strictObject({ text: field.text, nextUpdateAt: field.moment.optional() }),
  status: 201,
  answer: answer.message,
  handle: async (desk, call) => {
    const { text, nextUpdateAt = null } = call.body;
    const done = await performOnTicket(desk, call, ({ id }) => ({ do: "update", ticketId: id, text, nextUpdateAt }));
    return isProblem(done) ? done : made(done.messageId, (id) => desk.written.message(id));
  },
});

const evidence = route({
  ...changes,
  path: "/tickets/{id}/evidence",
  summary: "Ask the customer for more: a photo, a video, the steps",
  body: z.strictObject({ ask: field.text }),
  handle: (desk, call) => changeTicket(desk, call, ({ id }) => ({ do: "evidence", ticketId: id, ask: call.body.ask })),
});

const cancel = route({
  ...changes,
  path: "/tickets/{id}/cancel",
  summary: "Cancel the demand",
  body: z.strictObject({ reason: field.text }),
  handle: (desk, call) => changeTicket(desk, call, ({ id }) => ({ do: "cancel", ticketId: id, reason: call.body.reason })),
});

export const ticketActRoutes = [assign, priority, classification, notes, updates, evidence, cancel];
