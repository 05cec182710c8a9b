import type { FileRefusal, Files } from "../../application/files.js";
import type { FileFault, FileNotTaken, MessageFile } from "../../domain/conversation/display.js";

/** What became of the files that a message names. */
export interface Fetched {
  stored: MessageFile[];
  notTaken: FileNotTaken[];
}

/** Stores what a channel gives out of a customer's file, as it arrives; why it is not taken else. Rejects with `DatabaseAway`. */
export async function takeFile(
  files: Pick<Files, "store">,
  file: { conversationId: string; name: string },
  { ok, body }: Response,
): Promise<MessageFile | FileFault> {
  if (!ok || body === null) return "not_fetched";
  const outcome = await files.store({ ...file, by: "customer" }, body);
  return "refused" in outcome ? faultOf(outcome) : outcome;
}

function faultOf({ refused }: FileRefusal): FileFault {
  switch (refused) {
    case "empty_file":
    case "type_not_allowed":
      return refused;
    case "file_too_large":
      return "too_large";
    case "too_many_files":
      return "too_many";
    case "unknown_file":
    case "unknown_conversation":
      return "not_fetched";
  }
}
