import type { Loose } from "../direct-line.js";
import { renderMessage } from "./render.js";
import type { Channel, EventDraft, Message, StoredFile } from "./shapes.js";
import type { Workspace } from "./workspace.js";

const SUBSCRIPTION = { channel: "message.channels", group: "message.groups", im: "message.im", mpim: "message.mpim" } as const;

/** What Slack tells an app of messages: its own come back to it, edits and deletions are messages with a subtype. */
export const messageEvents = { posted, changed, deleted, fileShared };

function posted(workspace: Workspace, channel: Channel, message: Message): EventDraft[] {
  const { upload: _upload, ...shown } = renderMessage(workspace, message);
  const root = message.subtype === "thread_broadcast" ? workspace.find(channel, message.thread_ts ?? "") : undefined;
  const event = {
    ...shown,
    ...(message.files ? { upload: false, display_as_bot: false } : {}),
    ...(root ? { root: renderMessage(workspace, root) } : {}),
    channel: channel.id,
    event_ts: message.ts,
    channel_type: channel.kind,
  };
  const teamId = message.team;
  const away = teamId === workspace.team.id ? {} : { user_team: teamId, source_team: teamId };
  const drafts: EventDraft[] = [{ name: SUBSCRIPTION[channel.kind], event: { ...event, ...away }, channel, teamId }];
  // In direct messages there are no mentions, and nobody is told of a mention by themselves (docs: app_mention).
  if (channel.kind !== "im" && message.bot_id === undefined && message.text.includes(`<@${workspace.bot.userId}>`)) {
    const { channel_type: _type, ...mention } = event;
    drafts.push({ name: "app_mention", event: { ...mention, ...away, type: "app_mention" }, channel, teamId });
  }
  return drafts;
}

function changed(workspace: Workspace, channel: Channel, { message, before }: { message: Message; before: Loose }): EventDraft {
  const ts = workspace.ts();
  const now = renderMessage(workspace, message);
  const event = { type: "message", subtype: "message_changed", hidden: true, message: now, previous_message: before };
  return hidden(channel, message, { ...event, channel: channel.id, ts, event_ts: ts, channel_type: channel.kind });
}

function deleted(workspace: Workspace, channel: Channel, message: Message): EventDraft {
  const ts = workspace.ts();
  const previous_message = renderMessage(workspace, message);
  const event = { type: "message", subtype: "message_deleted", hidden: true, deleted_ts: message.ts, previous_message };
  return hidden(channel, message, { ...event, channel: channel.id, ts, event_ts: ts, channel_type: channel.kind });
}

const hidden = (channel: Channel, { team }: Message, event: Loose): EventDraft => ({
  name: SUBSCRIPTION[channel.kind],
  event,
  channel,
  teamId: team,
});

function fileShared(workspace: Workspace, channel: Channel, file: StoredFile): EventDraft {
  const told = { channel_id: channel.id, file_id: file.id, user_id: file.user, file: { id: file.id }, event_ts: workspace.ts() };
  return { name: "file_shared", event: { type: "file_shared", ...told }, channel, teamId: file.team };
}
