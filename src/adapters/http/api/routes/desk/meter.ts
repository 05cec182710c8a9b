import { route } from "../../route.js";
import * as field from "../../schemas/field.js";
import * as page from "../../schemas/pages.js";
import { owedFilter } from "../queue.js";

const meter = route({
  method: "GET",
  path: "/meter",
  may: "read",
  summary: "What the desk owes now, as the board counts it, and what it kept and broke since its midnight",
  params: field.nothing,
  query: owedFilter,
  body: null,
  status: 200,
  answer: page.meter,
  handle: async (desk, { query }) => ({ status: 200, body: await desk.pages.queue.meter(query) }),
});

export const meterRoutes = [meter];
