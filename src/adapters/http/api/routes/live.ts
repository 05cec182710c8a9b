import { z } from "zod";
import { PRESENCES } from "../../../../application/live.js";
import { streamLive } from "../event-stream.js";
import { unknown, type Problem } from "../reply.js";
import { route } from "../route.js";
import * as answer from "../schemas/answer.js";
import * as field from "../schemas/field.js";
import * as page from "../schemas/pages.js";

const TOO_MANY: Problem = {
  status: 503,
  code: "too_many_streams",
  detail: "You have as many live pages open as one may: close some.",
  headers: { "retry-after": "5" },
};

const live = route({
  method: "GET",
  path: "/live",
  may: "read",
  summary:
    "Server-sent events while the page is open: said, changed, typing {conversationId, ticketIds}, presence {ticketId, agent, name, state}, draft, alert {level, conversationId, ticketIds}, all (ask anew). Hints, never the thing itself; resumes by Last-Event-ID",
  params: field.nothing,
  query: field.nothing,
  body: null,
  gives: "events",
  status: 200,
  answer: field.nothing,
  handle: (desk, { by }) => {
    const done = desk.streamsAtOnce.take(by.agentId);
    if (done === null) return Promise.resolve(TOO_MANY);
    return Promise.resolve({
      status: 200,
      body: {},
      events: (stream) => {
        stream.res.once("close", done);
        streamLive(desk.pages.live, by, stream);
      },
    });
  },
});

const presence = route({
  method: "POST",
  path: "/tickets/{id}/presence",
  may: "serve",
  summary: "Say that you look at the ticket or write in it, again within 30 s; answers who else is there",
  params: z.strictObject({ id: field.ticketRef }),
  query: field.nothing,
  body: z.strictObject({ state: z.enum(PRESENCES) }),
  status: 200,
  answer: answer.page(page.presence),
  handle: async (desk, { by, params, body: { state } }) => {
    const ticket = await desk.queries.tickets.one(params.id);
    if (!ticket) return unknown("tickets");
    const items = desk.pages.live.present({ ticketId: ticket.id, agent: by.agentId, name: by.name, state });
    return { status: 200, body: { items, next: null } };
  },
});

export const liveRoutes = [live, presence];
