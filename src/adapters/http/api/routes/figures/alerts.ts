import { z } from "zod";
import { levelsOf, type AlertReader } from "../../../../../application/alerts/alerts.js";
import type { Caller } from "../../../../../application/desk-ports.js";
import type { Desk } from "../../desk.js";
import { found } from "../../perform.js";
import { route } from "../../route.js";
import { alerts } from "../../schemas/alert.js";
import * as field from "../../schemas/field.js";

const SEEN_AT_ONCE = 200;

/** Agents hear of their own commitments, supervisors of their team's beside, managers of their own level and of what was parked. */
async function readerOf(desk: Desk, { agentId, role }: Caller): Promise<AlertReader> {
  const team = role === "supervisor" ? ((await desk.queries.people.agent(agentId))?.team ?? "") : null;
  return { agentId, levels: levelsOf(role), team };
}

const list = route({
  method: "GET",
  path: "/alerts",
  may: "read",
  summary: "What is about to break or broke, of the last 30 days, newest first: your own, and what your role hears of",
  params: field.nothing,
  query: z.strictObject({ seen: field.yesOrNo.exactOptional(), ...field.paging }),
  body: null,
  status: 200,
  answer: alerts,
  handle: async (desk, { query: { cursor, limit, ...filter }, by }) =>
    found("alerts", await desk.pages.alerts.list(await readerOf(desk, by), filter, { cursor: cursor ?? null, limit })),
});

const seen = route({
  method: "POST",
  path: "/alerts/seen",
  may: "own_account",
  summary: "You have seen these; nobody else's list changes",
  params: field.nothing,
  query: field.nothing,
  body: z.strictObject({ ids: z.array(field.uuid).min(1).max(SEEN_AT_ONCE) }),
  status: 200,
  answer: z.strictObject({ unseen: z.number() }),
  handle: async (desk, { body: { ids }, by }) => {
    await desk.pages.alerts.see(by.agentId, ids);
    const { counts } = await desk.pages.alerts.list(await readerOf(desk, by), { seen: false }, { limit: 1 });
    return { status: 200, body: { unseen: counts?.unseen ?? 0 } };
  },
});

export const alertRoutes = [list, seen];
