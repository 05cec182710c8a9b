import { z } from "zod";
import { fileHeaders } from "../../../files/served-file.js";
import type { Desk } from "../desk.js";
import { fileRefused } from "../file-refused.js";
import { unknown, type Problem } from "../reply.js";
import { route, type SentBytes } from "../route.js";
import * as answer from "../schemas/answer.js";
import * as field from "../schemas/field.js";

const NAME_CHARACTERS_MAX = 1_000;
const BAD_NAME: Problem = {
  status: 400,
  code: "bad_file_name",
  detail: "Send x-file-name percent-encoded as encodeURIComponent writes it, at most 1,000 characters.",
};
const BUSY: Problem = {
  status: 503,
  code: "too_many_files_at_once",
  detail: "Too many files are on their way just now; try again shortly.",
  headers: { "retry-after": "1" },
};

const store = route({
  method: "POST",
  path: "/attachments",
  may: "serve",
  summary: "Store a file that a message of this conversation will name within a day",
  params: field.nothing,
  query: z.strictObject({ conversationId: field.uuid }),
  body: null,
  takes: "bytes",
  status: 201,
  answer: answer.attachment,
  handle: async (desk, { by, query: { conversationId }, sent }) => {
    const name = nameOf(sent?.name);
    if (sent === null || name === null) return BAD_NAME;
    return atOnce(desk, by.agentId, async (done) => {
      const file = await desk.files.store({ conversationId, name, by: "agent" }, sent.content).finally(done);
      return "refused" in file ? fileRefused(file) : { status: 201, body: file };
    });
  },
});

const one = route({
  method: "GET",
  path: "/attachments/{id}",
  may: "read",
  summary: "The bytes of a file",
  params: z.strictObject({ id: field.uuid }),
  query: field.nothing,
  body: null,
  gives: "bytes",
  status: 200,
  answer: answer.attachment,
  handle: (desk, { by, params: { id } }) =>
    atOnce(desk, by.agentId, async (done) => {
      const file = await desk.files.open(id);
      if (file === null) return unknown("attachments");
      const { conversationId: _, content, ...body } = file;
      return { status: 200, body, file: { headers: fileHeaders(file), stream: { bytes: file.bytes, content, done } } };
    }),
});

/** `done` gives the place back; it is also given back where nothing is sent. */
async function atOnce<R extends object>(desk: Desk, key: string, work: (done: () => void) => Promise<R>): Promise<R | Problem> {
  const done = desk.filesAtOnce.take(key);
  if (done === null) return BUSY;
  try {
    const reply = await work(done);
    if (!("file" in reply)) done();
    return reply;
  } catch (error) {
    done();
    throw error;
  }
}

/** Null: not well encoded. */
function nameOf(header: SentBytes["name"]): string | null {
  if (header === undefined) return "";
  if (header.length > NAME_CHARACTERS_MAX) return null;
  try {
    return decodeURIComponent(header);
  } catch {
    return null;
  }
}

export const attachmentRoutes = [store, one];
