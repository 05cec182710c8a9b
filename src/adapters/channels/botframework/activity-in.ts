import { z } from "zod";
import type { ChannelPlace } from "../../../application/channels.js";
import type { Profile } from "../../../domain/input.js";
import type { Locale } from "../../../domain/words.js";
import { cleanText, cleanValue, cleanZone, localeOf, TEXT_CHARACTERS_MAX } from "../clean.js";

const text = (most: number) => z.string().max(most);
const NAME_MOST = 256;
const ID_MOST = 800;

const Account = z.object({
  id: text(ID_MOST).min(1),
  name: z.string().nullish(),
  aadObjectId: text(NAME_MOST).nullish(),
  role: z.string().nullish(),
});

const Attachment = z.object({
  contentType: z.string(),
  contentUrl: z.string().nullish(),
  name: z.string().nullish(),
  content: z.unknown().optional(),
});

/** What is read of an activity (Bot Framework protocol, activity schema); whatever else stands in it has no effect. */
const Incoming = z.object({
  type: text(64),
  id: text(ID_MOST).nullish(),
  timestamp: text(64).nullish(),
  channelId: z
    .string()
    .max(64)
    .regex(/^[\w.-]+$/),
  serviceUrl: text(2_048).min(1),
  from: Account,
  recipient: Account,
  conversation: z.object({
    id: text(ID_MOST).min(1),
    isGroup: z.boolean().nullish(),
    conversationType: z.string().nullish(),
    tenantId: text(NAME_MOST).nullish(),
  }),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  name: z.string().nullish(),
  locale: text(64).nullish(),
  localTimezone: text(64).nullish(),
  attachments: z.array(z.unknown()).nullish(),
  entities: z.array(z.unknown()).nullish(),
  membersAdded: z.array(Account).nullish().catch(null),
  channelData: z.unknown().optional(),
});
export type Incoming = z.infer<typeof Incoming>;

/** Where the bot speaks from now on; no name of anybody. */
export interface Reference {
  serviceUrl: string;
  channelId: string;
  conversation: { id: string; isGroup: boolean; conversationType: string | null; tenantId: string | null };
  bot: { id: string };
  user: { id: string };
}

/** Who writes and where, as the door takes it. */
export interface Who extends ChannelPlace {
  channel: "botframework";
  channelUserId: string;
  locale: Locale | null;
  zone: string | null;
  profile: Profile | null;
  reference: Reference;
}

export interface FileAt {
  name: string;
  address: string;
}

export type Read =
  | { kind: "message"; who: Who; key: string | null; text: string; value: unknown; files: FileAt[]; isInvoke: boolean }
  | { kind: "revised"; who: Who; messageKey: string; key: string; text: string | null }
  | { kind: "arrived"; who: Who }
  | { kind: "typing"; who: Who }
  /** Others read along there. */
  | { kind: "group"; who: Who }
  | { kind: "quiet" }
  | { kind: "unknown_invoke" }
  | { kind: "too_long" };

/** Null: no activity. */
export function parseActivity(body: unknown): Incoming | null {
  const parsed = Incoming.safeParse(body);
  return parsed.success ? parsed.data : null;
}

/** What is meant by an activity whose caller is believed already. */
export function readActivity(activity: Incoming): Read {
  const { type, from, recipient } = activity;
  if (type === "conversationUpdate") return readArrival(activity);
  const isOwn = from.id === recipient.id || from.role === "bot";
  if (isOwn) return { kind: "quiet" };
  const who = whoOf(activity, from);
  if (type === "invoke") return readInvoke(activity, who);
  if (isGroup(activity)) return type === "message" ? { kind: "group", who } : { kind: "quiet" };
  switch (type) {
    case "message":
      return readMessage(activity, who, activity.value);
    case "messageUpdate":
      return readRevised(activity, who, activity.text ?? "");
    case "messageDelete":
      return readRevised(activity, who, null);
    case "typing":
      return { kind: "typing", who };
    default:
      return { kind: "quiet" };
  }
}

function readMessage(activity: Incoming, who: Who, value: unknown): Read {
  const said = cleanText(withoutMention(activity));
  const cleaned = cleanValue(value);
  if (said.length > TEXT_CHARACTERS_MAX || cleaned === null) return { kind: "too_long" };
  const files = filesOf(activity);
  // A button's post may carry no words: what stood on it is found by the turn.
  return { kind: "message", who, key: activity.id ?? null, text: said, value: cleaned.value, files, isInvoke: false };
}

/** Cards that act by `Action.Execute`, or a client that makes one of ours so. */
function readInvoke(activity: Incoming, who: Who): Read {
  const Action = z.object({ action: z.object({ data: z.unknown().optional() }) });
  const parsed = activity.name === "adaptiveCard/action" ? Action.safeParse(activity.value) : null;
  if (!parsed?.success || isGroup(activity)) return { kind: "unknown_invoke" };
  const read = readMessage({ ...activity, text: "" }, who, parsed.data.action.data);
  return read.kind === "message" ? { ...read, isInvoke: true } : read;
}

/** Taken back and restored in Teams counts as said anew with the words it had. */
function readRevised({ id, timestamp, ...activity }: Incoming, who: Who, text: string | null): Read {
  if (!id) return { kind: "quiet" };
  const said = text === null ? null : cleanText(withoutMention({ ...activity, text }));
  if ((said?.length ?? 0) > TEXT_CHARACTERS_MAX) return { kind: "too_long" };
  const key = `${id}/${said === null ? "deleted" : "edited"}/${timestamp ?? ""}`;
  return { kind: "revised", who, messageKey: id, key, text: said };
}

/** Somebody came, or the bot came to somebody (Teams): they are greeted. */
function readArrival(activity: Incoming): Read {
  const { membersAdded, recipient, from, channelId } = activity;
  const added = membersAdded ?? [];
  if (added.length === 0 || isGroup(activity)) return { kind: "quiet" };
  const person =
    added.find(({ id }) => id !== recipient.id) ?? (channelId === "msteams" && from.id !== recipient.id ? from : null);
  return person === null ? { kind: "quiet" } : { kind: "arrived", who: whoOf(activity, person) };
}

const isGroup = ({ conversation: { isGroup, conversationType } }: Incoming): boolean =>
  isGroup === true || conversationType === "channel" || conversationType === "groupChat";

/** There a page names its visitor as it likes, unless a token binds the name. */
const UNVOUCHED: ReadonlySet<string> = new Set(["webchat", "directline", "emulator"]);

function whoOf(activity: Incoming, person: Incoming["from"]): Who {
  const { channelId, serviceUrl, conversation, recipient } = activity;
  const isVouched = !UNVOUCHED.has(channelId);
  const id = person.aadObjectId ?? person.id;
  const isBound = isVouched || id.startsWith("dl_");
  const name = isVouched && person.name ? cleanText(person.name).trim().slice(0, NAME_MOST) : "";
  return {
    channel: "botframework",
    channelConversationId: `${channelId}/${conversation.id}`,
    channelUserId: isBound ? `${channelId}/${id}` : `${channelId}/${conversation.id}/${id}`,
    locale: localeOf(activity.locale ?? clientInfo(activity)?.locale),
    zone: cleanZone(activity.localTimezone ?? clientInfo(activity)?.timezone),
    profile: name === "" ? null : { name, company: null, email: null, phone: null },
    reference: {
      serviceUrl,
      channelId,
      conversation: {
        id: conversation.id,
        isGroup: conversation.isGroup === true,
        conversationType: conversation.conversationType ?? null,
        tenantId: conversation.tenantId ?? null,
      },
      bot: { id: recipient.id },
      user: { id: person.id },
    },
  };
}

const ClientInfo = z.object({ type: z.literal("clientInfo"), locale: text(64).nullish(), timezone: text(64).nullish() });

const clientInfo = ({ entities }: Incoming) =>
  (entities ?? []).map((entity) => ClientInfo.safeParse(entity)).find(({ success }) => success)?.data;

const Mention = z.object({ type: z.literal("mention"), mentioned: z.object({ id: z.string() }), text: z.string().min(1) });

/** The bot's own name, with which it was called, is no part of what was said. */
function withoutMention({ text, entities, recipient }: Pick<Incoming, "text" | "entities" | "recipient">): string {
  const mentions = (entities ?? []).flatMap((entity) => {
    const { data } = Mention.safeParse(entity);
    return data?.mentioned.id === recipient.id ? [data.text] : [];
  });
  return mentions.reduce((said, mention) => said.replaceAll(mention, ""), text ?? "").trim();
}

const TEAMS_FILE = "application/vnd.microsoft.teams.file.download.info";
const TeamsFile = z.object({ downloadUrl: z.string() });
/** Teams sends the words once more as a page; cards are no files. */
const NO_FILE = /^text\/html\b|^application\/vnd\.microsoft\.(?!teams\.file\.download\.info)/;
const FILES_READ_MOST = 20;

function filesOf({ attachments }: Incoming): FileAt[] {
  return (attachments ?? []).slice(0, FILES_READ_MOST).flatMap((attachment) => {
    const { data } = Attachment.safeParse(attachment);
    if (!data || NO_FILE.test(data.contentType)) return [];
    const inTeams = data.contentType === TEAMS_FILE ? TeamsFile.safeParse(data.content).data?.downloadUrl : undefined;
    return [{ name: cleanText(data.name ?? "") || "file", address: inTeams ?? data.contentUrl ?? "" }];
  });
}
