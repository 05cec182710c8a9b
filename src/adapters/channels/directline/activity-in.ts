import { z } from "zod";
import type { Answer } from "../../http/route.js";
import { cleanText, cleanValue, cleanZone, TEXT_CHARACTERS_MAX } from "../clean.js";
import { badArgument, refusal } from "./refusal.js";

/** Room for a text of that many characters, each escaped as `\uXXXX`, and what clients add around it. */
export const ACTIVITY_BYTES_MAX = 2_097_152;
const KEY_CHARACTERS_MAX = 200;

/** Types of the Bot Framework that are understood and need nothing done here. */
const QUIET_TYPES = new Set([
  "command",
  "commandResult",
  "contactRelationUpdate",
  "conversationUpdate",
  "deleteUserData",
  "endOfConversation",
  "event",
  "handoff",
  "installationUpdate",
  "invoke",
  "invokeResponse",
  "messageDelete",
  "messageReaction",
  "messageUpdate",
  "suggestion",
  "trace",
  "typing",
]);

const text = z.string().nullish();
const ChannelData = z.object({
  clientActivityID: z.string().max(KEY_CHARACTERS_MAX).nullish(),
  timezone: z.string().max(64).nullish(),
  messageBack: z.object({ displayText: text }).nullish().catch(null),
});
const Activity = z.object({
  type: z.string().max(64),
  text,
  value: z.unknown().optional(),
  locale: z.string().max(64).nullish(),
  localTimezone: z.string().max(64).nullish(),
  channelData: ChannelData.nullish(),
  attachments: z.array(z.unknown()).nullish(),
  from: z
    .object({ id: z.string().max(256).nullish() })
    .nullish()
    .catch(null),
});
type Activity = z.infer<typeof Activity>;

export interface SaidByCustomer {
  kind: "message";
  key: string | null;
  text: string;
  value: unknown;
  locale: string | null;
  zone: string | null;
  /** Only heeded from the site's own server, which speaks for its visitors. */
  fromId: string | null;
}

export type ActivityIn = SaidByCustomer | { kind: "quiet"; typing: boolean } | { kind: "refused"; answer: Answer };

/** Reads one posted activity. Whatever it says of `from`, `id`, `role` or `conversation` has no effect: the token decides. */
export function readActivity(body: unknown): ActivityIn {
  const parsed = Activity.safeParse(body);
  if (!parsed.success) return refused(badArgument(`Not an activity: ${describe(parsed.error)}.`));
  const activity = parsed.data;
  if (activity.type === "message") return readMessage(activity);
  return QUIET_TYPES.has(activity.type)
    ? { kind: "quiet", typing: activity.type === "typing" }
    : refused(badArgument("Unknown activity type."));
}

function readMessage(activity: Activity): ActivityIn {
  if ((activity.attachments?.length ?? 0) > 0) return refused(attachmentsRefused());
  const said = shownText(activity);
  if (said === null) return refused(badArgument("A message needs a text or a value."));
  if (said.length > TEXT_CHARACTERS_MAX) {
    return refused(
      refusal(413, "MessageSizeTooBig", `The text has ${said.length} characters; ${TEXT_CHARACTERS_MAX} is the most.`),
    );
  }
  const key = activity.channelData?.clientActivityID || null;
  if (key !== null && cleanText(key) !== key)
    return refused(badArgument("channelData.clientActivityID is not well-formed text."));
  const cleaned = cleanValue(activity.value);
  if (cleaned === null) return refused(refusal(413, "MessageSizeTooBig", "The value is too large or too deep."));
  return {
    kind: "message",
    key,
    text: cleanText(said),
    value: cleaned.value,
    locale: activity.locale ?? null,
    zone: cleanZone(activity.channelData?.timezone ?? activity.localTimezone),
    fromId: activity.from?.id ?? null,
  };
}

/** A button's post may carry no text of its own: then what the customer saw on it, so that the transcript reads well. */
function shownText({ text, value, channelData }: Activity): string | null {
  if (typeof text === "string") return text;
  const shown = channelData?.messageBack?.displayText;
  if (typeof shown === "string") return shown;
  if (value === undefined || value === null) return null;
  return typeof value === "string" ? value : "";
}

const attachmentsRefused = (): Answer =>
  refusal(400, "NotSupported", "Send files to POST …/upload as multipart/form-data; nothing is fetched from a contentUrl.");

const describe = (error: z.ZodError): string =>
  error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join(".") || "body"} (${issue.code})`)
    .join(", ");

const refused = (answer: Answer): ActivityIn => ({ kind: "refused", answer });
