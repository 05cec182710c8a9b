import { z } from "zod";
import type { AgentChange, AgentRefusal } from "../../../../application/desk-ports.js";
import type { AuditBy } from "../../../../application/audit.js";
import { may, RIGHTS } from "../../../../application/rights.js";
import { ROLES } from "../../../../domain/words.js";
import type { Desk } from "../desk.js";
import { found } from "../perform.js";
import { isProblem, unknown, type Problem } from "../reply.js";
import { route, type Call } from "../route.js";
import * as answer from "../schemas/answer.js";
import * as field from "../schemas/field.js";
import { forbidden } from "../sign-in.js";
import { UNKNOWN_TEAM } from "./assignee.js";
import { taken } from "./session.js";

const role = z.enum(ROLES);
const byAgent = ({ by }: Pick<Call<unknown, unknown, unknown>, "by">): AuditBy => ({ by: "agent", agentId: by.agentId });

const invite = route({
  method: "POST",
  path: "/invites",
  may: "people",
  summary: "A link by which somebody sets a password: somebody new, or whoever has this very e-mail, name, role and team",
  params: field.nothing,
  query: field.nothing,
  body: z.strictObject({ email: field.email, name: field.name, role, team: field.name }),
  status: 201,
  answer: answer.invite,
  handle: (desk, call) =>
    desk.moves.once(call.repeat, async () => {
      const made = await desk.invites.create({ ...call.body, slack: null }, byAgent(call));
      if ("refused" in made) return made.refused === "unknown_team" ? UNKNOWN_TEAM : known(made);
      const url = `${call.door.baseUrl}/desk#invite=${made.secret}`;
      return { status: 201, body: { url, expiresAt: made.expiresAt } } as const;
    }),
});

const add = route({
  method: "POST",
  path: "/agents",
  may: "people",
  summary: "A new agent, who cannot sign in before being invited",
  params: field.nothing,
  query: field.nothing,
  body: z.strictObject({
    name: field.name,
    role,
    team: field.name,
    email: field.email.optional(),
    slack: field.name.optional(),
  }),
  status: 201,
  answer: answer.agent,
  handle: (desk, call) =>
    desk.moves.once(call.repeat, async () => {
      const { email = null, slack = null, ...person } = call.body;
      const added = await desk.people.add({ ...person, email, slack }, byAgent(call));
      if ("refused" in added) {
        const { refused } = added;
        return refused === "unknown_team" ? UNKNOWN_TEAM : taken({ refused });
      }
      const body = await desk.queries.people.agent(added.id);
      return body === null ? unknown("agents") : ({ status: 201, body } as const);
    }),
});

const change = route({
  method: "PATCH",
  path: "/agents/{id}",
  may: "own_account",
  summary: "One's own availability; for supervisors anybody's; for administrators also role, team and whether one is disabled",
  params: z.strictObject({ id: field.uuid }),
  query: field.nothing,
  body: z
    .strictObject({
      role: role.optional(),
      team: field.name.optional(),
      available: z.boolean().optional(),
      disabled: z.boolean().optional(),
    })
    .refine((wish) => Object.keys(wish).length > 0, "give what is to change"),
  status: 200,
  answer: answer.agent,
  handle: async (desk, call) => {
    const needs = neededFor(call);
    if (needs !== null && !may(call.by.role, needs)) return forbidden(RIGHTS[needs]);
    const { id } = call.params;
    const refusal = await changed(desk, id, call);
    return refusal !== null && isProblem(refusal) ? refusal : found("agents", await desk.queries.people.agent(id));
  },
});

export const agentRoutes = [invite, add, change];

type ChangeCall = Pick<
  Call<{ id: string }, unknown, { [field in keyof AgentChange]?: AgentChange[field] | undefined }>,
  "by" | "params" | "body"
>;

/** Null: whoever is signed in. */
function neededFor({ by, params, body }: ChangeCall): "people" | "shifts" | null {
  if (body.role !== undefined || body.team !== undefined || body.disabled !== undefined) return "people";
  return params.id === by.agentId ? null : "shifts";
}

async function changed(desk: Desk, id: string, call: ChangeCall): Promise<Problem | null> {
  const wish = Object.fromEntries(Object.entries(call.body).filter(([, value]) => value !== undefined)) as AgentChange;
  const outcome = await desk.people.change(id, wish, byAgent(call));
  return "refused" in outcome ? REFUSED[outcome.refused] : null;
}

const REFUSED: Record<AgentRefusal, Problem> = {
  unknown_agent: unknown("agents"),
  unknown_team: UNKNOWN_TEAM,
  last_administrator: {
    status: 409,
    code: "last_administrator",
    detail: "Nobody else can sign in as administrator: make another one first.",
  },
  at_duty_post: {
    status: 409,
    code: "at_duty_post",
    detail:
      "A team's duty post would be empty, and a ticket without an owner: name another agent as `duty` in config/desk.yaml and publish.",
  },
};

/** Somebody known gets a fresh link only under the name, role and team they have: an invitation changes nothing else by the way. */
const known = ({ refused }: { refused: "name_taken" | "email_taken" }): Problem => ({
  ...taken({ refused }),
  detail: `${refused === "name_taken" ? "An agent of this name" : "An agent with this e-mail"} is known otherwise: for a fresh link send e-mail, name, role and team as GET /api/v1/agents has them, or change them first.`,
});
