import { type FileRefusal, MEGABYTE } from "../../../application/files.js";
import { unknown, type Problem } from "./reply.js";

/** Why a file was not taken, and what to do instead. */
export function fileRefused(why: FileRefusal): Problem {
  switch (why.refused) {
    case "empty_file":
      return { status: 400, code: why.refused, detail: "The file is empty." };
    case "file_too_large":
      return { status: 413, code: why.refused, detail: `A file has at most ${Math.floor(why.bytesMost / MEGABYTE)} MB.` };
    case "type_not_allowed": {
      const detail = "Files of this type are not taken, whatever they are called: config/channels.yaml lists those that are.";
      return { status: 422, code: why.refused, detail, more: { type: why.type } };
    }
    case "too_many_files":
      return {
        status: 422,
        code: why.refused,
        detail: `A message has at most ${why.countMost} files: send the others in another.`,
      };
    case "unknown_file": {
      const detail = "This file was not stored for this conversation, or it was more than 23 hours ago: store it again.";
      return { status: 422, code: why.refused, detail, more: { id: why.id } };
    }
    case "unknown_conversation":
      return unknown("conversations");
    default:
      return why satisfies never;
  }
}
