import type { Account } from "../../../src/application/sign-in/ports.js";
import { makeSignIn, type SignInDeps } from "../../../src/application/sign-in/sign-in.js";

const CHEN: Account = {
  id: "chen",
  name: "Chen",
  role: "agent",
  team: "care",
  email: "chen@example.com",
  password: "right",
  disabled: false,
};
const visit = (address: string) => ({ address, browser: "Firefox", session: null });

/** A desk in memory, where a password is stored as it is. */
function aDesk(account: Account | null = CHEN) {
  const verified: (string | null)[] = [];
  const counts = new Map<string, { tries: number; known: boolean }>();
  const deps: SignInDeps = {
    accounts: {
      byEmail: (email) => Promise.resolve(account?.email === email ? account : null),
      byId: () => Promise.resolve(account),
      changePassword: () => Promise.resolve(null),
    },
    sessions: { open: () => Promise.resolve("session"), find: () => Promise.resolve(CHEN), close: () => Promise.resolve() },
    invites: { find: () => Promise.resolve(null), use: () => Promise.resolve(null) },
    tries: {
      count: (what) => {
        const row = counts.get(what) ?? { tries: 0, known: false };
        counts.set(what, { ...row, tries: row.tries + 1 });
        return Promise.resolve({ ...counts.get(what)!, waitS: 60 });
      },
      forgive: (what, also) => {
        counts.set(what, { tries: 0, known: true });
        for (const each of also) counts.set(each, { tries: (counts.get(each)?.tries ?? 1) - 1, known: false });
        return Promise.resolve();
      },
      failed: () => Promise.resolve(),
    },
    passwords: {
      hash: (password) => Promise.resolve(password),
      verify: (password, stored) => {
        verified.push(stored);
        return Promise.resolve({ right: password === stored, better: null });
      },
    },
    networkOf: (address) => address,
  };
  const { signIn, changePassword } = makeSignIn(deps);
  const as = async (password: string, from: string, email = "Chen@example.com") => {
    const outcome = await signIn({ email, password }, visit(from));
    return "refused" in outcome ? outcome.refused : "in";
  };
  return { as, verified, changePassword };
}

test("a password is hashed for nobody as for somebody, so that the time tells nothing", async () => {
  const { as, verified } = aDesk();
  await as("wrong", "a");
  await as("wrong", "b", "nobody@example.com");
  expect(verified).toEqual(["right", null]);
  for (const other of [
    { ...CHEN, disabled: true },
    { ...CHEN, password: null },
  ]) {
    const desk = aDesk(other);
    expect([await desk.as("right", "a"), desk.verified]).toEqual(["wrong_password", [null]]);
  }
});

test("guessing from many networks shuts out neither the owner where they were before, nor for longer than the span", async () => {
  const { as } = aDesk();
  expect(await as("right", "home")).toBe("in");
  const outcomes = [];
  for (let network = 0; network < 30; network++) for (let n = 0; n < 5; n++) outcomes.push(await as("wrong", `bot ${network}`));
  expect(outcomes.indexOf("too_many_tries")).toBe(100);
  expect([await as("right", "home"), await as("right", "a new place")]).toEqual(["in", "too_many_tries"]);
});

test("a network that is refused already adds nothing to the account's count", async () => {
  const { as } = aDesk();
  for (let n = 0; n < 500; n++) await as("wrong", "bot");
  expect(await as("right", "a new place")).toBe("in");
});
