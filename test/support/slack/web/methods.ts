import { chat } from "./chat.js";
import { conversations } from "./conversations.js";
import { files } from "./files.js";
import type { Method } from "./method.js";
import { people } from "./people.js";
import { viewMethods } from "./views-methods.js";

/** Every method that the stand-in knows, by the name that the reference gives it. */
export const METHODS: Record<string, Method> = { ...chat, ...conversations, ...files, ...people, ...viewMethods };

/** All scopes that it knows: what a bot has unless a test says otherwise. */
export const ALL_SCOPES = [
  "app_mentions:read", "assistant:write", "channels:history", "channels:join", "channels:read", "chat:write", "chat:write.customize",
  "chat:write.public", "commands", "files:read", "files:write", "groups:history", "groups:read", "im:history", "im:read", "im:write",
  "mpim:history", "mpim:read", "reactions:read", "reactions:write", "team:read", "users.profile:read", "users:read", "users:read.email",
]; // prettier-ignore
