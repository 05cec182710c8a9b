import type { Files } from "../../../application/files.js";
import { DatabaseAway } from "../../../application/ports.js";
import type { FileFault, MessageFile } from "../../../domain/conversation/display.js";
import { type Fetched, takeFile } from "../take-file.js";
import type { FileAt } from "./activity-in.js";
import { isFileStore } from "./trust.js";

/** For all files of a message together: the connector waits 15 s for us. */
const FETCHED_WITHIN_MS = 10_000;

export interface Fetching {
  files: Pick<Files, "store">;
  conversationId: string;
  serviceUrl: string;
  filesMost: number;
  /** With which the connector gives out what it holds. */
  authorization: () => Promise<string>;
}

/**
 * Takes over the files that a message names: from the connector itself, with our token, and from where Teams keeps them, without any. No
 * other address is ever asked, whoever names it; the sender is told of what is not taken. Rejects with `DatabaseAway`.
 */
export async function fetchFiles(named: readonly FileAt[], by: Fetching): Promise<Fetched> {
  const fetched: Fetched = { stored: [], notTaken: [] };
  const signal = AbortSignal.timeout(FETCHED_WITHIN_MS);
  for (const [n, file] of named.entries()) {
    const taken = n < by.filesMost ? await fetchOne(file, by, signal) : "too_many";
    if (typeof taken === "string") fetched.notTaken.push({ name: file.name, why: taken });
    else fetched.stored.push(taken);
  }
  return fetched;
}

async function fetchOne({ name, address }: FileAt, by: Fetching, signal: AbortSignal): Promise<MessageFile | FileFault> {
  const isConnectors = originOf(address) !== null && originOf(address) === originOf(by.serviceUrl);
  if (!isConnectors && !isFileStore(address)) return "not_fetched";
  try {
    const headers = isConnectors ? { authorization: await by.authorization() } : {};
    const response = await fetch(address, { headers, redirect: "manual", signal });
    return await takeFile(by.files, { conversationId: by.conversationId, name }, response);
  } catch (error) {
    if (error instanceof DatabaseAway) throw error;
    return "not_fetched";
  }
}

const originOf = (address: string): string | null => (URL.canParse(address) ? new URL(address).origin : null);
