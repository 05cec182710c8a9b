import { createHmac, createSecretKey, randomBytes } from "node:crypto";
import jwt from "jsonwebtoken";
import { v7 } from "uuid";
import { z } from "zod";
import type { Profile } from "../../../domain/input.js";
import { makeClaims, type Claims as SealedClaims } from "../../crypto/claims.js";
import { deriveKey } from "../../crypto/keys.js";

export const TOKEN_SECONDS = 1_800;
const STREAM_TOKEN_SECONDS = 60;
const KNOWN_TOKENS_MAX = 4_096;
const BEGUN_TOGETHER_MS = 600_000;

/** What a token says of its bearer: one visitor in one conversation. Times are machine time in milliseconds. */
export interface Visit {
  conversationId: string;
  userId: string;
  /** Of the page that asked for the token; a message may say otherwise. */
  locale: string | null;
  zone: string | null;
  /** What the site signed of the visitor, for the desk: sealed in the token, so that neither page nor log can read it there. */
  profile: Profile | null;
  /** The only pages that may use the token, where its maker named them (`trustedOrigins`). */
  origins: readonly string[] | null;
  expiresAt: number;
}

export interface StreamTicket extends Visit {
  /** The ticket's own id: one open socket a ticket. `expiresAt` is that of the token it was made from. */
  id: string;
}

export type Refused = { refused: "malformed" | "expired" };

export interface Tokens {
  issue(visit: Omit<Visit, "expiresAt">): { token: string; expiresAt: number };
  /** The `t` of a streamUrl: opens one socket within 60 s, for as long as the token it came from. */
  issueStream(visit: Visit): string;
  verify(token: string): Visit | Refused;
  verifyStream(token: string): StreamTicket | Refused;
  /** The visitor's id of a conversation begun without one: unguessable, the same on every instance. */
  userIdOf(conversationId: string): string;
  /** The visitor's id of a person whom the site names: unguessable, the same on every instance. */
  identifiedUserOf(subject: string): string;
  /**
   * The id of a conversation that an identified visitor begins now: two devices that come within the same minutes, on whatever
   * instances, begin one conversation, and are one customer.
   */
  conversationBegunBy(userId: string): string;
}

/** What ids of persons named by the site begin with; nobody else's may. */
export const IDENTIFIED = "dl_id_";

const Claims = z.object({
  conv: z.string(),
  user: z.string().startsWith("dl_"),
  loc: z.string().optional(),
  tz: z.string().optional(),
  pro: z.string().optional(),
  ori: z.array(z.string()).optional(),
  use: z.literal("stream").optional(),
  jti: z.string(),
  exp: z.number(),
  /** Of a stream token: when the token it was made from expires. */
  till: z.number().optional(),
});
type Claims = z.infer<typeof Claims>;
/** A token read once: its profile is opened with its signature. */
type Known = Claims & { profile: Profile | null };

/** `key` is the same on all instances; `now` is machine time in milliseconds. */
export function makeTokens({ key, now }: { key: Buffer; now: () => number }): Tokens {
  const secret = createSecretKey(key);
  const sealed = makeClaims(deriveKey(key, "claim"));
  const known = boundedMap<Known>(KNOWN_TOKENS_MAX);
  const seconds = () => Math.floor(now() / 1_000);
  const sign = (visit: Omit<Visit, "expiresAt">, more: object) => {
    const claims = { ...claimsOf(visit), ...more, iat: seconds(), jti: randomBytes(12).toString("base64url") };
    return jwt.sign(claims, secret, { algorithm: "HS256" });
  };
  const read = (token: string): Known | Refused => {
    const claims = known.get(token) ?? parse(token, { secret, sealed });
    if (claims === null) return { refused: "malformed" };
    known.set(token, claims);
    return claims.exp * 1_000 <= now() ? { refused: "expired" } : claims;
  };
  const digest = (of: string): Buffer => createHmac("sha256", secret).update(of).digest();
  const idOf = (prefix: string, of: string): string => `${prefix}${digest(of).toString("base64url").slice(0, 32)}`;
  return {
    issue: (visit) => {
      const exp = seconds() + TOKEN_SECONDS;
      const pro = visit.profile === null ? {} : { pro: sealed.seal(JSON.stringify(visit.profile), visit.conversationId) };
      return { token: sign(visit, { ...pro, exp }), expiresAt: exp * 1_000 };
    },
    issueStream: (visit) => sign(visit, { exp: seconds() + STREAM_TOKEN_SECONDS, use: "stream", till: visit.expiresAt / 1_000 }),
    verify: (token) => {
      const claims = read(token);
      if ("refused" in claims) return claims;
      return claims.use === undefined ? visitOf(claims, claims.exp) : { refused: "malformed" };
    },
    verifyStream: (token) => {
      const claims = read(token);
      if ("refused" in claims) return claims;
      if (claims.use !== "stream" || claims.till === undefined) return { refused: "malformed" };
      return { ...visitOf(claims, claims.till), id: claims.jti };
    },
    userIdOf: (conversationId) => idOf("dl_", `user|${conversationId}`),
    identifiedUserOf: (subject) => idOf(IDENTIFIED, `identity|${subject}`),
    conversationBegunBy: (userId) => {
      const msecs = Math.floor(now() / BEGUN_TOGETHER_MS) * BEGUN_TOGETHER_MS;
      return v7({ msecs, random: digest(`conversation|${userId}|${msecs}`) });
    },
  };
}

const claimsOf = ({ conversationId, userId, locale, zone, origins }: Omit<Visit, "expiresAt">) => ({
  conv: conversationId,
  user: userId,
  ...(locale === null ? {} : { loc: locale }),
  ...(zone === null ? {} : { tz: zone }),
  ...(origins === null ? {} : { ori: origins }),
});

/** Expiry is judged by the caller against its own clock, so that a known token costs no signature. */
function parse(token: string, { secret, sealed }: { secret: jwt.Secret; sealed: SealedClaims }): Known | null {
  try {
    const claims = Claims.safeParse(jwt.verify(token, secret, { algorithms: ["HS256"], ignoreExpiration: true }));
    if (!claims.success) return null;
    const profile = claims.data.pro === undefined ? null : sealed.open(claims.data.pro, claims.data.conv);
    return { ...claims.data, profile: profile === null ? null : (JSON.parse(profile) as Profile) };
  } catch {
    return null;
  }
}

const visitOf = (claims: Known, exp: number): Visit => ({
  conversationId: claims.conv,
  userId: claims.user,
  locale: claims.loc ?? null,
  zone: claims.tz ?? null,
  profile: claims.profile,
  origins: claims.ori ?? null,
  expiresAt: exp * 1_000,
});

/** Forgets the older half when full: checking a signature again is cheap, an unbounded memory is not. */
function boundedMap<V>(max: number) {
  let young = new Map<string, V>();
  let old = new Map<string, V>();
  return {
    get: (key: string): V | undefined => young.get(key) ?? old.get(key),
    set: (key: string, value: V): void => {
      if (young.has(key)) return;
      if (young.size >= max / 2) {
        old = young;
        young = new Map();
      }
      young.set(key, value);
    },
  };
}
