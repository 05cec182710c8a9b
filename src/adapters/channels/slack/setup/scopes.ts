/**
 * What the bot's token may do, and what does not work without it; docs/slack-manifest.yaml asks for exactly these. A test holds them against
 * the methods that are called and the events that are heard.
 */
export const BOT_SCOPES = {
  "app_mentions:read": "the bot does not hear where it is mentioned",
  "channels:history": "threads in public channels are not heard, nor is it known what was posted there",
  "channels:read": "nobody can tell beforehand whether a public channel can be used",
  "chat:write": "nothing is said in Slack",
  commands: "there is no /frontdoor, and no reply from a message's menu",
  "files:read": "files of customers are not fetched",
  "files:write": "files of agents and charts do not go out",
  "groups:history": "threads in private channels are not heard, nor is it known what was posted there",
  "groups:read": "nobody can tell beforehand whether a private channel can be used",
  "im:history": "direct messages are not heard",
  "mpim:history": "threads in group messages are not heard",
  "users:read": "customers' names, languages and zones are not known",
  "users:read.email": "agents are not found by their e-mail, nor are customers known by theirs",
} as const;

/** Of the app's own token, for Socket Mode. */
export const APP_SCOPE = "connections:write";
