import {
  FILE_MEGABYTES_MAX,
  type FileLimits,
  type FileRefusal,
  type Files,
  FILES_COUNT_MAX,
  MEGABYTE,
} from "../../../application/files.js";
import type { MessageFile } from "../../../domain/conversation/display.js";
import { WITH_MACROS } from "../../files/office.js";
import { ACTIVITY_PART_BYTES_MAX, type FormFault, readForm } from "../../files/multipart.js";
import { limitKeyOf } from "../../http/caller-address.js";
import { RequestCut } from "../../http/read-body.js";
import type { Answer, Call } from "../../http/route.js";
import { makeSlots } from "../../http/slots.js";
import { readActivity, type SaidByCustomer } from "./activity-in.js";
import { postedAs, receiveSaid, unknownConversation, visitOf } from "./conversations.js";
import type { DirectLineParts } from "./directline.js";
import { badArgument, refusal } from "./refusal.js";

/** Each holds a few chunks of a megabyte. */
const AT_ONCE = { most: 16, mostEach: 3 };
/** Boundaries and headers of the parts. */
const FRAME_BYTES_MAX = 65_536;
/** Whatever config/channels.yaml says. */
export const UPLOAD_BYTES_MAX = FILES_COUNT_MAX * FILE_MEGABYTES_MAX * MEGABYTE + ACTIVITY_PART_BYTES_MAX + FRAME_BYTES_MAX;

export interface UploadParts extends DirectLineParts {
  files: Files;
  fileLimits: () => FileLimits;
}

/**
 * POST conversations/{id}/upload: a message with files. The files are stored as they arrive, then the message that names them; it
 * is acknowledged once stored, like a post. A repeat gets the first answer, and its files go again.
 */
export function makeUpload(parts: UploadParts): (call: Call) => Promise<Answer> {
  const slots = makeSlots(AT_ONCE);
  return async (call) => {
    const limits = parts.fileLimits();
    const bytesMost = limits.countMost * limits.bytesMost + ACTIVITY_PART_BYTES_MAX + FRAME_BYTES_MAX;
    if (Number(call.headers["content-length"] ?? 0) > bytesMost) return tooLarge(limits);
    const free = slots.take(limitKeyOf(call.address));
    if (free === null) return BUSY;
    try {
      return await upload(parts, call, limits);
    } finally {
      free();
    }
  };
}

const BUSY: Answer = {
  ...refusal(503, "ServiceError", "Too many files are being sent just now; try again shortly."),
  headers: { "retry-after": "5" },
};

async function upload(parts: UploadParts, call: Call, limits: FileLimits): Promise<Answer> {
  const { files } = parts;
  const { conversationId } = visitOf(parts, call);
  const form = await readForm<MessageFile, FileRefusal>(call.request!, {
    countMost: limits.countMost,
    store: (name, content) => files.store({ conversationId, name, by: "customer" }, content),
  });
  const ids = form.stored.map(({ id }) => id);
  const drop = async (answer: Answer): Promise<Answer> => {
    await files.settle(ids, null);
    return answer;
  };
  if ("failed" in form) {
    await files.settle(ids, null);
    throw form.failed;
  }
  if ("refused" in form) {
    const answer = await drop(typeof form.refused === "string" ? formRefused(form.refused, limits) : fileRefused(form.refused));
    if (form.refused === "cut") throw new RequestCut();
    return answer;
  }
  if (ids.length === 0) return badArgument("An upload carries at least one file, in a part named file.");
  const read = readUploaded(form.activity, call.query.get("userId"));
  if ("answer" in read) return drop(read.answer);
  // Where it is not known whether the message was stored, the nightly upkeep decides about its files.
  const posted = await receiveSaid(parts, call, { ...read, attachments: form.stored });
  if (posted === null) return drop(unknownConversation());
  await files.settle(ids, posted);
  return postedAs(parts, posted);
}

/** The activity beside the files; without one the files are the message. */
function readUploaded(activity: unknown, userId: string | null): SaidByCustomer | { answer: Answer } {
  const sent = activity ?? { type: "message", text: "" };
  const isMessage = typeof sent === "object" && !Array.isArray(sent) && "type" in sent && sent.type === "message";
  // What a client lists of its files, with addresses of its own, is what the parts hold; no address is ever fetched.
  const read = readActivity(isMessage ? { ...sent, attachments: [], text: textOf({ ...sent }) } : sent);
  if (read.kind === "quiet") return { answer: badArgument("The activity of an upload is a message.") };
  if (read.kind === "refused") return { answer: read.answer };
  return { ...read, fromId: read.fromId ?? userId };
}

/** Files need no words. */
const textOf = ({ text, value }: Record<string, unknown>): unknown =>
  text ?? (value === undefined || value === null ? "" : undefined);

const tooLarge = ({ countMost, bytesMost }: FileLimits): Answer => ({
  ...refusal(413, "MessageSizeTooBig", `At most ${countMost} files of ${megabytes(bytesMost)} each can be sent at once.`),
  // What is left of it is more than is worth reading away.
  headers: { connection: "close" },
});

const megabytes = (bytes: number): string => `${Math.floor(bytes / MEGABYTE)} MB`;

function formRefused(why: FormFault, { countMost }: FileLimits): Answer {
  switch (why) {
    case "cut":
    case "malformed":
      return badArgument("The form is not well formed: it ends early, or a part has no proper headers.");
    case "not_a_form":
      return badArgument("Send multipart/form-data with a boundary.");
    case "unexpected_part":
      return badArgument("An upload has one part named activity, and files in parts named file; leave out all else.");
    case "too_many_files":
      return badArgument(`At most ${countMost} files can be sent at once: send the others after them.`);
    case "activity_twice":
      return badArgument("An upload has one part named activity.");
    case "activity_too_large":
      return refusal(413, "MessageSizeTooBig", `The activity of an upload has at most ${megabytes(ACTIVITY_PART_BYTES_MAX)}.`);
    case "activity_type":
      return badArgument("Send the activity as application/vnd.microsoft.activity or application/json.");
    case "activity_not_json":
      return refusal(400, "BadSyntax", "The activity is not valid JSON.");
    default:
      return why satisfies never;
  }
}

function fileRefused(why: FileRefusal): Answer {
  switch (why.refused) {
    case "empty_file":
      return badArgument("The file is empty.");
    case "file_too_large":
      return refusal(413, "MessageSizeTooBig", `A file has at most ${megabytes(why.bytesMost)}.`);
    case "type_not_allowed":
      return badArgument(
        why.type === WITH_MACROS
          ? "Office files with macros are not taken: save the file without them."
          : `Files of this type (${why.type}) are not taken. Their content counts, not their name.`,
      );
    case "too_many_files":
      return badArgument(`At most ${why.countMost} files can be sent at once.`);
    case "unknown_file":
    case "unknown_conversation":
      return unknownConversation();
    default:
      return why satisfies never;
  }
}
