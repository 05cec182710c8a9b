import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { Answer, Caller, Who } from "../../http/route.js";
import { refusal } from "./refusal.js";
import type { StreamTicket, Tokens, Visit } from "./tokens.js";

type Asked = { who: Who; headers: IncomingHttpHeaders; params: Readonly<Record<string, string>> };

/** Who calls, or the documented refusal: 401 missing or malformed, 403 `TokenExpired` or another conversation's. */
export type Guard = (asked: Asked) => Caller | { answer: Answer };

export interface GuardDeps {
  tokens: Tokens;
  secret: string;
  /** Told of every visit that shows its token here: one renewed at another instance lengthens the life of the sockets of this one. */
  shown: (visit: Visit) => void;
}

export function makeGuard({ tokens, secret, shown }: GuardDeps): Guard {
  const secretHash = sha256(secret);
  return ({ who, headers, params }) => {
    const bearer = /^Bearer +([\x21-\x7e]+)$/i.exec(headers.authorization ?? "")?.[1];
    if (bearer === undefined) return { answer: unauthorized("Send a Direct Line token: Authorization: Bearer …") };
    const visit = tokens.verify(bearer);
    if ("refused" in visit) {
      if (visit.refused === "expired") return { answer: expired() };
      if (!timingSafeEqual(sha256(bearer), secretHash)) return { answer: unauthorized("The token is not valid.") };
      return who === "token" ? { answer: forbidden("This needs a token, not the secret.") } : { kind: "secret" };
    }
    if (who === "secret") return { answer: forbidden("Only the site's own server may call this, with the secret.") };
    if (params.conversationId !== undefined && params.conversationId !== visit.conversationId)
      return { answer: otherConversation() };
    if (!isTrusted(visit, headers.origin)) return { answer: otherOrigin() };
    shown(visit);
    return { kind: "visitor", visit };
  };
}

/** The ticket in a streamUrl, or the refusal of the handshake. */
export function readTicket(
  tokens: Tokens,
  { ticket, conversationId, origin }: { ticket: string | null; conversationId: string; origin: string | undefined },
): StreamTicket | { answer: Answer } {
  if (ticket === null) return { answer: unauthorized("Open the streamUrl as it was given.") };
  const read = tokens.verifyStream(ticket);
  if ("refused" in read)
    return { answer: read.refused === "expired" ? expired() : unauthorized("The stream ticket is not valid.") };
  if (read.conversationId !== conversationId) return { answer: otherConversation() };
  return isTrusted(read, origin) ? read : { answer: otherOrigin() };
}

/** A browser always names the page's origin where it matters; what has none is no page. */
const isTrusted = ({ origins }: Visit, origin: string | undefined): boolean =>
  origins === null || origin === undefined || origins.includes(origin.toLowerCase());

const sha256 = (text: string): Buffer => createHash("sha256").update(text).digest();
const forbidden = (message: string): Answer => refusal(403, "BadArgument", message);
const otherConversation = (): Answer => forbidden("The token belongs to another conversation.");
const otherOrigin = (): Answer => forbidden("The token was made for pages of other origins.");
const expired = (): Answer => refusal(403, "TokenExpired", "Token has expired");
const unauthorized = (message: string): Answer => ({
  ...refusal(401, "BadArgument", message),
  headers: { "www-authenticate": "Bearer" },
});
