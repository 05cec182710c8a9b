import type { Dict, EventDraft } from "./shapes.js";
import type { Workspace } from "./workspace.js";

/** The events an app may subscribe to here, with the scope each asks for (docs.slack.dev/reference/events). */
export const EVENT_SCOPES: Record<string, string | null> = {
  "message.channels": "channels:history",
  "message.groups": "groups:history",
  "message.im": "im:history",
  "message.mpim": "mpim:history",
  app_mention: "app_mentions:read",
  app_home_opened: null,
  app_uninstalled: null,
  tokens_revoked: null,
  file_shared: "files:read",
  channel_archive: "channels:read",
  channel_unarchive: "channels:read",
  channel_rename: "channels:read",
  channel_deleted: "channels:read",
  channel_left: "channels:read",
  group_archive: "groups:read",
  group_rename: "groups:read",
  member_joined_channel: "channels:read",
  member_left_channel: "channels:read",
  reaction_added: "reactions:read",
  user_change: "users:read",
};

/** The verification token of old; apps must not rely on it, and it is still in every payload. */
export const LEGACY_TOKEN = "legacy-verification-token";

/** Whether Slack sends this at all: subscribed, within the scopes, and of a channel that the bot is in. */
export function isTold(draft: EventDraft, has: { scopes: Set<string>; events: Set<string> | null; botId: string }): boolean {
  const { name, channel } = draft;
  const scope = EVENT_SCOPES[name];
  if (has.events !== null && !has.events.has(name)) return false;
  if (scope !== undefined && scope !== null && !has.scopes.has(scope)) return false;
  const ofMembers = name.startsWith("message.") || name === "app_mention" || name === "file_shared";
  return !ofMembers || channel === undefined || channel.members.has(has.botId);
}

/** The outer payload of the Events API (docs.slack.dev/apis/events-api, "callback field overview"). */
export function envelopeOf(
  { team, bot, now, id }: Workspace,
  { event, channel, teamId = team.id }: EventDraft,
  eventId?: string,
): Dict {
  return {
    token: LEGACY_TOKEN,
    team_id: teamId,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: bot.appId,
    event,
    type: "event_callback",
    event_id: eventId ?? id("Ev"),
    event_time: Math.trunc(now() / 1000),
    authorizations: [{ enterprise_id: null, team_id: team.id, user_id: bot.userId, is_bot: true, is_enterprise_install: false }],
    is_ext_shared_channel: channel?.shared ?? false,
    event_context: `4-${Buffer.from(JSON.stringify({ et: event.type, tid: teamId, aid: bot.appId })).toString("base64url")}`,
  };
}
