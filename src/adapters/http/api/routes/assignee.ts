import type { PeopleQueries } from "../../../../application/desk-queries.js";
import type { Problem } from "../reply.js";

type People = Pick<PeopleQueries, "agent" | "teams">;

const UNKNOWN_AGENT: Problem = {
  status: 404,
  code: "unknown_agent",
  detail: "There is no such agent: give an id or the exact name, as GET /api/v1/agents lists them.",
};
const HAS_LEFT: Problem = { status: 409, code: "agent_disabled", detail: "This agent has left the desk: name another owner." };
export const UNKNOWN_TEAM: Problem = {
  status: 404,
  code: "unknown_team",
  detail: "There is no such team: give a team's id as agents have it.",
};
const NO_DUTY: Problem = { status: 409, code: "no_duty_agent", detail: "Nobody stands at this team's duty post: name an owner." };

/** Whom `assign` means: an agent, or the one at a team's duty post. Nobody is never an answer. */
export async function newOwner(people: People, wish: { owner?: string | undefined; team?: string | undefined }) {
  if (wish.owner !== undefined) {
    const agent = await people.agent(wish.owner);
    if (agent?.disabled) return HAS_LEFT;
    return agent ? { owner: agent.id, team: agent.team } : UNKNOWN_AGENT;
  }
  const team = (await people.teams()).find(({ id }) => id === wish.team);
  if (!team) return UNKNOWN_TEAM;
  return team.duty === null ? NO_DUTY : { owner: team.duty, team: team.id };
}
