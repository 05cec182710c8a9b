import { z } from "zod";
import { changeTicket } from "../perform.js";
import { route } from "../route.js";
import * as answer from "../schemas/answer.js";
import * as field from "../schemas/field.js";

const changes = {
  method: "POST",
  may: "serve",
  params: z.strictObject({ id: field.ticketRef }),
  query: field.nothing,
  status: 200,
  answer: answer.ticket,
} as const;

const rootCause = z.strictObject({
  kind: z.enum(["operation_error", "product_defect", "process_gap"]),
  systemic: z.boolean().describe("False: by chance"),
});

/** As the domain keeps it: `product_defect.systemic`, `operation_error.chance`. */
const inOneWord = (cause: z.output<typeof rootCause>): string => `${cause.kind}.${cause.systemic ? "systemic" : "chance"}`;

const resolution = route({
  ...changes,
  path: "/tickets/{id}/resolution",
  summary: "Propose the result; the customer accepts it or not",
  body: z.strictObject({
    summary: field.text,
    outcome: field.text.optional(),
    prevention: field.text.optional(),
    rootCause: rootCause.optional(),
  }),
  handle: (desk, call) => {
    const { summary, outcome = null, prevention = null, rootCause } = call.body;
    const cause = rootCause ? inOneWord(rootCause) : null;
    return changeTicket(desk, call, ({ id }) => ({
      do: "resolve",
      ticketId: id,
      summary,
      outcome,
      prevention,
      rootCause: cause,
    }));
  },
});

const acceptance = route({
  ...changes,
  path: "/tickets/{id}/acceptance",
  summary: "Enter the customer's answer to the result, with who heard it",
  body: z.strictObject({ accepted: z.boolean(), heardBy: field.name }),
  handle: (desk, call) => changeTicket(desk, call, ({ id }) => ({ do: "accept", ticketId: id, ...call.body })),
});

const SCORES_MAX = 10;

const survey = route({
  ...changes,
  path: "/tickets/{id}/survey",
  summary: "Enter the customer's marks, with who heard them",
  body: z.strictObject({
    scores: z.array(z.number()).min(1).max(SCORES_MAX).describe("1 to 5 each, in the survey's order"),
    comment: field.text.optional(),
    heardBy: field.name,
  }),
  handle: (desk, call) => {
    const { scores, comment = null, heardBy } = call.body;
    return changeTicket(desk, call, ({ id }) => ({ do: "survey", ticketId: id, scores, comment, heardBy }));
  },
});

const visit = route({
  ...changes,
  path: "/tickets/{id}/visit",
  summary: "Record the return visit",
  body: z.strictObject({ text: field.text }),
  handle: (desk, call) => changeTicket(desk, call, ({ id }) => ({ do: "visit", ticketId: id, text: call.body.text })),
});

export const ticketEndingRoutes = [resolution, acceptance, survey, visit];
