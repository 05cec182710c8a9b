import { oneEmail } from "./ports.js";
import type { Account, Accounts, Invites, Passwords, Person, Sessions, Taken, Tries, Visit } from "./ports.js";
import { weaknessOf, type Weakness } from "./weak-password.js";

const MINUTE_MS = 60_000;
export const WAIT_MINUTES = 15;

/**
 * Wrong passwords before a wait. By account *and* network, so that nobody can shut out the owner by guessing from elsewhere; by the
 * network alone for who tries many accounts; by the account alone, wide, for who guesses from many networks: those from which the
 * owner has signed in before go on.
 */
const BY_NETWORK = { most: 5, spanMs: MINUTE_MS };
const BY_BOTH = { most: 10, spanMs: WAIT_MINUTES * MINUTE_MS };
const BY_ACCOUNT = { most: 100, spanMs: WAIT_MINUTES * MINUTE_MS };

export interface SignedIn {
  session: string;
  person: Person;
}
/** `left`: tries before the wait. */
export type Wrong = { refused: "wrong_password"; left: number };
export type TooMany = { refused: "too_many_tries"; waitS: number };
export type Weak = { refused: "weak_password"; why: Weakness };
export type Void = { refused: "void_link" };
export type Ended = { refused: "session_ended" };

export interface SignIn {
  signIn(as: { email: string; password: string }, visit: Visit): Promise<SignedIn | Wrong | TooMany>;
  changePassword(
    change: { current: string; next: string },
    by: { agentId: string; visit: Visit },
  ): Promise<SignedIn | Wrong | TooMany | Weak | Ended>;
  /** An invitation, or with an e-mail the welcome of the first administrator. */
  accept(link: AcceptedLink, visit: Visit): Promise<SignedIn | Void | Weak | Taken>;
}

export interface AcceptedLink {
  kind: "invite" | "welcome";
  secret: string;
  password: string;
  name: string | null;
  email: string | null;
}

export interface SignInDeps {
  accounts: Accounts;
  sessions: Sessions;
  invites: Pick<Invites, "find" | "use">;
  tries: Tries;
  passwords: Passwords;
  /** A whole IPv6 network of one customer counts as one. */
  networkOf: (address: string) => string;
}

export function makeSignIn(deps: SignInDeps): SignIn {
  const { accounts, sessions, invites, passwords } = deps;
  const signedIn = async (session: string | null): Promise<SignedIn | null> => {
    const person = session === null ? null : await sessions.find(session);
    return session === null || person === null ? null : { session, person };
  };
  const guarded = makeGuarded(deps);
  return {
    signIn: async ({ email: written, password }, visit) => {
      const email = oneEmail(written);
      return guarded(email, visit, async () => {
        const account = usable(await accounts.byEmail(email));
        const { right, better } = await passwords.verify(password, account?.password ?? null);
        if (!right || !account) return { failed: account?.id ?? null };
        return { done: await signedIn(await sessions.open({ ...account, verified: account.password, better }, visit)) };
      });
    },
    changePassword: async ({ current, next }, { agentId, visit }) => {
      const account = usable(await accounts.byId(agentId));
      if (!account || visit.session === null) return { refused: "session_ended" };
      const why = weaknessOf(next, account);
      if (why) return { refused: "weak_password", why };
      return guarded(account.email ?? account.id, visit, async () => {
        const { right } = await passwords.verify(current, account.password);
        if (!right) return { failed: account.id };
        const password = await passwords.hash(next);
        const change = { agentId, verified: account.password, password, session: visit.session ?? "" };
        return { done: await signedIn(await accounts.changePassword(change)) };
      });
    },
    accept: async ({ kind, secret, password, name, email: written }, visit) => {
      const link = await invites.find(secret);
      if (link?.kind !== kind) return { refused: "void_link" };
      const email = written === null ? null : oneEmail(written);
      const why = weaknessOf(password, { name: name ?? link.name, email: email ?? link.email });
      if (why) return { refused: "weak_password", why };
      const used = await invites.use(secret, { password: await passwords.hash(password), name, email }, visit);
      if (typeof used === "object" && used !== null) return used;
      return (await signedIn(used)) ?? { refused: "void_link" };
    },
  };
}

type Usable = Account & { password: string };
const usable = (account: Account | null): Usable | null =>
  account && account.password !== null && !account.disabled ? { ...account, password: account.password } : null;

type Attempt = { failed: string | null } | { done: SignedIn | null };

/** Counts before it looks, so that a hundred tries at once are a hundred; what was right is given back. */
function makeGuarded({ tries, networkOf }: SignInDeps) {
  return async (account: string, visit: Visit, attempt: () => Promise<Attempt>): Promise<SignedIn | Wrong | TooMany> => {
    const network = `network ${networkOf(visit.address)}`;
    const both = `both ${account} ${network}`;
    const byNetwork = await tries.count(network, BY_NETWORK.spanMs);
    if (byNetwork.tries > BY_NETWORK.most) return { refused: "too_many_tries", waitS: byNetwork.waitS };
    const byBoth = await tries.count(both, BY_BOTH.spanMs);
    if (byBoth.tries > BY_BOTH.most) return { refused: "too_many_tries", waitS: byBoth.waitS };
    const byAccount = await tries.count(`account ${account}`, BY_ACCOUNT.spanMs);
    if (byAccount.tries > BY_ACCOUNT.most && !byBoth.known) return { refused: "too_many_tries", waitS: byAccount.waitS };
    const outcome = await attempt();
    if ("done" in outcome && outcome.done) {
      await tries.forgive(both, [network, `account ${account}`]);
      return outcome.done;
    }
    await tries.failed("failed" in outcome ? outcome.failed : null);
    return { refused: "wrong_password", left: BY_BOTH.most - byBoth.tries };
  };
}
