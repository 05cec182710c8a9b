import { z } from "zod";

const text = (most: number) => z.string().max(most);
const Id = text(64).regex(/^[A-Z0-9]+$/);
const Ts = text(32).regex(/^\d+\.\d+$/);

const File = z.object({
  id: Id,
  name: z.string().nullish(),
  title: z.string().nullish(),
  mode: z.string().optional(),
  mimetype: z.string().optional(),
  size: z.number().optional(),
  is_external: z.boolean().optional(),
  file_access: z.string().optional(),
  url_private: z.string().optional(),
  url_private_download: z.string().optional(),
});
export type NamedFile = z.infer<typeof File>;

const Message = z.object({
  subtype: z.string().optional(),
  user: Id.optional(),
  bot_id: z.string().nullish(),
  ts: Ts,
  thread_ts: Ts.optional(),
  parent_user_id: Id.optional(),
  text: z.string().nullish(),
  files: z.array(z.unknown()).nullish(),
  edited: z.object({ ts: Ts }).optional(),
});

const Event = Message.extend({
  type: z.enum(["message", "app_mention"]),
  channel: Id,
  channel_type: z.string().optional(),
  message: Message.optional().catch(undefined),
  previous_message: Message.optional().catch(undefined),
  deleted_ts: Ts.optional(),
});

/** What stands around every event of the Events API. */
export const Envelope = z.object({
  team_id: Id.optional(),
  context_team_id: Id.nullish(),
  authorizations: z.array(z.object({ team_id: Id.nullish(), user_id: Id.nullish() })).nullish(),
});

export interface Said {
  user: string;
  ts: string;
  threadTs: string | null;
  /** Who began the thread; null: not told. */
  threadBy: string | null;
  /** As Slack stores it. */
  text: string;
  files: NamedFile[];
}

export interface Around {
  channel: string;
  isDirect: boolean;
  /** The workspace in which the app is installed: in shared channels the sender's is another. */
  team: string;
  /** Its own person there; null: not told. */
  bot: string | null;
}

export type Heard =
  | { kind: "said"; around: Around; said: Said }
  /** `before`: as it was first sent; `text` null: deleted. */
  | { kind: "revised"; around: Around; before: Said; text: string | null; key: string }
  | { kind: "quiet" };

/** Messages of people; whatever else Slack calls a message is about something else. */
const SPOKEN: ReadonlySet<string | undefined> = new Set([undefined, "file_share", "thread_broadcast", "me_message"]);
const FILES_READ_MOST = 20;
const QUIET: Heard = { kind: "quiet" };

/** What is meant by a `message` or an `app_mention`; of bots, ours included, nothing is heard. */
export function readMessage(body: unknown, event: unknown): Heard {
  const envelope = Envelope.safeParse(body);
  const parsed = Event.safeParse(event);
  if (!envelope.success || !parsed.success) return QUIET;
  const { data } = parsed;
  const around = aroundOf(envelope.data, data);
  if (around === null) return QUIET;
  if (data.subtype === "message_changed") return readChanged(around, data);
  if (data.subtype === "message_deleted") {
    const before = saidOf(data.previous_message, around);
    return before === null ? QUIET : { kind: "revised", around, before, text: null, key: `${before.ts}/deleted` };
  }
  const said = saidOf(data, around);
  return said === null ? QUIET : { kind: "said", around, said };
}

function readChanged(around: Around, { message, previous_message }: z.infer<typeof Event>): Heard {
  const before = saidOf(previous_message ?? message, around);
  if (before === null || message === undefined) return QUIET;
  // A message with replies leaves a stone behind when it is deleted.
  if (message.subtype === "tombstone") return { kind: "revised", around, before, text: null, key: `${before.ts}/deleted` };
  // Links that are shown, threads that grow: no words have changed.
  if (message.edited === undefined || message.text === previous_message?.text) return QUIET;
  return { kind: "revised", around, before, text: message.text ?? "", key: `${before.ts}/edited/${message.edited.ts}` };
}

function aroundOf(envelope: z.infer<typeof Envelope>, { channel, channel_type }: z.infer<typeof Event>): Around | null {
  const [authorized] = envelope.authorizations ?? [];
  const team = envelope.context_team_id ?? authorized?.team_id ?? envelope.team_id;
  if (!team) return null;
  return { channel, isDirect: channel_type === "im" || channel.startsWith("D"), team, bot: authorized?.user_id ?? null };
}

const SLACKBOT = "USLACKBOT";

function saidOf(message: z.infer<typeof Message> | undefined, { bot }: Around): Said | null {
  if (message === undefined || !SPOKEN.has(message.subtype) || message.bot_id) return null;
  const { user, ts, thread_ts, parent_user_id, text, files } = message;
  if (user === undefined || user === bot || user === SLACKBOT) return null;
  const named = (files ?? []).slice(0, FILES_READ_MOST).flatMap((file) => File.safeParse(file).data ?? []);
  return { user, ts, threadTs: thread_ts ?? null, threadBy: parent_user_id ?? null, text: text ?? "", files: named };
}
