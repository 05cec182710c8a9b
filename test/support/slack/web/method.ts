import type { Loose } from "../../direct-line.js";
import type { Views } from "../views.js";
import type { Tier } from "../faults.js";
import { Refusal, type Dict, type Channel, type ChannelKind, type PersonData } from "../shapes.js";
import type { Workspace } from "../workspace.js";

/** What a method may use. */
export interface Inside {
  workspace: Workspace;
  views: Views;
  /** Of the bot's token. */
  scopes: Set<string>;
  /** The address of this server. */
  origin: string;
  /** Makes the path of a socket. */
  ticket: () => string;
  /** Files that have an address to upload to and are not complete. */
  uploads: Map<string, Upload>;
}

export interface Upload {
  id: string;
  ticket: string;
  filename: string;
  length: number;
  content: Buffer | null;
}

export interface Call extends Inside {
  args: Loose;
}

/** One method of the Web API; its errors are those of docs.slack.dev/reference/methods/<name>. */
export interface Method {
  tier: Tier;
  /** The scope that is needed; by the kind of the channel where that decides. */
  scope?: string | ((call: Call) => string);
  /** The app's own token instead of the bot's. */
  token?: "app";
  run: (call: Call) => Dict;
}

const PREFIX: Record<ChannelKind, string> = { channel: "channels", group: "groups", im: "im", mpim: "mpim" };

/** `channels:history`, `groups:history`, … for the channel that is named. */
export const byKind =
  (right: string) =>
  ({ workspace, args }: Call): string =>
    `${PREFIX[workspace.channels.get(String(args.channel))?.kind ?? "channel"]}:${right}`;

export const isTrue = (value: unknown): boolean => value === true || value === "true" || value === "1" || value === 1;

/** The channel that the bot may know of; what is private and without it does not exist for it. */
export function channelOf({ workspace, args }: Call, name: "channel" | "channel_id" = "channel"): Channel {
  const given = String(args[name] ?? "");
  const byName = [...workspace.channels.values()].find((one) => one.kind === "channel" && one.name === given.replace(/^#/, ""));
  const channel = workspace.channels.get(given) ?? byName;
  if (!channel || (channel.kind !== "channel" && !isIn(workspace, channel))) throw new Refusal("channel_not_found");
  return channel;
}

export const isIn = ({ bot }: Workspace, channel: Channel): boolean => channel.members.has(bot.userId);

export function personOf({ workspace }: Call, id: unknown, error = "user_not_found"): PersonData {
  const person = workspace.people.get(String(id));
  if (!person) throw new Refusal(error);
  return person;
}

/** An argument that came as JSON in a form, or as it is. */
export function parsed(args: Loose, name: string, error: string): Loose {
  const given = args[name];
  if (typeof given !== "string") return given;
  if (given === "") return undefined;
  try {
    return JSON.parse(given);
  } catch {
    throw new Refusal(error);
  }
}
