import { setTimeout as sleep } from "node:timers/promises";
import type { MessageFile } from "../../../../domain/conversation/display.js";
import { makeLru } from "../../../crypto/lru.js";
import type { ChannelDeps } from "../../channel.js";
import { SlackFault } from "../api/fault.js";
import type { Posted, SlackApi } from "../api/slack-api.js";
import type { LookUp } from "./look-up.js";

/** Files are larger than the time of one delivery: the bytes go on their way, and the next try finds them there. */
const UPLOADED_WITHIN_MS = 120_000;
const IN_HAND_MOST = 200;
/** The message of a file comes a moment after Slack's answer; the next is to come after it. */
const SHOWN_WITHIN_MS = 1_500;
const LOOK_EVERY_MS = 250;

export interface Sharing {
  /** The delivery. */
  id: string;
  at: LookUp;
  /** What stands there since its words, from an earlier try perhaps. */
  there: readonly Posted[];
  signal: AbortSignal;
}

/** Brings out the files of a message, each once. */
export function makeUploads({ api, files }: { api: SlackApi; files: ChannelDeps["files"] }) {
  const inHand = makeLru<{ fileId: Promise<string> | null }>(IN_HAND_MOST);
  const uploaded = (deliveryId: string, file: MessageFile): Promise<string> => {
    const name = `${deliveryId} ${file.id}`;
    const entry = inHand.get(name) ?? { fileId: null };
    inHand.set(name, entry);
    const fileId = (entry.fileId ??= upload(file));
    fileId.catch(() => (entry.fileId = null));
    return fileId;
  };
  const upload = async (file: MessageFile): Promise<string> => {
    const bytes = await bytesOf(files, file.id);
    return api.upload({ name: file.name, bytes }, AbortSignal.timeout(UPLOADED_WITHIN_MS));
  };
  return {
    /** Rejects with `SlackFault`. */
    share: async (attachments: readonly MessageFile[], { id, at, there, signal }: Sharing): Promise<void> => {
      const shown = there.flatMap(({ bot_id, files: named }) => (bot_id ? (named ?? []) : []));
      const missing = attachments.filter((file) => !takeOut(shown, file));
      if (missing.length === 0) return;
      const named = await Promise.all(missing.map(async (file) => ({ id: await uploaded(id, file), title: file.name })));
      if (signal.aborted) throw new SlackFault({ kind: "away", error: "not_in_time", method: "files.upload" });
      await api.share(named, at);
      await untilShown(api, named.at(-1)!.id);
    },
  };
}

/** Each that stands there is one of ours at most. */
function takeOut(shown: { name?: string | null; size?: number }[], file: MessageFile): boolean {
  const at = shown.findIndex(({ name, size }) => name === file.name && (size === undefined || size === file.bytes));
  if (at !== -1) shown.splice(at, 1);
  return at !== -1;
}

async function bytesOf(files: ChannelDeps["files"], id: string): Promise<Buffer> {
  const file = await files.open(id);
  if (file === null) throw new SlackFault({ kind: "refused", error: "file_gone", method: "files.upload" });
  const chunks: Buffer[] = [];
  for await (const chunk of file.content) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function untilShown(api: SlackApi, id: string): Promise<void> {
  const until = performance.now() + SHOWN_WITHIN_MS;
  while (performance.now() < until) {
    const file = (await api.fileInfo(id).catch(() => null)) as { shares?: object } | null;
    if (file === null || JSON.stringify(file.shares ?? {}).includes('"ts"')) return;
    await sleep(LOOK_EVERY_MS, undefined, { ref: false });
  }
}
