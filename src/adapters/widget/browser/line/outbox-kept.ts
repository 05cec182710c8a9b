import type { Kept } from "./kept.js";
import type { Answered, OwnMessage } from "./types.js";

interface KeptMessage {
  key: string;
  text: string;
  value: Answered | null;
  at: number;
  files: number;
  reason: OwnMessage["reason"];
}

/** In this tab's storage, so that a reload while the line is away loses nothing; files themselves cannot be kept. */
export function keep(kept: Kept, name: string, own: readonly OwnMessage[]): void {
  const rows = own.map(({ key, text, value, at, files, reason }): KeptMessage => ({
    key,
    text,
    value,
    at,
    files: files.length,
    reason,
  }));
  kept.set(name, rows.length === 0 ? null : JSON.stringify(rows));
}

/** What was kept, ready to be sent again under its old keys; a message that had files says that they are gone. */
export function restored(kept: Kept, name: string, byHand: boolean): OwnMessage[] {
  try {
    const rows = JSON.parse(kept.get(name) ?? "[]") as KeptMessage[];
    return rows
      .filter(({ key, text }) => typeof key === "string" && typeof text === "string")
      .map((row) => messageOf(row, byHand));
  } catch {
    return [];
  }
}

function messageOf({ key, text, value, at, files, reason: before }: KeptMessage, byHand: boolean): OwnMessage {
  const reason = files > 0 ? "gone" : (before ?? (byHand ? "busy" : null));
  return {
    key,
    text,
    value: value ?? null,
    files: [],
    at,
    state: reason === null ? "waiting" : "failed",
    progress: null,
    reason,
  };
}
