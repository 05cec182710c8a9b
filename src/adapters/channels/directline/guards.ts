import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { Answer, Caller, Who } from "../../http/route.js";
import { refusal } from "./refusal.js";
import type { StreamTicket, Tokens } from "./tokens.js";

type Asked = { who: Who; headers: IncomingHttpHeaders; params: Readonly<Record<string, string>> };

/** Who calls, or the documented refusal: 401 missing or malformed, 403 `TokenExpired` or another conversation's. */
export type Guard = (asked: Asked) => Caller | { answer: Answer };

export function makeGuard({ tokens, secret }: { tokens: Tokens; secret: string }): Guard {
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
    return { kind: "visitor", visit };
  };
}

/** The ticket in a streamUrl, or the refusal of the handshake. */
export function readTicket(tokens: Tokens, ticket: string | null, conversationId: string): StreamTicket | { answer: Answer } {
  if (ticket === null) return { answer: unauthorized("Open the streamUrl as it was given.") };
  const read = tokens.verifyStream(ticket);
  if ("refused" in read)
    return { answer: read.refused === "expired" ? expired() : unauthorized("The stream ticket is not valid.") };
  return read.conversationId === conversationId ? read : { answer: otherConversation() };
}

const sha256 = (text: string): Buffer => createHash("sha256").update(text).digest();
const forbidden = (message: string): Answer => refusal(403, "BadArgument", message);
const otherConversation = (): Answer => forbidden("The token belongs to another conversation.");
const expired = (): Answer => refusal(403, "TokenExpired", "Token has expired");
const unauthorized = (message: string): Answer => ({
  ...refusal(401, "BadArgument", message),
  headers: { "www-authenticate": "Bearer" },
});
