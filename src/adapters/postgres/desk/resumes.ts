import type { ResumeKind, Resumes } from "../../../application/desk-ports.js";
import { DAY_MS, SECOND_MS } from "../../../domain/time.js";
import { run } from "../pool.js";
import type { Pool } from "../pool.js";
import { createResume } from "../sql/resumes/create-resume.js";
import { forgetResumes } from "../sql/resumes/forget-resumes.js";
import { latestConversation } from "../sql/resumes/latest-conversation.js";
import { useResume } from "../sql/resumes/use-resume.js";
import type { ResumeRow } from "../sql/resumes/use-resume.js";
import { isUuid } from "./shared/is-uuid.js";
import { isSecret, newSecret } from "./shared/secret.js";
import type { SecretHash } from "./shared/secret.js";

const RESUME_MS = 30 * DAY_MS;
/** How long each kind lasts. */
export const RESUME_KIND_MS: Record<ResumeKind, number> = { browser: RESUME_MS, identity: RESUME_MS, link: 7 * DAY_MS };
/** Two tabs that reload at once send the same secret: the second must not lose the conversation to the first. */
export const RESUME_GRACE_MS = 60 * SECOND_MS;

/** `hash`: how a secret is stored, keyed by the product's data key. */
export function makeResumes(pool: Pool, { hash }: { hash: SecretHash }): Resumes {
  return {
    create: async (conversationId, userId, kind) => {
      const secret = newSecret();
      await run(pool, createResume, [hash(secret), conversationId, userId, RESUME_KIND_MS[kind], kind]);
      return secret;
    },
    use: async (secret, identified) => {
      if (!isSecret(secret)) return null;
      const resume = newSecret();
      const values = [hash(secret), hash(resume), RESUME_MS, RESUME_GRACE_MS, identified];
      const [row] = await run<ResumeRow>(pool, useResume, values);
      return row ? { conversationId: row.conversation_id, userId: row.channel_user_id, resume } : null;
    },
    latestOf: async (userId) => {
      const [row] = await run<{ id: string }>(pool, latestConversation, [userId]);
      return row?.id ?? null;
    },
    forget: async (conversationId) => {
      if (isUuid(conversationId)) await run(pool, forgetResumes, [conversationId]);
    },
  };
}
