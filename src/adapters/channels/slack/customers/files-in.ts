import type { Files } from "../../../../application/files.js";
import { DatabaseAway } from "../../../../application/ports.js";
import type { FileFault, MessageFile } from "../../../../domain/conversation/display.js";
import { cleanText } from "../../clean.js";
import { type Fetched, takeFile } from "../../take-file.js";
import { SlackFault } from "../api/fault.js";
import type { SlackApi, SlackFile } from "../api/slack-api.js";
import type { NamedFile } from "./events.js";

/** For all files of a message together. Slack is asked to come again meanwhile, and finds the work under way. */
const FETCHED_WITHIN_MS = 45_000;

export interface Fetching {
  files: Pick<Files, "store">;
  api: Pick<SlackApi, "fileInfo" | "download">;
  conversationId: string;
  filesMost: number;
}

/** Takes over the bytes of the files that a message names; the sender is told of what is not taken. Rejects with `DatabaseAway`. */
export async function fetchFiles(named: readonly NamedFile[], by: Fetching): Promise<Fetched> {
  const fetched: Fetched = { stored: [], notTaken: [] };
  const signal = AbortSignal.timeout(FETCHED_WITHIN_MS);
  for (const [n, file] of named.entries()) {
    const { name, taken } = await fetchOne(file, by, { signal, isTooMany: n >= by.filesMost });
    if (typeof taken === "string") fetched.notTaken.push({ name, why: taken });
    else fetched.stored.push(taken);
  }
  return fetched;
}

async function fetchOne(
  named: NamedFile,
  by: Fetching,
  { signal, isTooMany }: { signal: AbortSignal; isTooMany: boolean },
): Promise<{ name: string; taken: MessageFile | FileFault }> {
  let name = nameOf(named);
  try {
    // In shared channels an event names files only.
    const file = named.file_access === "check_file_info" ? await by.api.fileInfo(named.id) : (named as SlackFile);
    name = nameOf(file);
    const address = file.url_private_download ?? file.url_private;
    if (isTooMany) return { name, taken: "too_many" };
    if (address === undefined || file.is_external === true) return { name, taken: "not_fetched" };
    const response = await by.api.download(address, signal);
    if (isLogin(response, file)) return { name, taken: "not_fetched" };
    return { name, taken: await takeFile(by.files, { conversationId: by.conversationId, name }, response) };
  } catch (error) {
    if (error instanceof DatabaseAway) throw error;
    // Slack was too busy for it: the message comes again with its file.
    if (error instanceof SlackFault && error.kind === "limited") throw error;
    return { name, taken: "not_fetched" };
  }
}

/** Without the right scope Slack shows a page to sign in on, with status 200. */
const isLogin = (response: Response, { mimetype }: SlackFile): boolean =>
  /^text\/html\b/.test(response.headers.get("content-type") ?? "") && mimetype !== "text/html";

const nameOf = ({ name, title }: Pick<NamedFile, "name" | "title">): string => cleanText(name || title || "") || "file";
