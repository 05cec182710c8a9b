import type { Caller, Tokens } from "../../../application/desk-ports.js";
import type { Role } from "../../../domain/words.js";
import { sha256 } from "./repeat.js";
import type { Problem } from "./reply.js";

const BEARER = /^Bearer +([\x21-\x7e]{1,200})$/i;

/** The same for a missing, a malformed and an unknown token: it tells nobody which. */
const UNAUTHENTICATED: Problem = {
  status: 401,
  code: "unauthenticated",
  detail: "Send `Authorization: Bearer TOKEN` with a token made by `frontdoor token --role ROLE`.",
  headers: { "www-authenticate": 'Bearer realm="frontdoor"' },
};

export interface SignedIn {
  by: Caller;
  tokenHash: string;
}

/** The token is looked up by its hash: an unknown one costs what a known one costs. */
export async function signIn(tokens: Pick<Tokens, "find">, header: string | undefined): Promise<SignedIn | Problem> {
  const secret = BEARER.exec(header ?? "")?.[1];
  const by = secret === undefined ? null : await tokens.find(secret);
  return secret === undefined || by === null ? UNAUTHENTICATED : { by, tokenHash: sha256(secret) };
}

export const forbidden = (roles: readonly Role[]): Problem => ({
  status: 403,
  code: "forbidden",
  detail: `This needs a token with another role: ${roles.join(" or ")}.`,
  more: { roles },
});
