import { v7 as newId } from "uuid";
import type { Background, People, Roster } from "../../../application/desk-ports.js";
import { makeTicker } from "../../../application/deliveries/ticker.js";
import type { Policy } from "../../../domain/policy.js";
import { SECOND_MS } from "../../../domain/time.js";
import { run } from "../pool.js";
import type { Pool } from "../pool.js";
import { addAgent } from "../sql/people/add-agent.js";
import { changeAgent } from "../sql/people/change-agent.js";
import { readRoster } from "../sql/people/read-roster.js";
import type { RosterRow } from "../sql/people/read-roster.js";
import { seedPeople } from "../sql/people/seed-people.js";
import { setDuty } from "../sql/people/set-duty.js";
import { isUuid } from "./shared/is-uuid.js";

const REFRESH_EVERY_MS = 5 * SECOND_MS;
const NO_SUCH_TEAM = "23503";

/**
 * Teams by the policy in force (never by the files: an old instance would turn them back), and at each duty post the agent of
 * that name, made if missing: no ticket is ever without an owner. Teams that left the policy stay, since tickets name them.
 */
export async function seedPeopleOf(pool: Pool, { teams }: Pick<Policy, "teams">): Promise<void> {
  const posts = await run<{ team: string; agent: string }>(pool, seedPeople, [
    teams.map(({ id }) => id),
    teams.map(({ name }) => JSON.stringify(name)),
    teams.map(({ duty }) => duty),
    teams.map(() => newId()),
  ]);
  await run(pool, setDuty, [posts.map(({ team }) => team), posts.map(({ agent }) => agent)]);
}

export function makePeople(pool: Pool): People {
  return {
    add: async ({ name, role, team, email, slack }) => {
      try {
        const [row] = await run<{ id: string }>(pool, addAgent, [newId(), name, role, team, email, slack]);
        return row ?? { refused: "name_taken" };
      } catch (error) {
        if ((error as { code?: unknown }).code === NO_SUCH_TEAM) return { refused: "unknown_team" };
        throw error;
      }
    },
    change: async (agentId, { available }) => isUuid(agentId) && (await run(pool, changeAgent, [agentId, available])).length > 0,
  };
}

export function makeRoster(pool: Pool, { failed }: { failed: (error: unknown) => void }): Roster & Background {
  let names = new Map<string, string>();
  let duty = new Map<string, string>();
  const refresh = async () => {
    const [row] = await run<RosterRow>(pool, readRoster, []);
    if (!row) return;
    names = new Map(row.agents.map(({ id, name }) => [id, name]));
    duty = new Map(row.duty.map(({ team, agent }) => [team, agent]));
  };
  const ticker = makeTicker({ everyMs: () => REFRESH_EVERY_MS, run: refresh, failed });
  return {
    nameOf: (agentId) => names.get(agentId) ?? null,
    dutyOf: (teamId) => duty.get(teamId) ?? null,
    refresh,
    start: async () => {
      await refresh();
      ticker.start();
    },
    stop: ticker.stop,
  };
}
