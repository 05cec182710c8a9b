import { v7 as newId } from "uuid";
import type { Background, People, Roster } from "../../../application/desk-ports.js";
import { oneEmail } from "../../../application/sign-in/ports.js";
import { makeTicker } from "../../../application/deliveries/ticker.js";
import type { Policy } from "../../../domain/policy.js";
import { SECOND_MS } from "../../../domain/time.js";
import { run } from "../pool.js";
import type { Pool } from "../pool.js";
import { addAgent } from "../sql/people/add-agent.js";
import { changeAgent } from "../sql/people/change-agent.js";
import type { ChangedAgentRow } from "../sql/people/change-agent.js";
import { readRoster } from "../sql/people/read-roster.js";
import type { RosterRow } from "../sql/people/read-roster.js";
import { seedPeople } from "../sql/people/seed-people.js";
import { setDuty } from "../sql/people/set-duty.js";
import { findAccount } from "../sql/sign-in/find-account.js";
import { agentOf } from "./audit.js";
import { isUuid } from "./shared/is-uuid.js";
import { unknownTeam } from "./sign-in/clash.js";

const REFRESH_EVERY_MS = 5 * SECOND_MS;

/**
 * Teams by the policy in force (never by the files: an old instance would turn them back), and at each duty post the agent of
 * that name, made if missing: no ticket is ever without an owner. Teams that left the policy stay, since tickets name them.
 */
export async function seedPeopleOf(pool: Pool, { teams }: Pick<Policy, "teams">): Promise<void> {
  const posts = await run<{ team: string; agent: string; name: string }>(pool, seedPeople, [
    teams.map(({ id }) => id),
    teams.map(({ name }) => JSON.stringify(name)),
    teams.map(({ duty }) => duty),
    teams.map(() => newId()),
  ]);
  await run(pool, setDuty, [posts.map(({ team }) => team), posts.map(({ agent }) => agent), posts.map(({ name }) => name)]);
}

export function makePeople(pool: Pool): People {
  return {
    add: async ({ name, role, team, email: written, slack }, by) => {
      const email = written === null ? null : oneEmail(written);
      try {
        const values = [newId(), name, role, team, email, slack, by.by, agentOf(by), newId()];
        const [row] = await run<{ id: string }>(pool, addAgent, values);
        if (row) return row;
        const isEmails = email !== null && (await run(pool, findAccount, [email, null])).length > 0;
        return { refused: isEmails ? "email_taken" : "name_taken" };
      } catch (error) {
        return unknownTeam(error);
      }
    },
    change: async (agentId, { role, team, available, disabled }, by) => {
      if (!isUuid(agentId)) return { refused: "unknown_agent" };
      try {
        const values = [agentId, role, team, available, disabled, by.by, agentOf(by), newId()];
        const [row] = await run<ChangedAgentRow>(pool, changeAgent, values);
        if (!row) return { refused: "unknown_agent" };
        if (row.last) return { refused: "last_administrator" };
        return row.at_post ? { refused: "at_duty_post" } : { done: true };
      } catch (error) {
        return unknownTeam(error);
      }
    },
  };
}

export function makeRoster(pool: Pool, { failed }: { failed: (error: unknown) => void }): Roster & Background {
  let names = new Map<string, string>();
  let colleagues: RosterRow["agents"] = [];
  let duty = new Map<string, string>();
  const refresh = async () => {
    const [row] = await run<RosterRow>(pool, readRoster, []);
    if (!row) return;
    names = new Map(row.agents.map(({ id, name }) => [id, name]));
    colleagues = row.agents.filter(({ disabled }) => !disabled);
    duty = new Map(row.duty.map(({ team, agent }) => [team, agent]));
  };
  const ticker = makeTicker({ everyMs: () => REFRESH_EVERY_MS, run: refresh, failed });
  return {
    nameOf: (agentId) => names.get(agentId) ?? null,
    dutyOf: (teamId) => duty.get(teamId) ?? null,
    colleagues: () => colleagues,
    refresh,
    start: async () => {
      await refresh();
      ticker.start();
    },
    stop: ticker.stop,
  };
}
