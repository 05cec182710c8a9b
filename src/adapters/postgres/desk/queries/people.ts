import type { AgentView, PeopleQueries, TeamView } from "../../../../application/desk-queries.js";
import type { Locale, Role } from "../../../../domain/words.js";
import { run } from "../../pool.js";
import type { Pool } from "../../pool.js";
import { isUuid } from "../shared/is-uuid.js";
import { findAgent } from "../../sql/people/find-agent.js";
import { listAgents } from "../../sql/people/list-agents.js";
import { listTeams } from "../../sql/people/list-teams.js";

interface AgentRow {
  id: string;
  name: string;
  role: Role;
  team_id: string;
  available: boolean;
  email: string | null;
  slack: string | null;
  disabled: boolean;
}

const agentView = ({ team_id, ...row }: AgentRow): AgentView => ({ ...row, team: team_id });

export function makePeopleQueries(pool: Pool): PeopleQueries {
  return {
    agents: async ({ team }) => (await run<AgentRow>(pool, listAgents, [team ?? null])).map(agentView),
    agent: async (idOrName) => {
      const [row] = await run<AgentRow>(pool, findAgent, [isUuid(idOrName) ? idOrName : null, idOrName]);
      return row ? agentView(row) : null;
    },
    teams: async () => {
      const rows = await run<{ id: string; name: Record<Locale, string>; duty_agent_id: string | null }>(pool, listTeams, []);
      return rows.map(({ id, name, duty_agent_id }): TeamView => ({ id, name, duty: duty_agent_id }));
    },
  };
}
