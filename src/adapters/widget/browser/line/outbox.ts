import type { ReadonlySignal } from "@preact/signals";
import { backOffMs } from "./back-off.js";
import type { Answer } from "./call.js";
import type { Kept } from "./kept.js";
import { makeOwnList, type OwnList } from "./own-list.js";
import type { Answered, OwnMessage } from "./types.js";
import type { World } from "./world.js";

/** So long the server may answer that it is too busy; then a hand is asked for. */
const BUSY_MS = 60_000;
/** A file that never gets through while all else does: something on the way cuts it. */
const UPLOAD_TRIES_MAX = 6;

export interface OutboxDeps {
  world: World;
  kept: Kept;
  slot: Promise<string>;
  canSend: () => boolean;
  send: (own: OwnMessage, onProgress: (share: number) => void) => Promise<Answer>;
  onStored: (key: string) => void;
  /** 0: the server was not reached; 404: the conversation is not there any more. */
  onTrouble: (status: number) => void;
}

export interface Outbox {
  own: ReadonlySignal<readonly OwnMessage[]>;
  say(text: string, more?: { value?: Answered; files?: File[] }): void;
  resend(key: string): void;
  discard(key: string): void;
  /** The server shows its own copy. Answers when the only try began; null: several, or another tab's. */
  settle(key: string): number | null;
  /** Sends what waits, now. */
  flush(): void;
  /** Brings back what an earlier page of this tab could not send; `byHand`: it waits for a resend. */
  restore(byHand: boolean): Promise<void>;
  /** What waits goes over into another conversation; what was already stored in the old one stays there. */
  carryOver(): void;
  close(): void;
}

/** What the customer wrote, one after another, each repeated under the key it was born with until the server has stored it. */
export function makeOutbox(deps: OutboxDeps): Outbox {
  const { world, canSend } = deps;
  const list = makeOwnList(deps.kept);
  const tries: Tries = { of: new Map(), busySince: null };
  let isSending = false;
  let isClosed = false;
  let failures = 0;
  let stop = (): void => undefined;

  const run = async (): Promise<void> => {
    isSending = true;
    while (!isClosed && canSend()) {
      const next = list.own.value.find(({ state }) => state === "waiting");
      if (next === undefined) break;
      const waitMs = await deliver({ deps, list, tries }, next);
      if (waitMs !== null) stop = world.after(Math.max(backOffMs(failures, world.random), waitMs), outbox.flush);
      failures = waitMs === null ? 0 : failures + 1;
      if (waitMs !== null) break;
    }
    isSending = false;
  };
  const outbox: Outbox = {
    own: list.own,
    say: (text, { value = null, files = [] }: { value?: Answered | null; files?: File[] } = {}) => {
      const born = { key: world.newKey(), at: world.now(), state: "waiting", progress: null, reason: null } as const;
      list.add({ ...born, text, value, files: [...files] });
      // While one is being tried again the others wait behind it.
      if (failures === 0) outbox.flush();
    },
    resend: (key) => {
      const found = list.find(key);
      if (found?.state !== "failed" || (found.text === "" && found.value === null && found.files.length === 0)) return;
      tries.busySince = null;
      tries.of.delete(key);
      list.change(key, { state: "waiting", reason: null });
      list.save();
      outbox.flush();
    },
    discard: (key) => void (list.find(key)?.state === "failed" && list.remove(key)),
    settle: (key) => {
      const only = tries.of.get(key);
      tries.of.delete(key);
      list.remove(key);
      return only?.nth === 1 ? only.at : null;
    },
    flush: () => {
      stop();
      if (!isSending) void run();
    },
    restore: async (byHand) => {
      list.restore(`frontdoor.outbox${await deps.slot}`, byHand);
      outbox.flush();
    },
    carryOver: list.dropStored,
    close: () => {
      isClosed = true;
      stop();
    },
  };
  return outbox;
}

interface Tries {
  of: Map<string, { nth: number; at: number }>;
  /** Since when the server has answered nothing but that it is too busy. */
  busySince: number | null;
}

type Delivery = { deps: OutboxDeps; list: OwnList; tries: Tries };

/** Null: done with it, stored or failed. Else it is tried again under the same key, after so many milliseconds at least. */
async function deliver({ deps, list, tries }: Delivery, message: OwnMessage): Promise<number | null> {
  const { key, files } = message;
  const at = deps.world.now();
  const nth = (tries.of.get(key)?.nth ?? 0) + 1;
  tries.of.set(key, { nth, at });
  list.change(key, { state: "sending", progress: files.length > 0 ? 0 : null });
  const answer = await deps.send(message, (progress) => list.change(key, { progress }));
  // The socket may have been faster, with the server's own copy: then the answer does not matter any more.
  if (list.find(key) === undefined) return null;
  tries.busySince = answer.status === 503 ? (tries.busySince ?? at) : null;
  if (answer.status === 200) {
    list.stored(key);
    deps.onStored(key);
    return null;
  }
  const isTooBusy = tries.busySince !== null && deps.world.now() - tries.busySince >= BUSY_MS;
  const isCut = files.length > 0 && nth >= UPLOAD_TRIES_MAX && deps.canSend();
  const reason = reasonOf(answer, message) ?? (isTooBusy || isCut ? "busy" : null);
  if (reason === null) {
    list.change(key, { state: "waiting", progress: null });
    deps.onTrouble(answer.status);
    return answer.waitMs;
  }
  list.change(key, { state: "failed", progress: null, reason, ...sentenceOf(answer) });
  list.save();
  return null;
}

/** Null: not refused, only not taken yet. */
function reasonOf({ status, body }: Answer, { files }: OwnMessage): OwnMessage["reason"] {
  if (status === 413) return files.length > 0 ? "too_large" : "too_long";
  if (status === 415) return "type";
  // 408, 425 and 429 ask for patience; 401, 403 and 404 are a matter of the conversation.
  if (status < 400 || status >= 500 || [401, 403, 404, 408, 425, 429].includes(status)) return null;
  const said = files.length > 0 ? JSON.stringify(body) : "";
  if (/\btypes?\b|macros/i.test(said)) return "type";
  return /too many|at most|\bmost\b/i.test(said) ? "count" : "refused";
}

function sentenceOf({ body }: Answer): { sentence?: string } {
  const error = body["error"] as { message?: unknown } | null | undefined;
  return typeof error?.message === "string" ? { sentence: error.message } : {};
}
