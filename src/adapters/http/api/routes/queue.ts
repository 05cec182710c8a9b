import { z } from "zod";
import { DUE_GROUPS } from "../../../../application/desk-pages.js";
import { CATEGORIES, CHANNELS, HOLDERS, PRIORITIES, TICKET_STATUSES } from "../../../../domain/words.js";
import { found } from "../perform.js";
import { route } from "../route.js";
import * as field from "../schemas/field.js";
import * as page from "../schemas/pages.js";

const HOURS_MOST = 24;
const common = { method: "GET", may: "read", params: field.nothing, body: null, status: 200 } as const;
const yesOrNo = field.yesOrNo.exactOptional();

const queue = route({
  ...common,
  path: "/queue",
  summary: "Tickets that are open or still owe something, one row each at its nearest commitment, by due time",
  query: z.strictObject({
    owner: field.uuid.exactOptional(),
    team: field.name.exactOptional(),
    category: z.enum(CATEGORIES).exactOptional(),
    priority: field.someOf(PRIORITIES).exactOptional(),
    status: field.someOf(TICKET_STATUSES).exactOptional(),
    due: field.someOf(DUE_GROUPS).exactOptional(),
    holder: z.enum(HOLDERS).exactOptional(),
    channel: z.enum(CHANNELS).exactOptional(),
    unanswered: yesOrNo.describe("The customer waits for a word of the desk"),
    unseen: yesOrNo.describe("The customer has not seen all that was said"),
    atDutyPost: yesOrNo.describe("Nobody has taken it from the duty post yet"),
    ...field.paging,
  }),
  answer: page.queue,
  handle: async (desk, { query: { cursor, limit, ...filter } }) =>
    found("queue", await desk.pages.queue.queue(filter, { cursor: cursor ?? null, limit })),
});

/** Whose debts are counted, and how far ahead. */
export const owedFilter = z.strictObject({
  hours: z.coerce.number().int().min(1).max(HOURS_MOST).default(2),
  owedBy: field.uuid.exactOptional().describe("An agent's id"),
  team: field.name.exactOptional(),
});

const board = route({
  ...common,
  path: "/board",
  summary: "What the desk owes within the next hours and what is overdue, one line a commitment, by due time",
  query: owedFilter.extend(field.paging),
  answer: page.board,
  handle: async (desk, { query: { cursor, limit, ...filter } }) =>
    found("board", await desk.pages.queue.board(filter, { cursor: cursor ?? null, limit })),
});

export const queueRoutes = [queue, board];
