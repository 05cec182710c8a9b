import type { Channel, Dict, Message, PersonData, StoredFile, View } from "./shapes.js";
import type { Workspace } from "./workspace.js";

/** A message as conversations.history, chat.postMessage and events show it; metadata only where it is asked for. */
export function renderMessage(workspace: Workspace, message: Message, { metadata = false } = {}): Dict {
  const { reactions, earlier: _earlier, deleted: _deleted, files, metadata: kept, channel: channelId, ...shown } = message;
  const channel = workspace.channels.get(channelId);
  const replies = channel ? workspace.repliesTo(channel, message.ts) : [];
  const parent = channel && message.thread_ts !== undefined ? workspace.find(channel, message.thread_ts) : undefined;
  return {
    ...shown,
    ...(message.bot_id === undefined ? {} : { bot_profile: renderBotProfile(workspace) }),
    ...(files === undefined ? {} : { files: files.map((id) => renderFile(workspace, id, channel)), upload: false }),
    ...(metadata && kept !== undefined ? { metadata: kept } : {}),
    ...(parent !== undefined && parent !== message ? { parent_user_id: parent.user } : {}),
    ...(replies.length === 0 ? {} : threadOf(message, replies)),
    ...(reactions.size === 0
      ? {}
      : { reactions: [...reactions].map(([name, by]) => ({ name, users: [...by], count: by.size })) }),
  };
}

function threadOf(message: Message, replies: Message[]): Dict {
  const users = [...new Set(replies.map(({ user }) => user))];
  const latest = replies.at(-1)?.ts;
  const counts = { reply_count: replies.length, reply_users_count: users.length, latest_reply: latest };
  return { thread_ts: message.ts, ...counts, reply_users: users, is_locked: false, subscribed: false };
}

const renderBotProfile = ({ bot, team, now }: Workspace): Dict => ({
  id: bot.botId,
  app_id: bot.appId,
  user_id: bot.userId,
  name: bot.name,
  icons: {},
  deleted: false,
  updated: Math.trunc(now() / 1000),
  team_id: team.id,
});

const TYPES: Record<string, string> = {
  "image/png": "PNG",
  "image/jpeg": "JPEG",
  "application/pdf": "PDF",
  "text/plain": "Plain Text",
};

/** In a Slack Connect channel an event names the file only, and the app must ask files.info (docs: file_share, Slack Connect files). */
export function renderFile(workspace: Workspace, id: string, channel?: Channel): Dict {
  const file = workspace.files.get(id);
  if (!file || file.deleted) return { id, mode: "tombstone" };
  if (channel?.shared === true && channel.kind !== "im")
    return { id, mode: "file_access", file_access: "check_file_info", created: 0, timestamp: 0, user: "" };
  return fullFile(workspace, file);
}

export function fullFile({ origin, channels, team }: Workspace, file: StoredFile): Dict {
  const of = (kind: string): string[] =>
    file.shares.map((share) => share.channel).filter((id) => channels.get(id)?.kind === kind);
  const path = `${origin}/files-pri/${file.team}-${file.id}`;
  const type = file.name.includes(".") ? file.name.split(".").at(-1)?.toLowerCase() : "binary";
  const spread = (kind: string): Dict =>
    Object.fromEntries(
      file.shares
        .filter(({ channel }) => channels.get(channel)?.kind === kind)
        .map(({ channel, ts }) => [channel, [{ ts, team_id: team.id }]]),
    );
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: type,
    pretty_type: TYPES[file.mimetype] ?? "Binary",
    user: file.user,
    user_team: file.team,
    editable: false,
    size: file.content.length,
    mode: "hosted",
    is_external: false,
    external_type: "",
    is_public: of("channel").length > 0,
    public_url_shared: false,
    display_as_bot: false,
    username: "",
    url_private: `${path}/${encodeURIComponent(file.name)}`,
    url_private_download: `${path}/download/${encodeURIComponent(file.name)}`,
    permalink: `https://${team.domain}.slack.com/files/${file.user}/${file.id}/${encodeURIComponent(file.name)}`,
    has_rich_preview: false,
    file_access: "visible",
    channels: of("channel"),
    groups: of("group"),
    ims: of("im"),
    shares: { public: spread("channel"), private: { ...spread("group"), ...spread("im") } },
    comments_count: 0,
  };
}

/** users.info; the e-mail only with `users:read.email`, the locale only where it is asked for. */
export function renderUser(workspace: Workspace, person: PersonData, { email = false, locale = false } = {}): Dict {
  const away = person.teamId !== workspace.team.id;
  return {
    id: person.id,
    team_id: person.teamId,
    name: person.handle,
    deleted: person.deleted,
    color: "9f69e7",
    real_name: person.name,
    tz: person.tz,
    tz_label: person.tz,
    tz_offset: offsetOf(person.tz, workspace.now()),
    profile: renderProfile(person, { email }),
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: person.isBot,
    is_app_user: false,
    is_email_confirmed: true,
    updated: Math.trunc(workspace.now() / 1000),
    ...(away ? { is_stranger: false } : {}),
    ...(locale ? { locale: person.locale } : {}),
  };
}

export function renderProfile(person: PersonData, { email = false } = {}): Dict {
  return {
    title: "",
    phone: person.phone ?? "",
    skype: "",
    real_name: person.name,
    real_name_normalized: person.name,
    display_name: person.handle,
    display_name_normalized: person.handle,
    status_text: "",
    status_emoji: "",
    status_expiration: 0,
    avatar_hash: "g0000000000",
    image_72: "https://avatars.example/72.png",
    team: person.teamId,
    ...(email && person.email !== null ? { email: person.email } : {}),
  };
}

function offsetOf(tz: string, at: number): number {
  const name = new Intl.DateTimeFormat("en-US", { timeZone: tz, timeZoneName: "longOffset" }).formatToParts(at);
  const [, sign, hours, minutes] =
    /GMT([+-])(\d+):?(\d+)?/.exec(name.find(({ type }) => type === "timeZoneName")?.value ?? "") ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60);
}

export function renderChannel({ bot, team }: Workspace, channel: Channel): Dict {
  const { id, kind, name, created } = channel;
  const flags = { is_channel: kind === "channel", is_group: kind === "group", is_im: kind === "im", is_mpim: kind === "mpim" };
  const common = {
    id,
    created,
    is_archived: channel.archived,
    is_org_shared: false,
    context_team_id: team.id,
    updated: created * 1000,
  };
  const other = [...channel.members].find((member) => member !== bot.userId);
  if (kind === "im") return { ...common, is_im: true, user: other, is_user_deleted: false, priority: 0 };
  return {
    ...common,
    ...flags,
    name,
    name_normalized: name,
    is_general: false,
    unlinked: 0,
    is_shared: channel.shared,
    is_ext_shared: channel.shared,
    is_pending_ext_shared: false,
    pending_shared: [],
    parent_conversation: null,
    creator: channel.creator,
    is_member: channel.members.has(bot.userId),
    is_private: kind !== "channel",
    previous_names: channel.previousNames,
    shared_team_ids: [team.id],
    topic: { value: "", creator: "", last_set: 0 },
    purpose: { value: "", creator: "", last_set: 0 },
  };
}

/** A view as views.open answers it and as view_submission carries it. */
export function renderView({ team, bot }: Workspace, stored: View): Dict {
  const { id, hash, root, previous, view, state } = stored;
  const given = { close: null, submit: null, callback_id: "", external_id: "", private_metadata: "", ...view };
  const own = {
    root_view_id: root,
    previous_view_id: previous,
    app_id: bot.appId,
    bot_id: bot.botId,
    app_installed_team_id: team.id,
  };
  return {
    clear_on_close: false,
    notify_on_close: false,
    ...given,
    id,
    team_id: team.id,
    hash,
    state: { values: state },
    ...own,
  };
}
