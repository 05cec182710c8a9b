import { z } from "zod";
import type { Caller } from "../../../../../application/desk-ports.js";
import { REPORT_PERIODS } from "../../../../../application/reports/ports.js";
import { LOCALES } from "../../../../../domain/words.js";
import type { Desk } from "../../desk.js";
import { found } from "../../perform.js";
import { unknown, type Problem } from "../../reply.js";
import { route } from "../../route.js";
import * as field from "../../schemas/field.js";
import { report } from "../../schemas/report.js";

const NOT_YOURS: Problem = {
  status: 403,
  code: "forbidden",
  detail: "A supervisor's figures are those of the whole desk and of the own team: leave the other team or its agent out.",
};

/** Null: nothing against it. Supervisors see their own team's figures and the whole desk's. */
async function against(desk: Desk, { agentId, role }: Caller, of: { team?: string; agent?: string }): Promise<Problem | null> {
  const { people } = desk.queries;
  const agent = of.agent === undefined ? null : await people.agent(of.agent);
  if (of.agent !== undefined && agent === null) return unknown("agents");
  if (role !== "supervisor") return null;
  const own = (await people.agent(agentId))?.team;
  return (of.team ?? own) === own && (agent?.team ?? own) === own ? null : NOT_YOURS;
}

const show = route({
  method: "GET",
  path: "/reports",
  may: "figures",
  summary: "The figures of a day, week or month beside those of the one before, each with the list of what it counts",
  params: field.nothing,
  query: z.strictObject({
    period: z.enum(REPORT_PERIODS).default("week"),
    at: field.day.exactOptional().describe("A local day within the period; today unless told"),
    team: field.name.exactOptional(),
    agent: field.uuid.exactOptional(),
    locale: z.enum(LOCALES).default("zh-CN"),
  }),
  body: null,
  status: 200,
  answer: report,
  handle: async (desk, { by, query: { at = null, ...query } }) => {
    const problem = await against(desk, by, query);
    if (problem) return problem;
    const { period, locale, team = null, agent = null } = query;
    return found("reports", await desk.reports.report({ period, at, team, agent, locale }));
  },
});

export const reportRoutes = [show];
