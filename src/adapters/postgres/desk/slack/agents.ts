import { v7 as newId } from "uuid";
import type { ChatAgents, LinkedAgent } from "../../../../application/triage/ports.js";
import { oneEmail } from "../../../../application/sign-in/ports.js";
import { run, type Pool } from "../../pool.js";
import { findLinked } from "../../sql/slack/agents/find-linked.js";
import { findUnlinked } from "../../sql/slack/agents/find-unlinked.js";
import { linkAgent } from "../../sql/slack/agents/link-agent.js";

export const makeChatAgents = (pool: Pool): ChatAgents => ({
  linked: async (userId) => (await run<LinkedAgent>(pool, findLinked, [userId]))[0] ?? null,
  byEmail: async (email) => (await run<LinkedAgent>(pool, findUnlinked, [oneEmail(email)]))[0] ?? null,
  link: async (agentId, userId) => (await run<LinkedAgent>(pool, linkAgent, [agentId, userId, newId()]))[0] ?? null,
});
