import { makeTokenHash } from "../adapters/crypto/keys.js";
import { makePeople, seedPeopleOf } from "../adapters/postgres/desk/people.js";
import { makeTokens } from "../adapters/postgres/desk/tokens.js";
import { readFiles, storeFiles } from "../content.js";
import { StartRefused } from "../database.js";
import type { Role } from "../domain/words.js";
import { withDatabase, type Around } from "./around.js";

/** Checks the files first: what has a fault is never published. */
export async function publish(around: Around): Promise<void> {
  const files = await readFiles(around.config);
  await withDatabase(around, async ({ pool }) => {
    await seedPeopleOf(pool, files.policy);
    await storeFiles(pool, files, true);
  });
  around.out(
    `Current on all instances: policy ${files.policy.version.slice(0, 12)}, dialogs ${files.dialogs.version.slice(0, 12)}.`,
  );
}

/** The token alone on stdout, so that a script can take it. */
export async function createToken(around: Around, token: { role: Role; name: string | null }): Promise<void> {
  const { policy } = await readFiles(around.config);
  const secret = await withDatabase(around, async ({ pool, dataKey }) => {
    await seedPeopleOf(pool, policy);
    return makeTokens(pool, { hash: makeTokenHash(dataKey), defaultTeam: () => policy.defaultTeam }).create(token);
  });
  around.out(secret);
}

export interface NewAgent {
  name: string;
  role: Role;
  team?: string;
  email?: string;
  slack?: string;
}

export async function addAgent(around: Around, agent: NewAgent): Promise<void> {
  const { policy } = await readFiles(around.config);
  const team = agent.team ?? policy.defaultTeam;
  const added = await withDatabase(around, async ({ pool }) => {
    await seedPeopleOf(pool, policy);
    return makePeople(pool).add({ ...agent, team, email: agent.email ?? null, slack: agent.slack ?? null });
  });
  if ("id" in added) return around.out(added.id);
  if (added.refused === "name_taken") throw new StartRefused(`There is an agent "${agent.name}" already: give another name.`);
  throw new StartRefused(`There is no team "${team}": the teams are ${policy.teams.map((t) => t.id).join(", ")}.`);
}
