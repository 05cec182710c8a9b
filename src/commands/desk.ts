import { makeTokenHash } from "../adapters/crypto/keys.js";
import { makePeople, seedPeopleOf } from "../adapters/postgres/desk/people.js";
import { makePeopleQueries } from "../adapters/postgres/desk/queries/people.js";
import { makeInvites } from "../adapters/postgres/desk/sign-in/invites.js";
import { makeAccounts } from "../adapters/postgres/desk/sign-in/sessions.js";
import { makeTokens } from "../adapters/postgres/desk/tokens.js";
import type { Pool } from "../adapters/postgres/pool.js";
import { oneEmail } from "../application/sign-in/ports.js";
import { addressOf } from "../config.js";
import { readFiles, storeFiles } from "../content.js";
import { StartRefused } from "../database.js";
import type { Policy } from "../domain/policy.js";
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

const BY = { by: "cli" } as const;

/** The link alone on stdout: by it the person sets a password. Without an e-mail nobody can sign in, so the agent's id instead. */
export async function addAgent(around: Around, { email: written, ...agent }: NewAgent): Promise<void> {
  const { policy } = await readFiles(around.config);
  const email = written === undefined ? null : oneEmail(written);
  const person = { ...agent, team: agent.team ?? policy.defaultTeam, slack: agent.slack ?? null };
  const added = await withDatabase(around, async ({ pool, dataKey }) => {
    await seedPeopleOf(pool, policy);
    if (email === null) return makePeople(pool).add({ ...person, email }, BY);
    return invitesOf(pool, dataKey, policy).create({ ...person, email }, BY);
  });
  if ("id" in added) {
    around.progress("Without --email nobody can sign in as this agent.");
    return around.out(added.id);
  }
  if ("secret" in added) {
    around.progress(`For ${agent.name} alone, once, until ${added.expiresAt}:`);
    return around.out(`${addressOf(around.config)}/desk#invite=${added.secret}`);
  }
  throw new StartRefused(
    {
      name_taken: `There is an agent "${agent.name}" already, with another e-mail, role or team: give another name, or what they have for a fresh link.`,
      email_taken: `This e-mail belongs to another agent: give another one, or that agent's name, role and team for a fresh link.`,
      unknown_team: `There is no team "${person.team}": the teams are ${policy.teams.map((t) => t.id).join(", ")}.`,
    }[added.refused],
  );
}

/** `who`: an id, a name or an e-mail. Ends their sessions and tokens at once. */
export async function disableAgent(around: Around, who: string, disabled: boolean): Promise<void> {
  const outcome = await withDatabase(around, async ({ pool, dataKey }) => {
    const agent =
      (await makePeopleQueries(pool).agent(who)) ??
      (await makeAccounts(pool, { hash: signInHash(dataKey) }).byEmail(oneEmail(who)));
    return agent ? makePeople(pool).change(agent.id, { disabled }, BY) : ({ refused: "unknown_agent" } as const);
  });
  if ("done" in outcome) return around.out(disabled ? `${who} can no longer sign in.` : `${who} may sign in again.`);
  throw new StartRefused(
    {
      unknown_agent: `There is no agent "${who}": give an id, the exact name or the e-mail.`,
      unknown_team: "The agent's team is gone.",
      last_administrator: "Nobody else can sign in as administrator: make another one first.",
      at_duty_post: "This agent stands at a duty post: name another as `duty` in config/desk.yaml and publish first.",
    }[outcome.refused],
  );
}

const signInHash = (dataKey: Buffer) => makeTokenHash(dataKey, "session");
const invitesOf = (pool: Pool, dataKey: Buffer, { defaultTeam }: Policy) =>
  makeInvites(pool, { hash: signInHash(dataKey), defaultTeam: () => defaultTeam });
