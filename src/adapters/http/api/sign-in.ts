import type { IncomingMessage } from "node:http";
import type { Caller } from "../../../application/desk-ports.js";
import type { Role } from "../../../domain/words.js";
import type { Desk } from "./desk.js";
import { pageOf, type Door } from "./door.js";
import { sha256 } from "./repeat.js";
import type { Problem } from "./reply.js";

const BEARER = /^Bearer +([\x21-\x7e]{1,200})$/i;

/** The same for a missing, a malformed and an unknown token or cookie: it tells nobody which. */
const UNAUTHENTICATED: Problem = {
  status: 401,
  code: "unauthenticated",
  detail: "Sign in at /desk, or send `Authorization: Bearer TOKEN` with a token made by `frontdoor token --role ROLE`.",
  headers: { "www-authenticate": 'Bearer realm="frontdoor"' },
};

/** A live cookie alone proves nothing: any page can have a browser send it. */
const OTHERS_PAGE: Problem = {
  status: 403,
  code: "origin_refused",
  detail: "Signed in by cookie only the desk's own pages may call here: use a token.",
};

export interface SignedIn {
  by: Caller;
  via: "token" | "session";
  /** Tells one token or session from another. */
  tokenHash: string;
}

const isSafe = (method: string | undefined): boolean => method === "GET" || method === "HEAD";

/** A token where one is shown, else the desk's cookie. Both are looked up by their hash: an unknown one costs what a known one costs. */
export async function signIn(
  desk: Pick<Desk, "tokens" | "sessions">,
  request: IncomingMessage,
  door: Door,
): Promise<SignedIn | Problem> {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const secret = BEARER.exec(authorization)?.[1];
    const by = secret === undefined ? null : await desk.tokens.find(secret);
    return secret === undefined || by === null ? UNAUTHENTICATED : { by, via: "token", tokenHash: sha256(secret) };
  }
  if (door.session === null) return UNAUTHENTICATED;
  const page = pageOf(request, door.baseUrl);
  if (page === "other" || (page !== "own" && !isSafe(request.method))) return OTHERS_PAGE;
  const person = await desk.sessions.find(door.session, { idle: door.idle === true });
  if (person === null) return UNAUTHENTICATED;
  const { id: agentId, name, role } = person;
  return { by: { agentId, name, role }, via: "session", tokenHash: sha256(door.session) };
}

/** Signing in itself: another site's page must not sign its visitor in as somebody else. Null: go on. */
export const othersPage = (request: IncomingMessage, { baseUrl }: Door): Problem | null =>
  isSafe(request.method) || ["own", "untold"].includes(pageOf(request, baseUrl)) ? null : OTHERS_PAGE;

export const forbidden = (roles: readonly Role[]): Problem => ({
  status: 403,
  code: "forbidden",
  detail: `This needs another role: ${roles.join(" or ")}.`,
  more: { roles },
});
