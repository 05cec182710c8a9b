import { v7 } from "uuid";
import { z } from "zod";
import { cleanZone } from "../channels/directline/activity-in.js";
import { TOKEN_SECONDS, type Tokens } from "../channels/directline/tokens.js";
import { problem } from "./problem.js";
import type { Answer, Call, Route } from "./route.js";

/** Secrets that continue a conversation as the same visitor: at least 128 bit, stored hashed, 30 days, renewed on use. */
export interface Resumes {
  create(conversationId: string, userId: string): Promise<string>;
  /** Null: lost, expired, erased or never ours. */
  use(secret: string): Promise<{ conversationId: string; userId: string; resume: string } | null>;
}

const Body = z
  .object({
    locale: z.string().max(64).nullish(),
    timezone: z.string().max(64).nullish(),
    resume: z.string().max(512).nullish(),
    identity: z.string().max(8_192).nullish(),
  })
  .nullish();

/** POST /chat/token: a browser's Direct Line token. A resume that is not known gives a new visitor, without saying why. */
export function chatTokenRoute({ tokens, resumes }: { tokens: Tokens; resumes: Resumes }): Route {
  const handle = async ({ body }: Call): Promise<Answer> => {
    const parsed = Body.safeParse(body);
    if (!parsed.success) return problem(400, "bad_request", "locale, timezone, resume and identity are texts.");
    const { locale, timezone, resume } = parsed.data ?? {};
    const visit = (resume ? await resumes.use(resume) : null) ?? (await newVisit(tokens, resumes));
    const { token } = tokens.issue({ ...visit, locale: cleanTag(locale), zone: cleanZone(timezone) });
    const { conversationId, userId } = visit;
    return { status: 200, body: { token, conversationId, userId, expires_in: TOKEN_SECONDS, resume: visit.resume } };
  };
  return {
    method: "POST",
    path: "/chat/token",
    who: "public",
    origins: "listed",
    limit: "mint",
    bodyBytesMax: 16_384,
    errors: "problem",
    handle,
  };
}

async function newVisit(tokens: Tokens, resumes: Resumes) {
  const conversationId = v7();
  const userId = tokens.userIdOf(conversationId);
  return { conversationId, userId, resume: await resumes.create(conversationId, userId) };
}

const cleanTag = (tag: string | null | undefined): string | null => (tag && /^[A-Za-z0-9-]{2,35}$/.test(tag) ? tag : null);
