import type { Loose } from "../direct-line.js";
import { envelopeOf, LEGACY_TOKEN } from "./envelope.js";
import type { Delivery, Outbound } from "./outbound.js";
import { renderUser } from "./render.js";
import type { Channel, PersonData } from "./shapes.js";
import type { SlackPerson } from "./client/person.js";
import type { Tokens } from "./web/server.js";
import type { Workspace } from "./workspace.js";

/** What happens to a workspace, its channels and the app's place in it. Each resolves when the app has been told once. */
export class WorkspaceEvents {
  /** An app that was taken off hears nothing more. */
  installed = true;
  private readonly workspace: Workspace;
  private readonly tokens: Tokens;
  private readonly outbound: Outbound;

  constructor(workspace: Workspace, { tokens, outbound }: { tokens: Tokens; outbound: Outbound }) {
    this.workspace = workspace;
    this.tokens = tokens;
    this.outbound = outbound;
  }

  /** It has no inner event (docs.slack.dev/reference/events/app_rate_limited). */
  appRateLimited(): Promise<Delivery> {
    const { team, bot, now } = this.workspace;
    const minute = Math.trunc(now() / 60_000) * 60;
    return this.outbound.event({
      token: LEGACY_TOKEN,
      type: "app_rate_limited",
      team_id: team.id,
      minute_rate_limited: minute,
      api_app_id: bot.appId,
    });
  }

  /** The bot's token is no longer good from now on. */
  async tokensRevoked(): Promise<void> {
    this.tokens.spoilt = "token_revoked";
    const tokens = { oauth: [], bot: [this.workspace.bot.userId] };
    await this.tell("tokens_revoked", { tokens });
  }

  /** With a bot's token calls are then told account_inactive (docs: "a deleted user or workspace when using a bot token"). */
  async appUninstalled(): Promise<void> {
    this.tokens.spoilt = "account_inactive";
    await this.tell("app_uninstalled", {});
    this.installed = false;
  }

  /** Calls are told this from now on, without an event. */
  spoilToken(error: "token_revoked" | "account_inactive" | "invalid_auth" | "token_expired"): void {
    this.tokens.spoilt = error;
  }

  /** As it was before; the token is the same. */
  reinstalled(): void {
    this.tokens.spoilt = null;
    this.installed = true;
  }

  async channelArchive(channel: Channel, by?: SlackPerson): Promise<void> {
    channel.archived = true;
    await this.ofChannel(channel, "archive", { channel: channel.id, user: by?.id ?? channel.creator, is_moved: 0 });
  }

  async channelUnarchive(channel: Channel, by?: SlackPerson): Promise<void> {
    channel.archived = false;
    await this.ofChannel(channel, "unarchive", { channel: channel.id, user: by?.id ?? channel.creator });
  }

  async channelRename(channel: Channel, name: string): Promise<void> {
    channel.previousNames.push(channel.name);
    channel.name = name;
    const { id, created } = channel;
    await this.ofChannel(channel, "rename", {
      channel: { id, name, name_normalized: name, is_channel: channel.kind === "channel", created },
    });
  }

  async channelDeleted(channel: Channel): Promise<void> {
    this.workspace.channels.delete(channel.id);
    await this.ofChannel(channel, "deleted", { channel: channel.id, actor_id: channel.creator });
  }

  /** Somebody takes the bot out of the channel; it is told by `channel_left`. */
  async botRemoved(channel: Channel): Promise<void> {
    channel.members.delete(this.workspace.bot.userId);
    await this.ofChannel(channel, "left", { channel: channel.id, actor_id: channel.creator });
  }

  async userChanged({ data }: SlackPerson, change: Partial<PersonData>): Promise<void> {
    Object.assign(data, change);
    await this.tell("user_change", { user: renderUser(this.workspace, data, { locale: true }) });
  }

  /** Any inner event, known to Slack or not, past all subscriptions. */
  send(event: Loose, channel?: Channel): Promise<Delivery> {
    const draft = {
      name: String(event?.type),
      event: { event_ts: this.workspace.ts(), ...event },
      ...(channel ? { channel } : {}),
    };
    return this.outbound.event(envelopeOf(this.workspace, draft));
  }

  /** Any outer payload, as it is. */
  sendPayload(payload: Loose): Promise<Delivery> {
    return this.outbound.event(payload);
  }

  private ofChannel(channel: Channel, what: string, more: Loose): Promise<void> {
    const kind = channel.kind === "group" ? "group" : "channel";
    return this.tell(`${kind}_${what}`, more, channel);
  }

  private tell(type: string, more: Loose, channel?: Channel): Promise<void> {
    const event = { type, ...more, event_ts: this.workspace.ts() };
    return this.workspace.tell([{ name: type, event, ...(channel ? { channel } : {}) }]);
  }
}
