import { z } from "zod";
import { changeConversation } from "../../perform.js";
import { route } from "../../route.js";
import * as answer from "../../schemas/answer.js";
import * as field from "../../schemas/field.js";

const common = {
  method: "POST",
  may: "serve",
  params: z.strictObject({ id: field.uuid }),
  query: field.nothing,
  status: 200,
  answer: answer.conversation,
} as const;

const block = route({
  ...common,
  path: "/conversations/{id}/block",
  summary:
    "Spam: what this person writes, here or anew, is kept and answered by nobody; tickets nobody has answered are cancelled",
  body: z.strictObject({ reason: field.text }),
  handle: (desk, call) => changeConversation(desk, call, { do: "block", reason: call.body.reason }),
});

const unblock = route({
  ...common,
  path: "/conversations/{id}/unblock",
  summary: "Hear this person again; what was cancelled stays so",
  body: field.nothing,
  handle: (desk, call) => changeConversation(desk, call, { do: "unblock" }),
});

export const blockRoutes = [block, unblock];
