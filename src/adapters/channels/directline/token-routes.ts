import { z } from "zod";
import type { Answer, Call } from "../../http/route.js";
import { newVisit } from "./conversations.js";
import type { DirectLineParts } from "./directline.js";
import { badArgument } from "./refusal.js";
import { IDENTIFIED, TOKEN_SECONDS } from "./tokens.js";

const ORIGINS_MAX = 16;

const User = z.object({ id: z.string().max(200).nullish(), Id: z.string().max(200).nullish() });
/** Microsoft's own samples write `User.Id`, its reference `user.id`. */
const GenerateBody = z
  .object({ user: User.nullish(), User: User.nullish(), trustedOrigins: z.array(z.string().max(253)).max(ORIGINS_MAX).nullish() })
  .nullish();

/** POST tokens/generate: for the site's own server; nothing is stored, the conversation begins with its start. */
export function generateToken(parts: DirectLineParts, call: Call): Answer {
  const parsed = GenerateBody.safeParse(call.body);
  if (!parsed.success) return badArgument("user is an object, user.id a text, trustedOrigins a list of at most 16 texts.");
  const user = parsed.data?.user ?? parsed.data?.User;
  const userId = user?.id ?? user?.Id ?? null;
  if (userId !== null && !/^dl_[\x21-\x7e]+$/.test(userId)) return badArgument("user.id begins with dl_ and has no spaces.");
  if (userId?.startsWith(IDENTIFIED)) return badArgument("dl_id_ begins the ids of visitors whom a signed identity names.");
  const origins = parsed.data?.trustedOrigins?.map(originOf) ?? null;
  if (origins?.includes(null)) return badArgument("trustedOrigins are written https://shop.example.com, without a path.");
  const visit = newVisit(parts, { userId });
  const { token } = parts.tokens.issue({ ...visit, origins: origins as string[] | null });
  return { status: 200, body: { conversationId: visit.conversationId, token, expires_in: TOKEN_SECONDS } };
}

/** As browsers write it in `Origin`; a slash at the end is forgiven. */
const originOf = (text: string): string | null => {
  const origin = URL.canParse(text) ? new URL(text).origin : null;
  return origin === text.toLowerCase().replace(/\/$/, "") ? origin : null;
};

/** POST tokens/refresh: a new token of the same conversation; its open sockets live on with it. */
export function refreshToken({ tokens, streams }: DirectLineParts, { caller }: Call): Answer {
  if (caller.kind !== "visitor") return badArgument("Only a token can be refreshed.");
  const { visit } = caller;
  const { token, expiresAt } = tokens.issue(visit);
  streams.extend({ ...visit, expiresAt });
  return { status: 200, body: { conversationId: visit.conversationId, token, expires_in: TOKEN_SECONDS } };
}
