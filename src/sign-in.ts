import type { Logger } from "pino";
import { deriveKey, makeTokenHash } from "./adapters/crypto/keys.js";
import { makePasswords } from "./adapters/crypto/passwords.js";
import { limitKeyOf } from "./adapters/http/caller-address.js";
import { makeAudit } from "./adapters/postgres/desk/audit.js";
import { makePeople } from "./adapters/postgres/desk/people.js";
import { makeInvites } from "./adapters/postgres/desk/sign-in/invites.js";
import { makeAccounts, makeSessions } from "./adapters/postgres/desk/sign-in/sessions.js";
import { makeTries } from "./adapters/postgres/desk/sign-in/tries.js";
import { makeSignIn } from "./application/sign-in/sign-in.js";
import { isLoopback, type Config } from "./config.js";
import type { OpenedDatabase } from "./database.js";

/** All that people sign in with, and what is kept of it. */
export function makeSigningIn({ pool, dataKey }: Pick<OpenedDatabase, "pool" | "dataKey">, defaultTeam: () => string) {
  const hash = makeTokenHash(dataKey, "session");
  const sessions = makeSessions(pool, { hash });
  const invites = makeInvites(pool, { hash, defaultTeam });
  const signIn = makeSignIn({
    accounts: makeAccounts(pool, { hash }),
    sessions,
    invites,
    tries: makeTries(pool, { hash, now: Date.now }),
    passwords: makePasswords({ pepper: deriveKey(dataKey, "password") }),
    networkOf: limitKeyOf,
  });
  return { signIn, sessions, invites, people: makePeople(pool), audit: makeAudit(pool) };
}

/** A password typed over plain http can be read on its way; behind a proxy it is the proxy that knows. */
export function warnOfPlainHttp({ host, publicUrl, trustedProxies }: Config, log: Logger): void {
  if (
    publicUrl === null
      ? isLoopback(host) || trustedProxies.length > 0
      : !publicUrl.startsWith("http:") || isLoopback(new URL(publicUrl).hostname)
  )
    return;
  log.warn("people sign in over plain http here: put a proxy with TLS in front and set PUBLIC_URL (docs/deploy.md)");
}
