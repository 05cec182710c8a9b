import { COST, makePasswords } from "../../../src/adapters/crypto/passwords.js";
import { PasswordsBusy } from "../../../src/application/sign-in/ports.js";

const pepper = Buffer.alloc(32, 5);
const CHEAP = { n: 2 ** 4, r: 8, p: 1 };
const passwords = makePasswords({ pepper, cost: CHEAP });

test("the cost is what is asked of it, or more", () => expect([COST.n >= 2 ** 15, COST.r * COST.p >= 24]).toEqual([true, true]));

test("a password is right, another and nobody's is wrong, and each is salted for itself", async () => {
  const [one, two] = [await passwords.hash("correct horse"), await passwords.hash("correct horse")];
  expect(one).toMatch(/^scrypt\$16\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
  expect(one).not.toBe(two);
  expect(await passwords.verify("correct horse", one)).toEqual({ right: true, better: null });
  for (const [password, stored] of [
    ["correct horsf", one],
    ["correct horse ", one],
    ["", one],
    ["correct horse", null],
    ["correct horse", ""],
    ["correct horse", "correct horse"],
    ["correct horse", one.replace("$16$", "$15$")],
    ["correct horse", one.replace("$16$", "$999999$")],
    ["correct horse", one.replace("$8$", "$0$")],
    ["correct horse", `${one}x`],
  ] as const)
    expect([password, stored, await passwords.verify(password, stored)]).toEqual([
      password,
      stored,
      { right: false, better: null },
    ]);
});

test("typed on another keyboard it is the same: Unicode has one form", async () => {
  const stored = await passwords.hash("Ame\u0301lie １２３");
  expect((await passwords.verify("Am\u00e9lie 123", stored)).right).toBe(true);
});

test("a right password that was hashed more cheaply is hashed anew; a wrong one is not", async () => {
  const dearer = makePasswords({ pepper, cost: { ...CHEAP, n: 2 ** 5 } });
  const stored = await passwords.hash("correct horse");
  const { right, better } = await dearer.verify("correct horse", stored);
  expect([right, better?.split("$")[1]]).toEqual([true, "32"]);
  expect(await dearer.verify("correct horse", better)).toEqual({ right: true, better: null });
  expect(await dearer.verify("wrong", stored)).toEqual({ right: false, better: null });
  // Never cheaper than it was.
  expect((await passwords.verify("correct horse", better)).better).toBeNull();
});

test("without the pepper a stolen hash cannot be tried", async () => {
  const stored = await passwords.hash("correct horse");
  expect((await makePasswords({ pepper: Buffer.alloc(32, 6), cost: CHEAP }).verify("correct horse", stored)).right).toBe(false);
});

test("only so many wait at once; the rest is told to come back", async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 40 }, () => passwords.hash("x")));
  const failed = outcomes.filter(({ status }) => status === "rejected") as PromiseRejectedResult[];
  expect(failed).toHaveLength(6);
  expect(failed.every(({ reason }) => reason instanceof PasswordsBusy)).toBe(true);
  expect((await passwords.verify("x", await passwords.hash("x"))).right).toBe(true);
});
