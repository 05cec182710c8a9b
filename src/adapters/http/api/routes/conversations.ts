import { z } from "zod";
import { FILES_COUNT_MAX } from "../../../../application/files.js";
import type { Desk } from "../desk.js";
import { fileRefused } from "../file-refused.js";
import { changeConversation, found, made, perform } from "../perform.js";
import { isProblem, unknown, type Problem } from "../reply.js";
import { route } from "../route.js";
import * as answer from "../schemas/answer.js";
import * as field from "../schemas/field.js";
import * as page from "../schemas/pages.js";
import { holdReply } from "./drafts.js";

const params = z.strictObject({ id: field.uuid });

const hold = (act: "takeover" | "handback", summary: string) =>
  route({
    method: "POST",
    path: `/conversations/{id}/${act}`,
    may: "serve",
    summary,
    params,
    query: field.nothing,
    body: field.nothing,
    status: 200,
    answer: answer.conversation,
    handle: (desk, call) => changeConversation(desk, call, { do: act }),
  });

const HOLD_SECONDS_MAX = 300;

const reply = z
  .strictObject({
    text: field.text.optional(),
    ticketId: field.ticketRef.optional(),
    force: z.boolean().default(false).describe("Write although another agent holds the conversation"),
    holdSeconds: z
      .number()
      .int()
      .min(0)
      .max(HOLD_SECONDS_MAX)
      .default(0)
      .describe("Held so long: the answer is a draft, which can be taken back until then"),
    attachments: z.array(field.uuid).max(FILES_COUNT_MAX).default([]).describe("Ids of files stored for this conversation"),
  })
  .refine(({ text, attachments }) => text !== undefined || attachments.length > 0, "give a text, attachments, or both")
  .meta({ anyOf: [{ required: ["text"] }, { required: ["attachments"] }] });

/** The ticket a message is about; its conversation is checked by the turn. */
async function ticketIdOf(desk: Desk, ref: string | undefined): Promise<string | null | Problem> {
  if (ref === undefined || !ref.startsWith("T-")) return ref ?? null;
  const ticket = await desk.queries.tickets.one(ref);
  return ticket?.id ?? unknown("tickets");
}

const messages = route({
  method: "POST",
  path: "/conversations/{id}/messages",
  may: "serve",
  summary: "Write to the customer; takes the conversation over while the bot holds it",
  params,
  query: field.nothing,
  body: reply,
  status: 201,
  answer: z.union([answer.message, page.draft]),
  handle: async (desk, call) => {
    const { text = "", force, holdSeconds, attachments } = call.body;
    const ticketId = await ticketIdOf(desk, call.body.ticketId);
    if (ticketId !== null && typeof ticketId === "object") return ticketId;
    const files = await desk.files.take(attachments, call.params.id);
    if ("refused" in files) return fileRefused(files);
    if (holdSeconds > 0) {
      const { by, params, repeat } = call;
      const of = { conversationId: params.id, agentId: by.agentId, ticketId, force, holdSeconds, repeat };
      return holdReply(desk, { ...of, text, attachments: files });
    }
    const act = { do: "reply", text, attachments: files, ticketId, force } as const;
    const done = await perform(desk, call, { conversationId: call.params.id, act });
    return isProblem(done) ? done : made(done.messageId, (id) => desk.written.message(id));
  },
});

const typing = route({
  method: "POST",
  path: "/conversations/{id}/typing",
  may: "serve",
  summary: "Show the customer that you are writing, for some seconds",
  params,
  query: field.nothing,
  body: field.nothing,
  status: 200,
  answer: answer.conversation,
  handle: async (desk, call) => {
    const conversation = await desk.queries.conversations.one(call.params.id);
    // Only whoever speaks is shown writing: the customer would wait for words that never come.
    if (conversation?.agent === call.by.agentId) desk.typing(conversation, { id: "agent", name: call.by.name });
    return found("conversations", conversation);
  },
});

const one = route({
  method: "GET",
  path: "/conversations/{id}",
  may: "read",
  summary: "One conversation",
  params,
  query: field.nothing,
  body: null,
  status: 200,
  answer: answer.conversation,
  handle: async (desk, { params: { id } }) => found("conversations", await desk.queries.conversations.one(id)),
});

const said = route({
  method: "GET",
  path: "/conversations/{id}/messages",
  may: "read",
  summary: "What was said, oldest first; with newest=true the last ones, and `next` goes further back",
  params,
  query: z.strictObject({ newest: field.yesOrNo.exactOptional(), ...field.paging }),
  body: null,
  status: 200,
  answer: answer.page(answer.message),
  handle: async (desk, { params: { id }, query }) => found("conversations", await desk.queries.conversations.messages(id, query)),
});

export const conversationRoutes = [
  one,
  said,
  hold("takeover", "Hold the conversation in the bot's place"),
  hold("handback", "Give the conversation back to the bot"),
  messages,
  typing,
];
