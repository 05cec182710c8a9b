import type { Loose } from "../direct-line.js";

/** An object of JSON, its values as loose as they come. */
export type Dict = Record<string, Loose>;

/** What a test asks of its stand-in; everything has a default. */
export interface SlackOptions {
  /** The app's address for everything that is signed: events, interactivity and commands. May be set later (`slack.requestUrl`). */
  requestUrl?: string;
  signingSecret?: string;
  /** What the bot's token may do. Default: every scope that the stand-in knows. */
  scopes?: string[];
  /** Scopes of the app's own token; Socket Mode asks `connections:write`. */
  appScopes?: string[];
  /** Events the app has subscribed to, as a manifest names them (`message.im`, `app_mention`, …). Default: all. */
  events?: string[];
  /** `auto`: over Socket Mode from the first socket on, before that over HTTP. */
  transport?: "http" | "socket" | "auto";
  /** Slack gives 3 s for an acknowledgement. In ms. */
  ackWithin?: number;
  /** Waits before the retries of an event, in ms. Slack's own: at once, 1 min, 5 min; here 0, 100 and 300 unless told. */
  retryAfter?: number[];
  /** How long a trigger opens a view, in ms: 3 s. */
  triggerLives?: number;
  /** How long a message's response_url works, in ms: 30 min. */
  responseUrlLives?: number;
  /** How often Slack pings a socket, in ms (from memory: some seconds). */
  pingEvery?: number;
  limits?: Limits;
  /** The clock of timestamps and signatures, in ms since 1970. Time limits run in real time. */
  now?: () => number;
  team?: { id?: string; name?: string; domain?: string };
  botName?: string;
}

export interface Limits {
  /** One message a second and channel (docs.slack.dev/apis/web-api/rate-limits). */
  messages?: boolean;
  /** Tier 1–4: 1, 20, 50, 100 calls a minute and method. */
  tiers?: boolean;
}

export type FaultKind =
  /** Done, and never answered. */
  | "timeout_after_accept"
  /** Neither done nor answered. */
  | "timeout_before"
  | "http_500"
  | "rate_limited"
  /** The connection breaks before anything is done. */
  | "connection_reset"
  /** Done, then the connection breaks. */
  | "reset_after_accept"
  | "error"
  /** Done at once, answered late. */
  | "slow";

export interface FaultOrder {
  /** A method, `files.upload`, `files.download`, `response_url`, or `*`. */
  method: string;
  kind: FaultKind;
  /** How often; default 1. */
  times?: number;
  /** Only calls for this channel. */
  channel?: Channel | string;
  /** Only calls that this is true of. */
  when?: (args: Loose) => boolean;
  /** Seconds, for `rate_limited`. */
  retryAfter?: number;
  /** For `error`. */
  code?: string;
  /** For `slow`. */
  ms?: number;
  /** For `http_500`: another status or body. */
  status?: number;
  body?: string;
}

export type ChannelKind = "channel" | "group" | "im" | "mpim";

export interface Channel {
  id: string;
  name: string;
  kind: ChannelKind;
  /** Slack Connect: people of other workspaces are in it. */
  shared: boolean;
  archived: boolean;
  created: number;
  creator: string;
  previousNames: string[];
  members: Set<string>;
  messages: Message[];
  /** The same, by their ts. */
  byTs: Map<string, Message>;
  /** Replies by the ts of their thread. */
  threads: Map<string, Message[]>;
}

export interface Metadata {
  event_type: string;
  event_payload: Loose;
}

export interface Message {
  type: "message";
  subtype?: string;
  channel: string;
  ts: string;
  thread_ts?: string;
  user: string;
  bot_id?: string;
  app_id?: string;
  username?: string;
  team: string;
  text: string;
  blocks?: Loose[];
  attachments?: Loose[];
  metadata?: Metadata;
  files?: string[];
  client_msg_id?: string;
  edited?: { user: string; ts: string };
  reactions: Map<string, Set<string>>;
  /** The whole message as it was before each change; the last of a deleted one is what stood when it went. */
  earlier: Message[];
  deleted: boolean;
}

/** Only its receiver sees it, and only in an open client. */
export interface Ephemeral {
  channel: string;
  user: string;
  ts: string;
  thread_ts?: string;
  text: string;
  blocks?: Loose[];
}

export interface PersonData {
  id: string;
  teamId: string;
  name: string;
  handle: string;
  email: string | null;
  phone: string | null;
  locale: string;
  tz: string;
  isBot: boolean;
  deleted: boolean;
}

export interface StoredFile {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  content: Buffer;
  user: string;
  team: string;
  created: number;
  /** Channels it was shared in, with the messages that did it. */
  shares: { channel: string; ts: string }[];
  deleted: boolean;
}

export interface View {
  id: string;
  hash: string;
  user: string;
  root: string;
  previous: string | null;
  /** As the app gave it, with the block ids that Slack adds. */
  view: Dict;
  state: Record<string, Record<string, Loose>>;
}

/** A call of the Web API as it came, with what was answered. */
export interface ApiCall {
  method: string;
  args: Loose;
  /** Real milliseconds since 1970. */
  at: number;
  status: number | "none";
  answer: Loose;
  fault?: FaultKind;
}

/** An event before its envelope. */
export interface EventDraft {
  /** The subscription that brings it: `message.im`, `app_mention`, … */
  name: string;
  event: Loose;
  channel?: Channel;
  /** The workspace it happened in, where that is not the installed one (Slack Connect). */
  teamId?: string;
}

export interface Team {
  id: string;
  name: string;
  domain: string;
}

/** What a method answers instead: Slack's `ok: false` with its error's name. */
export class Refusal extends Error {
  readonly answer: Dict;
  constructor(error: string, more: Loose = {}) {
    super(error);
    this.answer = { ok: false, error, ...more };
  }
}
