import { createHmac, createSecretKey, randomBytes } from "node:crypto";
import jwt from "jsonwebtoken";
import { z } from "zod";

export const TOKEN_SECONDS = 1_800;
const STREAM_TOKEN_SECONDS = 60;
const KNOWN_TOKENS_MAX = 4_096;

/** What a token says of its bearer: one visitor in one conversation. Times are machine time in milliseconds. */
export interface Visit {
  conversationId: string;
  userId: string;
  /** Of the page that asked for the token; a message may say otherwise. */
  locale: string | null;
  zone: string | null;
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
}

const Claims = z.object({
  conv: z.string(),
  user: z.string().startsWith("dl_"),
  loc: z.string().optional(),
  tz: z.string().optional(),
  use: z.literal("stream").optional(),
  jti: z.string(),
  exp: z.number(),
  /** Of a stream token: when the token it was made from expires. */
  till: z.number().optional(),
});
type Claims = z.infer<typeof Claims>;

/** `key` is the same on all instances; `now` is machine time in milliseconds. */
export function makeTokens({ key, now }: { key: Buffer; now: () => number }): Tokens {
  const secret = createSecretKey(key);
  const known = boundedMap<Claims>(KNOWN_TOKENS_MAX);
  const seconds = () => Math.floor(now() / 1_000);
  const sign = (visit: Omit<Visit, "expiresAt">, more: { exp: number; use?: "stream"; till?: number }) =>
    jwt.sign(
      {
        conv: visit.conversationId,
        user: visit.userId,
        ...(visit.locale === null ? {} : { loc: visit.locale }),
        ...(visit.zone === null ? {} : { tz: visit.zone }),
        ...more,
        iat: seconds(),
        jti: randomBytes(12).toString("base64url"),
      },
      secret,
      { algorithm: "HS256" },
    );
  const read = (token: string): Claims | Refused => {
    const claims = known.get(token) ?? parse(token, secret);
    if (claims === null) return { refused: "malformed" };
    known.set(token, claims);
    return claims.exp * 1_000 <= now() ? { refused: "expired" } : claims;
  };
  return {
    issue: (visit) => {
      const exp = seconds() + TOKEN_SECONDS;
      return { token: sign(visit, { exp }), expiresAt: exp * 1_000 };
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
    userIdOf: (conversationId) =>
      `dl_${createHmac("sha256", secret).update(`user|${conversationId}`).digest("base64url").slice(0, 32)}`,
  };
}

/** Expiry is judged by the caller against its own clock, so that a known token costs no signature. */
function parse(token: string, secret: jwt.Secret): Claims | null {
  try {
    const claims = Claims.safeParse(jwt.verify(token, secret, { algorithms: ["HS256"], ignoreExpiration: true }));
    return claims.success ? claims.data : null;
  } catch {
    return null;
  }
}

const visitOf = (claims: Claims, exp: number): Visit => ({
  conversationId: claims.conv,
  userId: claims.user,
  locale: claims.loc ?? null,
  zone: claims.tz ?? null,
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
