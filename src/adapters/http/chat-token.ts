import { v7 } from "uuid";
import { z } from "zod";
import type { Resumes } from "../../application/desk-ports.js";
import { cleanZone } from "../channels/clean.js";
import { TOKEN_SECONDS, type Tokens } from "../channels/directline/tokens.js";
import type { Doubt, Identity, JudgeIdentity } from "./identity.js";
import { problem } from "./problem.js";
import type { Answer, Call, Route } from "./route.js";

export interface ChatTokenDeps {
  tokens: Tokens;
  resumes: Pick<Resumes, "create" | "use" | "latestOf">;
  judgeIdentity: JudgeIdentity;
  /** Told of each identity that was not believed. */
  doubted: (doubt: Doubt) => void;
}

const Body = z
  .object({
    locale: z.string().max(64).nullish(),
    timezone: z.string().max(64).nullish(),
    resume: z.string().max(512).nullish(),
    identity: z.unknown().optional(),
  })
  .nullish();

/**
 * POST /chat/token: a browser's Direct Line token. A resume that is not known gives a new visitor and an identity that is not
 * believed an anonymous one, without saying why.
 */
export function chatTokenRoute(deps: ChatTokenDeps): Route {
  const handle = async ({ body, baseUrl }: Call): Promise<Answer> => {
    const parsed = Body.safeParse(body);
    if (!parsed.success) return problem(400, "bad_request", "locale, timezone, resume and identity are texts.");
    const { locale, timezone, resume, identity } = parsed.data ?? {};
    const person = believed(deps, identity, baseUrl);
    const visit = await visitOf(deps, resume ?? null, person);
    const { token } = deps.tokens.issue({
      ...visit,
      locale: cleanTag(locale),
      zone: cleanZone(timezone),
      profile: person?.profile ?? null,
      origins: null,
    });
    const { conversationId, userId } = visit;
    return { status: 200, body: { token, conversationId, userId, expires_in: TOKEN_SECONDS, resume: visit.resume } };
  };
  return {
    method: "POST",
    path: "/chat/token",
    who: "public",
    origins: "listed",
    limit: "mint",
    // An identity that is far too long is still no error to the visitor.
    bodyBytesMax: 65_536,
    errors: "problem",
    handle,
  };
}

function believed({ judgeIdentity, doubted }: ChatTokenDeps, identity: unknown, baseUrl: string): Identity | null {
  if (identity === undefined || identity === null) return null;
  const judged = judgeIdentity(identity, baseUrl);
  if (!("doubt" in judged)) return judged;
  doubted(judged.doubt);
  return null;
}

async function visitOf({ tokens, resumes }: ChatTokenDeps, resume: string | null, person: Identity | null) {
  const identified = person === null ? null : tokens.identifiedUserOf(person.subject);
  const continued = resume === null ? null : await resumes.use(resume, identified);
  if (continued !== null) return continued;
  const conversationId =
    identified === null ? v7() : ((await resumes.latestOf(identified)) ?? tokens.conversationBegunBy(identified));
  const userId = identified ?? tokens.userIdOf(conversationId);
  return {
    conversationId,
    userId,
    resume: await resumes.create(conversationId, userId, identified === null ? "browser" : "identity"),
  };
}

const cleanTag = (tag: string | null | undefined): string | null => (tag && /^[A-Za-z0-9-]{2,35}$/.test(tag) ? tag : null);
