import { v7 as newId } from "uuid";
import type { Tokens } from "../../../application/desk-ports.js";
import { run } from "../pool.js";
import type { Pool } from "../pool.js";
import { createToken } from "../sql/people/create-token.js";
import { findAgent } from "../sql/people/find-agent.js";
import { findToken } from "../sql/people/find-token.js";
import type { CallerRow } from "../sql/people/find-token.js";
import { isSecret, newSecret } from "./shared/secret.js";
import type { SecretHash } from "./shared/secret.js";

/** Says what it is to whoever finds one in a log or a repository. */
const PREFIX = "frontdoor_";

/** Printed by the command as it is. */
export class TokenRefused extends Error {
  readonly code = "token.refused";
}

/** `hash`: how a secret is stored. `defaultTeam`: whose duty agent a token without a name acts as, and the team of an agent made for a name. */
export function makeTokens(pool: Pool, { hash, defaultTeam }: { hash: SecretHash; defaultTeam: () => string }): Tokens {
  return {
    create: async ({ role, name }) => {
      const secret = newSecret();
      const rows = await run(pool, createToken, [hash(secret), role, name, defaultTeam(), newId(), newId()]);
      if (!rows.length)
        throw new TokenRefused(
          name !== null && (await run(pool, findAgent, [null, name])).length > 0
            ? `${name} is disabled: frontdoor agent enable takes them back.`
            : `Team ${defaultTeam()} is not in the database: start the product once, which seeds the teams.`,
        );
      return PREFIX + secret;
    },
    find: async (token) => {
      const secret = token.startsWith(PREFIX) ? token.slice(PREFIX.length) : "";
      if (!isSecret(secret)) return null;
      const [row] = await run<CallerRow>(pool, findToken, [hash(secret)]);
      return row ? { agentId: row.agent_id, name: row.name, role: row.role } : null;
    },
  };
}
