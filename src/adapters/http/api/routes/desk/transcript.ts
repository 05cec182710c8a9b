import { Readable } from "node:stream";
import { z } from "zod";
import { may, RIGHTS } from "../../../../../application/rights.js";
import { LOCALES } from "../../../../../domain/words.js";
import { fileHeaders } from "../../../../files/served-file.js";
import { unknown } from "../../reply.js";
import { route } from "../../route.js";
import * as field from "../../schemas/field.js";
import { forbidden } from "../../sign-in.js";
import { transcriptOf } from "../../transcript/transcript.js";
import { TRANSCRIPT_FORMATS, TRANSCRIPT_TYPES, written } from "../../transcript/write.js";

const transcript = route({
  method: "GET",
  path: "/tickets/{id}/transcript",
  may: "read",
  summary: "What was said in the ticket's conversation as a file; contacts masked, or in full once that stands in the audit",
  params: z.strictObject({ id: field.ticketRef }),
  query: z.strictObject({
    format: z.enum(TRANSCRIPT_FORMATS).default("md"),
    locale: z.enum(LOCALES).exactOptional().describe("Left out: the conversation's"),
    contacts: z.enum(["masked", "shown"]).default("masked"),
  }),
  body: null,
  gives: "bytes",
  status: 200,
  answer: field.nothing,
  handle: async (desk, { by, params, query: { format, locale, contacts } }) => {
    const ticket = await desk.queries.tickets.one(params.id);
    if (!ticket) return unknown("tickets");
    if (contacts === "shown") {
      if (!may(by.role, "show_contact")) return forbidden(RIGHTS.show_contact);
      // Before anything is shown: a look that cannot be written down does not happen.
      const entry = {
        action: "contact_shown",
        subject: { kind: "ticket", id: ticket.id },
        detail: { transcript: format },
      } as const;
      await desk.audit.write(entry, { by: "agent", agentId: by.agentId });
    }
    const content = Buffer.from(written(await transcriptOf(desk, ticket, { locale, contacts }), format));
    const headers = fileHeaders({ name: `${ticket.number}.${format}`, type: TRANSCRIPT_TYPES[format] });
    const stream = { bytes: content.length, content: Readable.from([content]), done: () => undefined };
    return { status: 200, body: {}, file: { headers: { ...headers, "cache-control": "no-store" }, stream } };
  },
});

export const transcriptRoutes = [transcript];
