import { createHmac, randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from "node:crypto";
import { PasswordsBusy, type Passwords } from "../../application/sign-in/ports.js";

/** `n`: memory and time, 128·n·r bytes; `p`: time only. */
export interface ScryptCost {
  n: number;
  r: number;
  p: number;
}

/** 32 MB and a quarter of a second of one core: what OWASP asks of scrypt where memory is scarce. */
export const COST: ScryptCost = { n: 2 ** 15, r: 8, p: 3 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** Beyond these a stored cost is no cost of ours, and could fill the memory. */
const COST_MOST: ScryptCost = { n: 2 ** 18, r: 16, p: 16 };
/** The pool of threads is shared with files and names: two of its four stay free. */
const AT_ONCE = 2;
const WAITING_MOST = 32;

const STORED = /^scrypt\$(\d{1,6})\$(\d{1,2})\$(\d{1,2})\$([\w-]{22})\$([\w-]{43})$/;

/**
 * Passwords as `scrypt$n$r$p$salt$hash`, over a keyed hash of the password: a stolen dump without `pepper` cannot even be guessed at.
 * Unicode is brought to one form first, so that a password typed on another keyboard is the same.
 */
export function makePasswords({ pepper, cost = COST }: { pepper: Buffer; cost?: ScryptCost }): Passwords {
  const keyed = (password: string) => createHmac("sha256", pepper).update(password.normalize("NFKC")).digest();
  const gate = makeGate();
  const derive = (password: string, salt: Buffer, { n, r, p }: ScryptCost) =>
    gate(() => scrypted(keyed(password), salt, { N: n, r, p, maxmem: 256 * n * r }));
  const nobody = { salt: randomBytes(SALT_BYTES), hash: randomBytes(HASH_BYTES), cost };
  return {
    hash: async (password) => {
      const salt = randomBytes(SALT_BYTES);
      const hash = await derive(password, salt, cost);
      return `scrypt$${cost.n}$${cost.r}$${cost.p}$${salt.toString("base64url")}$${hash.toString("base64url")}`;
    },
    async verify(password, stored) {
      const known = stored === null ? null : parsed(stored);
      const against = known ?? nobody;
      const hash = await derive(password, against.salt, against.cost);
      const right = timingSafeEqual(hash, against.hash) && known !== null;
      return { right, better: right && isCheaper(against.cost, cost) ? await this.hash(password) : null };
    },
  };
}

const isCheaper = (a: ScryptCost, b: ScryptCost): boolean => a.n * a.r * a.p < b.n * b.r * b.p || a.n < b.n;

function parsed(stored: string) {
  const [, n = "", r = "", p = "", salt = "", hash = ""] = STORED.exec(stored) ?? [];
  const cost = { n: Number(n), r: Number(r), p: Number(p) };
  const isOurs =
    cost.n > 1 && Number.isInteger(Math.log2(cost.n)) && cost.n <= COST_MOST.n && cost.r <= COST_MOST.r && cost.p <= COST_MOST.p;
  if (!isOurs || cost.r === 0 || cost.p === 0) return null;
  return { cost, salt: Buffer.from(salt, "base64url"), hash: Buffer.from(hash, "base64url") };
}

const scrypted = (password: Buffer, salt: Buffer, options: ScryptOptions): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scrypt(password, salt, HASH_BYTES, options, (error, hash) => (error ? reject(error) : resolve(hash))),
  );

function makeGate() {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (waiting.length >= WAITING_MOST) throw new PasswordsBusy("too many passwords wait to be hashed");
    if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
