import { createHash, randomUUID } from "node:crypto";
import type { Loose } from "../direct-line.js";
import { messageEvents } from "./message-events.js";
import { renderMessage } from "./render.js";
import { toSlackText, richText } from "./text.js";
import type {
  Channel,
  ChannelKind,
  Dict,
  Ephemeral,
  EventDraft,
  Message,
  Metadata,
  PersonData,
  SlackOptions,
  StoredFile,
  Team,
} from "./shapes.js";

export interface Bot {
  userId: string;
  botId: string;
  appId: string;
  name: string;
}

export interface Draft {
  by: PersonData | "bot";
  text: string;
  blocks?: Loose[];
  attachments?: Loose[];
  metadata?: Metadata;
  thread?: string;
  broadcast?: boolean;
  files?: StoredFile[];
  username?: string;
  /** For a crafted one; else the next. */
  ts?: string;
}

export type Change = Partial<Pick<Message, "text" | "blocks" | "metadata" | "attachments">> & {
  drop?: ("blocks" | "metadata")[];
};

export interface Told<T> {
  what: T;
  /** When the app was told for the first time, well or badly. */
  told: Promise<void>;
}

/** One workspace with its people, channels, messages and files; tells `emit` what Slack would tell an app. */
export class Workspace {
  readonly team: Team;
  readonly bot: Bot;
  readonly people = new Map<string, PersonData>();
  readonly channels = new Map<string, Channel>();
  readonly files = new Map<string, StoredFile>();
  readonly ephemerals: Ephemeral[] = [];
  /** Each as it stood at each time, for those who look for leaks. */
  readonly whispered: Ephemeral[] = [];
  /** What assistant.threads.setStatus showed, newest last. */
  readonly statuses: { channel: string; thread_ts: string; status: string }[] = [];
  readonly now: () => number;
  /** Where files are served: set when the server listens. */
  origin = "";
  emit: (draft: EventDraft) => Promise<void> = () => Promise.resolve();
  private micros = 0;
  private ids = 0;

  constructor({ now = Date.now, team = {}, botName = "frontdoor" }: SlackOptions) {
    this.now = now;
    this.team = { id: "T0STANDIN1", name: "Stand-in", domain: "stand-in", ...team };
    this.bot = { userId: this.id("U"), botId: this.id("B"), appId: this.id("A"), name: botName };
    this.people.set(this.bot.userId, this.personData({ id: this.bot.userId, name: botName, isBot: true }));
  }

  id = (prefix: string): string => {
    const drawn = createHash("sha256").update(`${this.team?.id}:${++this.ids}`).digest("hex").slice(0, 6);
    return `${prefix}0${`${drawn}${this.ids.toString(36).padStart(3, "0")}`.toUpperCase()}`;
  };

  /** Slack's timestamp is a message's name within its channel: seconds and six digits that only grow. */
  ts(): string {
    this.micros = Math.max(this.micros + 1, Math.trunc(this.now()) * 1000);
    return `${Math.trunc(this.micros / 1e6)}.${String(this.micros % 1e6).padStart(6, "0")}`;
  }

  personData(given: Partial<PersonData> & { name: string }): PersonData {
    const handle = given.name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ".");
    const rest = { handle, email: null, phone: null, locale: "en-US", tz: "Asia/Shanghai", isBot: false, deleted: false };
    return { id: this.id("U"), teamId: this.team.id, ...rest, ...given };
  }

  addChannel(given: { name: string; kind?: ChannelKind; shared?: boolean; archived?: boolean; members?: string[] }): Channel {
    const { name, kind = "channel", shared = false, archived = false, members = [] } = given;
    const prefix = { channel: "C", group: "C", im: "D", mpim: "G" }[kind];
    const created = Math.trunc(this.now() / 1000);
    const base = { id: this.id(prefix), name, kind, shared, archived, created, creator: members[0] ?? this.bot.userId };
    const channel: Channel = {
      ...base,
      previousNames: [],
      members: new Set(members),
      messages: [],
      byTs: new Map(),
      threads: new Map(),
    };
    this.channels.set(channel.id, channel);
    return channel;
  }

  /** The direct messages between the bot and a person, opened if they were not. */
  dmOf(user: string): Channel {
    const open = [...this.channels.values()].find(({ kind, members }) => kind === "im" && members.has(user));
    return open ?? this.addChannel({ name: "directmessage", kind: "im", members: [this.bot.userId, user] });
  }

  find(channel: Channel, ts: string): Message | undefined {
    const found = channel.byTs.get(ts);
    return found?.deleted === true ? undefined : found;
  }

  repliesTo(channel: Channel, ts: string): Message[] {
    return (channel.threads.get(ts) ?? []).filter(({ deleted }) => !deleted);
  }

  post(channel: Channel, draft: Draft): Told<Message> {
    const message = this.build(channel, draft);
    channel.messages.push(message);
    channel.byTs.set(message.ts, message);
    const { thread_ts: thread } = message;
    if (thread !== undefined && thread !== message.ts)
      channel.threads.set(thread, [...(channel.threads.get(thread) ?? []), message]);
    return { what: message, told: this.tell(messageEvents.posted(this, channel, message)) };
  }

  private build(channel: Channel, { by, text, blocks, files, thread, ...draft }: Draft): Message {
    const ts = draft.ts ?? this.ts();
    // A reply to a reply goes to its thread (from memory). An unknown thread is taken as it is: the reference has no error for it.
    const thread_ts = thread === undefined ? undefined : (this.find(channel, thread)?.thread_ts ?? thread);
    const fromBot = by === "bot";
    const said = fromBot ? text : toSlackText(text);
    const subtype = files?.length
      ? "file_share"
      : draft.broadcast
        ? "thread_broadcast"
        : draft.username
          ? "bot_message"
          : undefined;
    const written = blocks ?? (fromBot || said === "" ? undefined : [richText(said, this.id("b"))]);
    return {
      type: "message",
      channel: channel.id,
      ts,
      user: fromBot ? this.bot.userId : by.id,
      team: fromBot ? this.team.id : by.teamId,
      text: said,
      reactions: new Map(),
      earlier: [],
      deleted: false,
      ...(subtype === undefined ? {} : { subtype }),
      ...(thread_ts === undefined ? {} : { thread_ts }),
      ...(written === undefined ? {} : { blocks: written }),
      ...(draft.attachments === undefined ? {} : { attachments: draft.attachments }),
      ...(draft.metadata === undefined ? {} : { metadata: draft.metadata }),
      ...(files === undefined ? {} : { files: files.map(({ id }) => id) }),
      ...(draft.username === undefined ? {} : { username: draft.username }),
      ...(fromBot ? { bot_id: this.bot.botId, app_id: this.bot.appId } : { client_msg_id: randomUUID() }),
    };
  }

  /** Changes what is given and drops what is named; people's text is taken as typed. Slack marks no edit of a message's blocks. */
  edit(channel: Channel, message: Message, { drop = [], ...change }: Change): Told<Message> {
    const before = this.keep(message);
    const byBot = message.bot_id !== undefined;
    const text = change.text === undefined ? undefined : byBot ? change.text : toSlackText(change.text);
    for (const name of drop) delete message[name];
    Object.assign(message, change, text === undefined ? {} : { text });
    if (!byBot && text !== undefined) message.blocks = [richText(text, this.id("b"))];
    const edited = this.ts();
    if (change.blocks === undefined) message.edited = { user: message.user, ts: edited };
    return { what: message, told: this.tell([messageEvents.changed(this, channel, { message, before })]) };
  }

  /** A message with replies leaves a tombstone at the head of its thread (from memory of what Slack shows and sends). */
  remove(channel: Channel, message: Message): Told<Message> {
    const before = this.keep(message);
    if (this.repliesTo(channel, message.ts).length > 0) {
      Object.assign(message, { subtype: "tombstone", text: "This message was deleted.", user: "USLACKBOT" });
      for (const key of ["blocks", "metadata", "files", "bot_id", "app_id", "edited"] as const) delete message[key];
      return { what: message, told: this.tell([messageEvents.changed(this, channel, { message, before })]) };
    }
    message.deleted = true;
    return { what: message, told: this.tell([messageEvents.deleted(this, channel, message)]) };
  }

  /** A new share of a file tells `file_shared` too. */
  share(channel: Channel, files: StoredFile[], draft: Draft): Told<Message> {
    const { what, told } = this.post(channel, { ...draft, files });
    for (const file of files) file.shares.push({ channel: channel.id, ts: what.ts });
    const shared = files.map((file) => messageEvents.fileShared(this, channel, file));
    return { what, told: Promise.all([told, this.tell(shared)]).then(() => undefined) };
  }

  whisper(given: Omit<Ephemeral, "ts">): Ephemeral {
    const ephemeral = { ...given, ts: this.ts() };
    this.ephemerals.push(ephemeral);
    this.whispered.push({ ...ephemeral });
    return ephemeral;
  }

  async tell(drafts: EventDraft[]): Promise<void> {
    await Promise.all(drafts.map((draft) => this.emit(draft)));
  }

  private keep(message: Message): Dict {
    const { earlier, ...before } = message;
    earlier.push({ ...before, earlier: [] });
    return renderMessage(this, message);
  }
}
