import { v7 as newId } from "uuid";
import { DatabaseAway } from "../../../../application/ports.js";
import type { Account, Accounts, Person, Sessions } from "../../../../application/sign-in/ports.js";
import { run } from "../../pool.js";
import type { Pool } from "../../pool.js";
import { changePassword } from "../../sql/sign-in/change-password.js";
import { closeSession } from "../../sql/sign-in/close-session.js";
import { findAccount } from "../../sql/sign-in/find-account.js";
import type { AccountRow } from "../../sql/sign-in/find-account.js";
import { findSession } from "../../sql/sign-in/find-session.js";
import type { SessionRow } from "../../sql/sign-in/find-session.js";
import { openSession } from "../../sql/sign-in/open-session.js";
import { touchSession } from "../../sql/sign-in/touch-session.js";
import { isUuid } from "../shared/is-uuid.js";
import { isSecret, newSecret } from "../shared/secret.js";
import type { SecretHash } from "../shared/secret.js";
import { cutAddress } from "./where.js";

type Keyed = { hash: SecretHash };

/** The hash of what a browser shows as its session; null for what is none. */
export const hashOr = (hash: SecretHash, secret: string | null): Buffer | null =>
  secret !== null && isSecret(secret) ? hash(secret) : null;

export function makeAccounts(pool: Pool, { hash }: Keyed): Accounts {
  const account = async (email: string | null, id: string | null): Promise<Account | null> => {
    const [row] = await run<AccountRow>(pool, findAccount, [email, id]);
    if (!row) return null;
    const { team_id: team, ...rest } = row;
    return { ...rest, team };
  };
  return {
    // Postgres knows no NUL in text: nobody can have such an address.
    byEmail: (email) => (email.includes("\0") ? Promise.resolve(null) : account(email, null)),
    byId: (agentId) => (isUuid(agentId) ? account(null, agentId) : Promise.resolve(null)),
    changePassword: async ({ agentId, verified, password, session }) => {
      const own = hashOr(hash, session);
      if (own === null) return null;
      const secret = newSecret();
      const rows = await run(pool, changePassword, [agentId, verified, password, own, hash(secret), newId()]);
      return rows.length > 0 ? secret : null;
    },
  };
}

export function makeSessions(pool: Pool, { hash }: Keyed): Sessions {
  return {
    open: async ({ id, verified, better }, { address, browser, session }) => {
      const secret = newSecret();
      const values = [hash(secret), id, verified, better, cutAddress(address), browser, hashOr(hash, session), newId()];
      return (await run(pool, openSession, values)).length > 0 ? secret : null;
    },
    find: async (secret, { idle } = { idle: false }) => {
      const key = hashOr(hash, secret);
      const [row] = key === null ? [] : await run<SessionRow>(pool, findSession, [key]);
      if (!row) return null;
      if (row.stale && !idle) await touched(pool, key);
      const { team_id: team, id, name, role, email } = row;
      return { id, name, role, email, team } satisfies Person;
    },
    close: async (secret) => {
      const key = hashOr(hash, secret);
      if (key !== null) await run(pool, closeSession, [key, newId()]);
    },
  };
}

/** Where the database can only be read now, whoever is signed in can still read. */
async function touched(pool: Pool, key: Buffer | null): Promise<void> {
  try {
    await run(pool, touchSession, [key]);
  } catch (error) {
    if (!(error instanceof DatabaseAway)) throw error;
  }
}
