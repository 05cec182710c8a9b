import { randomUUID } from "node:crypto";
import type { Loose } from "../../direct-line.js";
import { checkBlocks, lengthOf, refusedBlocks } from "../block-kit/check.js";
import { renderMessage } from "../render.js";
import { Refusal, type Channel, type Dict, type Message, type Metadata } from "../shapes.js";
import { channelOf, isIn, isTrue, parsed, type Call, type Method } from "./method.js";

/** chat.postMessage: "text … truncated/refused over 40,000"; the web-api of 2021 names msg_too_long. */
const LONGEST_TEXT = 40_000;
/** chat.update: "The `text` field cannot exceed 4,000 characters." */
const LONGEST_UPDATE = 4_000;
/** Undocumented: slackapi/bolt-js#2509 measured about 13,200 characters in all blocks together. */
const LONGEST_BLOCKS = 13_200;
/** From memory: 16 KB of metadata. */
const LARGEST_METADATA = 16_384;

export const chat: Record<string, Method> = {
  "chat.postMessage": { tier: "special", scope: "chat:write", run: postMessage },
  "chat.update": { tier: 3, scope: "chat:write", run: update },
  "chat.delete": { tier: 3, scope: "chat:write", run: remove },
  "chat.postEphemeral": { tier: 4, scope: "chat:write", run: postEphemeral },
  "chat.getPermalink": { tier: "special", run: getPermalink },
};

interface Content {
  text: string;
  blocks?: Loose[];
  attachments?: Loose[];
  metadata?: Metadata;
}

function contentOf({ args }: Call, longest: number): Content {
  const blocks = parsed(args, "blocks", "invalid_blocks_format");
  const attachments = parsed(args, "attachments", "invalid_attachments");
  const text = String(args.text ?? args.markdown_text ?? "");
  if (args.markdown_text !== undefined && (args.text !== undefined || blocks !== undefined))
    throw new Refusal("markdown_text_conflict");
  if (blocks !== undefined && !Array.isArray(blocks)) throw new Refusal("invalid_blocks_format");
  if (text.trim() === "" && !blocks?.length && !attachments?.length) throw new Refusal("no_text");
  if (text.length > longest) throw new Refusal("msg_too_long");
  if ((attachments?.length ?? 0) > 100) throw new Refusal("too_many_attachments");
  if (blocks !== undefined) {
    const problems = checkBlocks(blocks, { surface: "message", pointer: "/blocks" });
    if (problems.length > 0) throw refusedBlocks("invalid_blocks", problems);
    if (lengthOf(blocks) > LONGEST_BLOCKS) throw new Refusal("msg_blocks_too_long");
  }
  const metadata = metadataOf(args);
  return {
    text,
    ...(blocks?.length ? { blocks: withIds(blocks as Loose[]) } : {}),
    ...(attachments === undefined ? {} : { attachments }),
    ...(metadata === undefined ? {} : { metadata }),
  };
}

function metadataOf(args: Loose): Metadata | undefined {
  const metadata = parsed(args, "metadata", "invalid_metadata_format");
  if (metadata === undefined) return undefined;
  if (typeof metadata.event_type !== "string" || typeof metadata.event_payload !== "object")
    throw new Refusal("invalid_metadata_format");
  if (JSON.stringify(metadata).length > LARGEST_METADATA) throw new Refusal("metadata_too_large");
  return metadata as Metadata;
}

/** Slack gives ids to what has none. */
export function withIds(blocks: Dict[]): Dict[] {
  const id = (): string => randomUUID().slice(0, 5);
  const act = (element: Dict): Dict =>
    element.action_id === undefined && "type" in element ? { ...element, action_id: id() } : element;
  return blocks.map((block) => ({
    block_id: id(),
    ...block,
    ...(block.type === "actions" ? { elements: (block.elements as Dict[]).map(act) } : {}),
    ...(block.accessory && block.accessory.type !== "image" ? { accessory: act(block.accessory as Dict) } : {}),
    ...(block.element ? { element: act(block.element as Dict) } : {}),
  }));
}

/** A person's id opens the direct messages with them (docs: chat.postMessage, "channel"). */
function placeOf(call: Call): Channel {
  const { workspace, args } = call;
  if (workspace.people.has(String(args.channel))) return workspace.dmOf(String(args.channel));
  return channelOf(call);
}

function mayWrite(call: Call, channel: Channel): void {
  if (channel.archived) throw new Refusal("is_archived");
  const anywhere = channel.kind === "channel" && call.scopes.has("chat:write.public");
  if (!isIn(call.workspace, channel) && !anywhere) throw new Refusal("not_in_channel");
}

function postMessage(call: Call): Dict {
  const { workspace, args } = call;
  const channel = placeOf(call);
  mayWrite(call, channel);
  const content = contentOf(call, LONGEST_TEXT);
  const { thread_ts: thread, username } = args;
  if (username !== undefined && !call.scopes.has("chat:write.customize"))
    throw new Refusal("missing_scope", { needed: "chat:write.customize", provided: [...call.scopes].join(",") });
  const { what } = workspace.post(channel, {
    by: "bot",
    ...content,
    ...(thread === undefined ? {} : { thread: String(thread), broadcast: isTrue(args.reply_broadcast) }),
    ...(username === undefined ? {} : { username: String(username) }),
  });
  return { channel: channel.id, ts: what.ts, message: renderMessage(workspace, what, { metadata: true }) };
}

function ownMessage(call: Call, error: string): { channel: Channel; message: Message } {
  const channel = channelOf(call);
  const message = call.workspace.find(channel, String(call.args.ts));
  if (!message || message.subtype === "tombstone") throw new Refusal("message_not_found");
  if (message.bot_id !== call.workspace.bot.botId) throw new Refusal(error);
  return { channel, message };
}

/** Blocks go where a text comes without any; an empty object takes metadata away (docs: chat.update, "blocks", "metadata"). */
function update(call: Call): Dict {
  const { channel, message } = ownMessage(call, "cant_update_message");
  if (channel.archived) throw new Refusal("is_inactive");
  const wanted: unknown = parsed(call.args, "metadata", "invalid_metadata_format");
  const cleared = typeof wanted === "object" && wanted !== null && Object.keys(wanted).length === 0;
  const { metadata: _none, ...without } = call.args;
  const content = contentOf(cleared ? { ...call, args: without } : call, LONGEST_UPDATE);
  const drop: ("blocks" | "metadata")[] = [
    ...(content.blocks ? [] : ["blocks" as const]),
    ...(cleared ? ["metadata" as const] : []),
  ];
  const { what } = call.workspace.edit(channel, message, { ...content, drop });
  return { channel: channel.id, ts: what.ts, text: what.text, message: renderMessage(call.workspace, what, { metadata: true }) };
}

function remove(call: Call): Dict {
  const { channel, message } = ownMessage(call, "cant_delete_message");
  call.workspace.remove(channel, message);
  return { channel: channel.id, ts: message.ts };
}

function postEphemeral(call: Call): Dict {
  const { workspace, args } = call;
  const channel = channelOf(call);
  mayWrite(call, channel);
  if (!channel.members.has(String(args.user))) throw new Refusal("user_not_in_channel");
  const { text, blocks } = contentOf(call, LONGEST_TEXT);
  const thread = args.thread_ts === undefined ? {} : { thread_ts: String(args.thread_ts) };
  const base = { channel: channel.id, user: String(args.user), text };
  return { message_ts: workspace.whisper({ ...base, ...thread, ...(blocks === undefined ? {} : { blocks }) }).ts };
}

function getPermalink(call: Call): Dict {
  const channel = channelOf(call);
  const message = call.workspace.find(channel, String(call.args.message_ts));
  if (!message) throw new Refusal("message_not_found");
  const thread =
    message.thread_ts === undefined || message.thread_ts === message.ts
      ? ""
      : `?thread_ts=${message.thread_ts}&cid=${channel.id}`;
  const path = `archives/${channel.id}/p${message.ts.replace(".", "")}${thread}`;
  return { channel: channel.id, permalink: `https://${call.workspace.team.domain}.slack.com/${path}` };
}
