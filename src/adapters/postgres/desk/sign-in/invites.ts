import { v7 as newId } from "uuid";
import type { Invites, Taken } from "../../../../application/sign-in/ports.js";
import { run } from "../../pool.js";
import type { Pool } from "../../pool.js";
import { createInvite } from "../../sql/sign-in/create-invite.js";
import type { InviteRow } from "../../sql/sign-in/create-invite.js";
import { createWelcome } from "../../sql/sign-in/create-welcome.js";
import { findAccount } from "../../sql/sign-in/find-account.js";
import { findInvite } from "../../sql/sign-in/find-invite.js";
import type { FoundInviteRow } from "../../sql/sign-in/find-invite.js";
import { useInvite } from "../../sql/sign-in/use-invite.js";
import { useWelcome } from "../../sql/sign-in/use-welcome.js";
import { agentOf } from "../audit.js";
import { newSecret } from "../shared/secret.js";
import type { SecretHash } from "../shared/secret.js";
import { takenBy, unknownTeam } from "./clash.js";
import { hashOr } from "./sessions.js";
import { cutAddress } from "./where.js";

export interface InvitesDeps {
  hash: SecretHash;
  defaultTeam: () => string;
}

export function makeInvites(pool: Pool, { hash, defaultTeam }: InvitesDeps): Invites {
  return {
    create: async ({ email, name, role, team, slack }, by) => {
      const secret = newSecret();
      try {
        const values = [hash(secret), email, name, role, team, slack, newId(), by.by, agentOf(by), newId()];
        const [row] = await run<InviteRow>(pool, createInvite, values);
        if (row) return { secret, expiresAt: row.expires_at.toISOString() };
        const isEmails = (await run(pool, findAccount, [email, null])).length > 0;
        return { refused: isEmails ? "email_taken" : "name_taken" };
      } catch (error) {
        return takenBy(error) ?? unknownTeam(error);
      }
    },
    welcome: async () => {
      const secret = newSecret();
      return (await run(pool, createWelcome, [hash(secret)])).length > 0 ? secret : null;
    },
    find: async (secret) => {
      const key = hashOr(hash, secret);
      const [row] = key === null ? [] : await run<FoundInviteRow>(pool, findInvite, [key]);
      return row ?? null;
    },
    use: async (secret, { password, name, email }, { address, browser, session }): Promise<string | Taken | null> => {
      const opened = newSecret();
      const team = defaultTeam();
      const values = [
        hash(secret),
        password,
        name,
        hash(opened),
        cutAddress(address),
        browser,
        newId(),
        team,
        hashOr(hash, session),
      ];
      try {
        const rows =
          email === null ? await run(pool, useInvite, values) : await run(pool, useWelcome, [...values, email, newId()]);
        return rows.length > 0 ? opened : null;
      } catch (error) {
        const taken = takenBy(error);
        if (taken === null) throw error;
        return taken;
      }
    },
  };
}
