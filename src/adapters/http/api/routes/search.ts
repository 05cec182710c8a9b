import { z } from "zod";
import { route } from "../route.js";
import * as field from "../schemas/field.js";
import * as page from "../schemas/pages.js";

const search = route({
  method: "GET",
  path: "/search",
  may: "read",
  summary:
    "Tickets by number, customers by name, company or a whole contact, messages by words (also two Chinese characters), newest first",
  params: field.nothing,
  query: z.strictObject({ q: field.name.exactOptional(), ...field.paging }),
  body: null,
  status: 200,
  answer: page.search,
  handle: async (desk, { query: { q = "", cursor, limit } }) => ({
    status: 200,
    body: await desk.pages.search.search(q, { cursor: cursor ?? null, limit }),
  }),
});

export const searchRoutes = [search];
