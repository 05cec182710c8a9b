import { createSecretKey } from "node:crypto";
import jwt from "jsonwebtoken";
import { z } from "zod";
import type { Profile } from "../../domain/input.js";
import { cleanText } from "../channels/clean.js";

/** Whom the site says its visitor is. */
export interface Identity {
  /** The site's own id of the person. */
  subject: string;
  profile: Profile;
}

/** What a text says of ways to reach somebody: a phone as E.164, an address as it is stored. */
export type ContactsIn = (text: string) => Pick<Profile, "phone" | "email">;

/** Why an identity was not believed; for the operator's log, never for the visitor. */
export type Doubt =
  | "no_secret"
  | "malformed"
  | "too_long"
  | "algorithm"
  | "signature"
  | "expired"
  | "not_yet"
  | "lifetime"
  | "subject"
  | "audience";

/** `audience`: this server's address, one of the two names that an `aud` may give. Times are machine time in milliseconds. */
export type JudgeIdentity = (identity: unknown, audience: string) => Identity | { doubt: Doubt };

const IDENTITY_CHARACTERS_MAX = 8_192;
const LIFETIME_MAX_S = 86_400;
const TOLERANCE_S = 60;
const SUBJECT_CHARACTERS_MAX = 200;
/** Over these, or of another type, a detail is left out: a sloppy profile signs nobody out. */
const DETAIL_CHARACTERS_MAX = { name: 200, company: 200, email: 254, phone: 40 } as const;

export interface JudgeIdentityDeps {
  /** `IDENTITY_SECRET`. */
  secret: string | null;
  /** Machine time, milliseconds. */
  now: () => number;
  contactsIn: ContactsIn;
}

/** Judges `identity` of POST /chat/token: a JWT, HS256 with `IDENTITY_SECRET` and nothing else. Never throws, keeps nothing. */
export function makeJudgeIdentity(deps: JudgeIdentityDeps): JudgeIdentity {
  const { secret, now, contactsIn } = deps;
  if (secret === null) return () => ({ doubt: "no_secret" });
  const key = createSecretKey(Buffer.from(secret));
  return (identity, audience) => {
    if (typeof identity !== "string") return { doubt: "malformed" };
    if (identity.length > IDENTITY_CHARACTERS_MAX) return { doubt: "too_long" };
    const read = verified(identity, key);
    if ("doubt" in read) return read;
    const doubt = doubtOf(read.claims, { nowS: now() / 1_000, audience });
    return doubt === null ? { subject: read.claims["sub"] as string, profile: profileOf(read.claims, contactsIn) } : { doubt };
  };
}

type Claims = Readonly<Record<string, unknown>>;
const AnyObject = z.record(z.string(), z.unknown());

/** Times are judged by {@link doubtOf}: the library neither asks for an end nor bounds it. */
function verified(identity: string, key: jwt.Secret): { claims: Claims } | { doubt: Doubt } {
  try {
    const header = AnyObject.safeParse(jwt.decode(identity, { complete: true })?.header);
    if (!header.success) return { doubt: "malformed" };
    // `crit` names rules that we do not know, so that we may not pass over it (RFC 7515, 4.1.11).
    if (header.data["alg"] !== "HS256" || "crit" in header.data) return { doubt: "algorithm" };
    const payload = jwt.verify(identity, key, { algorithms: ["HS256"], ignoreExpiration: true, ignoreNotBefore: true });
    const claims = AnyObject.safeParse(payload);
    return claims.success ? { claims: claims.data } : { doubt: "malformed" };
  } catch (error) {
    return { doubt: error instanceof jwt.JsonWebTokenError ? "signature" : "malformed" };
  }
}

const Times = z.object({
  exp: z.number().nonnegative(),
  iat: z.number().nonnegative().optional(),
  nbf: z.number().nonnegative().optional(),
});

/** What the signature does not say: a life that is bounded, a person, and that the token was meant for us. */
function doubtOf(claims: Claims, { nowS, audience }: { nowS: number; audience: string }): Doubt | null {
  const times = Times.safeParse(claims);
  if (!times.success) return "lifetime";
  const { exp, iat = nowS, nbf = nowS } = times.data;
  if (exp + TOLERANCE_S <= nowS) return "expired";
  if (Math.max(iat, nbf) > nowS + TOLERANCE_S) return "not_yet";
  if (exp - Math.min(iat, nowS) > LIFETIME_MAX_S + TOLERANCE_S) return "lifetime";
  if (!isSubject(claims["sub"])) return "subject";
  return isForUs(claims["aud"], audience) ? null : "audience";
}

/** What a template writes where the site knew nobody: all its visitors would be one person. */
const NOBODY = new Set(["undefined", "null", "none", "nan", "[object object]"]);

const isSubject = (sub: unknown): boolean =>
  typeof sub === "string" &&
  sub.length <= SUBJECT_CHARACTERS_MAX &&
  sub.trim() !== "" &&
  !/\p{Cc}/u.test(sub) &&
  cleanText(sub) === sub &&
  !NOBODY.has(sub.trim().toLowerCase());

const isForUs = (aud: unknown, audience: string): boolean =>
  aud === undefined ||
  (Array.isArray(aud) ? aud : [aud]).some(
    (name) => name === "frontdoor" || (typeof name === "string" && name.replace(/\/+$/, "") === audience),
  );

function profileOf(claims: Claims, contactsIn: ContactsIn): Profile {
  const detail = (name: keyof typeof DETAIL_CHARACTERS_MAX): string | null => {
    const said = claims[name];
    if (typeof said !== "string" || said.length > DETAIL_CHARACTERS_MAX[name]) return null;
    return cleanLine(said) || null;
  };
  const [email, phone] = [detail("email"), detail("phone")];
  return {
    name: detail("name"),
    company: detail("company"),
    email: email === null ? null : contactsIn(email).email,
    phone: phone === null ? null : contactsIn(phone).phone,
  };
}

// Marks that turn the direction of writing could make a name read as something else wherever agents see it.
const cleanLine = (text: string): string =>
  cleanText(text)
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, "")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();
