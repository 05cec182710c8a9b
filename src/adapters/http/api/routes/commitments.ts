import { z } from "zod";
import { found, perform } from "../perform.js";
import { isProblem, unknown } from "../reply.js";
import { route } from "../route.js";
import * as answer from "../schemas/answer.js";
import * as field from "../schemas/field.js";

const settle = route({
  method: "POST",
  path: "/commitments/{id}/settle",
  may: "serve",
  summary: "Record that what was owed was done",
  params: z.strictObject({ id: field.uuid }),
  query: field.nothing,
  body: z.strictObject({ text: field.text }),
  status: 200,
  answer: answer.commitment,
  handle: async (desk, call) => {
    const commitmentId = call.params.id;
    const commitment = await desk.queries.commitments.one(commitmentId);
    if (!commitment) return unknown("commitments");
    const act = { do: "settle", commitmentId, text: call.body.text } as const;
    const done = await perform(desk, call, { conversationId: commitment.conversationId, act });
    return isProblem(done) ? done : found("commitments", await desk.queries.commitments.one(commitmentId));
  },
});

export const commitmentRoutes = [settle];
