import type { Loose } from "../../direct-line.js";
import type { Outbound } from "../outbound.js";
import { renderMessage, renderView } from "../render.js";
import { Refusal, type Channel, type Ephemeral, type Message, type PersonData, type View } from "../shapes.js";
import type { Views } from "../views.js";
import { storeFile } from "../web/files.js";
import { checkedView } from "../web/views-methods.js";
import type { Workspace } from "../workspace.js";
import { elementsOf, emptyRequired, valueOf, type Filled } from "./input-state.js";
import type { Interactions } from "./interactions.js";
import { knownFields, overflow, replyOf, type Reply, type Submitted } from "./replies.js";

export interface PersonParts {
  workspace: Workspace;
  views: Views;
  outbound: Outbound;
  interactions: Interactions;
}

export interface Said {
  /** The ts of the thread, or its first message. */
  thread?: string | Message;
  /** "Also send to the channel". */
  broadcast?: boolean;
  files?: { name: string; content: Buffer | string }[];
  /** For a crafted one. */
  ts?: string;
}

export interface Press {
  /** Which option, person, channel or date; for buttons with one action_id, which value. */
  value?: string;
  channel?: Channel;
  blockId?: string;
}

/** Somebody at the Slack client. Whatever a client would not let them do throws. */
export class SlackPerson {
  readonly data: PersonData;
  private readonly parts: PersonParts;

  constructor(data: PersonData, parts: PersonParts) {
    this.data = data;
    this.parts = parts;
  }

  get id(): string {
    return this.data.id;
  }

  /** The direct messages with the bot. */
  get dm(): Channel {
    return this.parts.workspace.dmOf(this.id);
  }

  /** The modals that are open, the one on top last. */
  get views(): View[] {
    return this.parts.views.of(this.id);
  }

  /** Resolves when the app has been told for the first time, well or badly. */
  async says(channel: Channel, text: string, { thread, files, ...rest }: Said = {}): Promise<Message> {
    this.mustBeIn(channel);
    if (channel.archived) throw new Error(`#${channel.name} is archived`);
    const draft = {
      by: this.data,
      text,
      ...rest,
      ...(thread === undefined ? {} : { thread: typeof thread === "string" ? thread : thread.ts }),
    };
    const { workspace } = this.parts;
    const team = this.data.teamId;
    const stored = (files ?? []).map(({ name, content }) =>
      storeFile(workspace, { name, content: Buffer.from(content), user: this.id, team }),
    );
    const { what, told } = stored.length > 0 ? workspace.share(channel, stored, draft) : workspace.post(channel, draft);
    await told;
    return what;
  }

  mentions = (channel: Channel, text: string, said: Said = {}): Promise<Message> =>
    this.says(channel, `<@${this.parts.workspace.bot.userId}> ${text}`, said);

  uploads = (
    channel: Channel,
    files: { name: string; content: Buffer | string }[],
    said: Omit<Said, "files"> & { text?: string } = {},
  ): Promise<Message> => this.says(channel, said.text ?? "", { ...said, files });

  async edits(message: Message, text: string): Promise<Message> {
    await this.parts.workspace.edit(this.own(message), message, { text }).told;
    return message;
  }

  async deletes(message: Message): Promise<void> {
    await this.parts.workspace.remove(this.own(message), message).told;
  }

  async reacts(message: Message, reaction: string): Promise<void> {
    const { workspace } = this.parts;
    const channel = this.channelOf(message);
    message.reactions.set(reaction, (message.reactions.get(reaction) ?? new Set()).add(this.id));
    const event = { type: "reaction_added", user: this.id, reaction, item_user: message.user, event_ts: workspace.ts() };
    const item = { type: "message", channel: channel.id, ts: message.ts };
    await workspace.tell([{ name: "reaction_added", event: { ...event, item }, channel }]);
  }

  async joins(channel: Channel): Promise<void> {
    channel.members.add(this.id);
    await this.membership(channel, "member_joined_channel");
  }

  async leaves(channel: Channel): Promise<void> {
    channel.members.delete(this.id);
    await this.membership(channel, "member_left_channel");
  }

  private async membership(channel: Channel, type: string): Promise<void> {
    const { workspace } = this.parts;
    const letter = channel.kind === "channel" ? "C" : "G";
    const event = {
      type,
      user: this.id,
      channel: channel.id,
      channel_type: letter,
      team: this.data.teamId,
      event_ts: workspace.ts(),
    };
    await workspace.tell([{ name: type, event, channel }]);
  }

  async opensHome(tab: "home" | "messages" = "home"): Promise<void> {
    const { workspace, views } = this.parts;
    const home = views.home(this.id);
    const event = { type: "app_home_opened", user: this.id, channel: this.dm.id, tab, event_ts: workspace.ts() };
    await workspace.tell([{ name: "app_home_opened", event: home ? { ...event, view: renderView(workspace, home) } : event }]);
  }

  /** A button or a menu of a message, by its ts or itself, or of an open view. */
  async presses(
    on: Message | Ephemeral | View | string,
    actionId: string,
    { value, channel: given, blockId }: Press = {},
  ): Promise<Reply> {
    const shown = typeof on === "string" ? this.find(on, given) : on;
    const blocks = ("view" in shown ? shown.view.blocks : (shown.blocks ?? [])) as Loose[];
    const found = elementsOf(blocks).filter(
      ({ block, element }) => element.action_id === actionId && (blockId ?? block.block_id) === block.block_id,
    );
    const one = found.find(({ element }) => element.type !== "button" || value === undefined || element.value === value);
    if (!one)
      throw new Error(
        `no ${actionId}${value === undefined ? "" : ` = ${value}`} among ${elementsOf(blocks)
          .map(({ element }) => String(element.action_id))
          .join(", ")}`,
      );
    const action =
      one.element.type === "button"
        ? {}
        : one.element.type === "overflow"
          ? overflow(one.element, value)
          : valueOf(one.element, value ?? null);
    const clicked = { person: this.data, ...one, action };
    if ("view" in shown) return this.interact(this.parts.interactions.clickInView(shown, clicked));
    return this.interact(this.parts.interactions.click(this.channelOf(shown), shown, clicked));
  }

  private async interact(payload: Loose): Promise<Reply> {
    return replyOf(await this.parts.outbound.interaction("interactive", payload));
  }

  /** Values by action id, or by `block.action`; what is not named stays as it is. */
  async submits(view: View, values: Record<string, Filled> = {}): Promise<Submitted> {
    if (this.views.at(-1) !== view) throw new Error("that view is not on top");
    for (const [name, filled] of Object.entries(values)) {
      const fits = elementsOf(view.view.blocks as Loose[]).find(({ block, element }) =>
        [element.action_id, `${block.block_id}.${element.action_id}`].includes(name),
      );
      if (!fits) throw new Error(`no field ${name} in ${view.view.callback_id ?? view.id}`);
      (view.state[fits.block.block_id] ??= {})[fits.element.action_id] = valueOf(fits.element, filled);
    }
    const empty = emptyRequired(view.view.blocks as Loose[], view.state);
    if (empty.length > 0) throw new Error(`to be filled in: ${empty.join(", ")}`);
    const reply = await this.interact(this.parts.interactions.submission(this.data, view));
    return this.answered(view, reply);
  }

  /** response_action: errors, update, push, clear; nothing closes the view (docs: view_submission, "response actions"). */
  private answered(view: View, reply: Reply): Submitted {
    const { views } = this.parts;
    const top = (): { view?: View } => ((one) => (one ? { view: one } : {}))(this.views.at(-1));
    if (!reply.ok) return { ...reply, ...top(), cleared: false };
    const { response_action: wants, errors, view: next } = reply.body ?? {};
    try {
      if (wants === "errors")
        return { ...reply, errors: knownFields(view, errors as Record<string, string>), ...top(), cleared: false };
      if (wants === "update") views.update(view, checkedView(next, "modal"));
      else if (wants === "push") views.push(this.id, checkedView(next, "modal"));
      else views.close(view, { all: wants === "clear" });
    } catch (error) {
      if (error instanceof Refusal)
        return { ...reply, ok: false, problem: JSON.stringify(error.answer), ...top(), cleared: false };
      throw error;
    }
    return { ...reply, ...top(), cleared: this.views.length === 0 };
  }

  /** Cancel, or (`all`) the cross that closes the whole stack; the app hears of it where the view asked for that. */
  async closes(view: View, { all = false } = {}): Promise<Reply | null> {
    const payload = this.parts.interactions.closed(this.data, view, all);
    this.parts.views.close(view, { all });
    return view.view.notify_on_close === true ? this.interact(payload) : null;
  }

  /** An app's commands do not work inside threads, so there is none to name. */
  async command(command: string, text: string, channel: Channel): Promise<Reply> {
    this.mustBeIn(channel);
    const payload = this.parts.interactions.command(this.data, channel, { command, text });
    const reply = replyOf(await this.parts.outbound.interaction("command", payload));
    if (!reply.ok || reply.body === null) return reply;
    const body = typeof reply.body === "string" ? { text: reply.body } : reply.body;
    try {
      this.parts.interactions.show({ channel, user: this.id, message: null }, body);
      return { ...reply, body };
    } catch (error) {
      if (error instanceof Refusal) return { ...reply, body, problem: JSON.stringify(error.answer) };
      throw error;
    }
  }

  /** A message's shortcut, or a global one. */
  shortcut(callbackId: string, message?: Message): Promise<Reply> {
    const on = message ? { channel: this.channelOf(message), message } : undefined;
    return this.interact(this.parts.interactions.shortcut(this.data, callbackId, on));
  }

  /** What the channel shows this person now, what only they see included, oldest first. */
  sees(channel: Channel): (Message | Ephemeral)[] {
    this.mustBeIn(channel);
    const whispers = this.parts.workspace.ephemerals.filter((one) => one.user === this.id && one.channel === channel.id);
    return [...channel.messages.filter(({ deleted }) => !deleted), ...whispers].sort(
      (one, other) => Number(one.ts) - Number(other.ts),
    );
  }

  /** Everything this person could ever read, as JSON: each version of each message, whispers and views. For leak tests. */
  everythingSeen(): string[] {
    const { workspace, views } = this.parts;
    const mine = [...workspace.channels.values()].filter(({ members }) => members.has(this.id));
    const messages = mine.flatMap((channel) => channel.messages.flatMap((message) => [...message.earlier, message]));
    const whispers = workspace.whispered.filter(({ user }) => user === this.id);
    const shown = views.shown.filter(({ user }) => user === this.id).map(({ view }) => JSON.stringify(view));
    const said = messages.map((one) => JSON.stringify(renderMessage(workspace, one)));
    return [...new Set([...said, ...whispers.map((one) => JSON.stringify(one)), ...shown])];
  }

  private find(ts: string, channel?: Channel): Message | Ephemeral {
    const mine = [...this.parts.workspace.channels.values()].filter(
      ({ id, members }) => members.has(this.id) && (channel?.id ?? id) === id,
    );
    const found = mine.flatMap((one) => this.sees(one)).find((one) => one.ts === ts);
    if (!found) throw new Error(`${this.data.name} sees no message ${ts}`);
    return found;
  }

  private channelOf(message: { channel: string }): Channel {
    const channel = this.parts.workspace.channels.get(message.channel);
    if (!channel) throw new Error(`no channel ${message.channel}`);
    this.mustBeIn(channel);
    return channel;
  }

  private own(message: Message): Channel {
    if (message.user !== this.id) throw new Error("only its author can change a message");
    return this.channelOf(message);
  }

  private mustBeIn(channel: Channel): void {
    if (!channel.members.has(this.id)) throw new Error(`${this.data.name} is not in #${channel.name}`);
  }
}
