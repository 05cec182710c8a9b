import { fromOf, isObject, messageOf } from "./read-activity.js";
import type { MessageActivity } from "./types.js";

export interface Said {
  seq: number;
  activity: MessageActivity;
}

export interface Frame {
  said: Said[];
  typing: MessageActivity["from"][];
  /** Null: it names none of ours. */
  watermark: number | null;
}

/** Reads an ActivitySet; null: not one. What is not an activity of this conversation is left out, and whatever else is odd in one. */
export function readFrame(raw: unknown, conversationId: string): Frame | null {
  const set = typeof raw === "string" ? parsed(raw) : raw;
  if (!isObject(set) || !Array.isArray(set["activities"])) return null;
  const frame: Frame = {
    said: [],
    typing: [],
    watermark: /^\d+$/.test(String(set["watermark"])) ? Number(set["watermark"]) : null,
  };
  for (const activity of set["activities"] as unknown[]) {
    if (!isObject(activity) || !isObject(activity["from"])) continue;
    const [conversation, number] = String(activity["id"]).split("|");
    if (conversation !== conversationId) continue;
    if (activity["type"] === "typing") frame.typing.push(fromOf(activity["from"]));
    const seq = /^\d+$/.test(number ?? "") ? Number(number) : 0;
    if (activity["type"] === "message" && seq > 0) frame.said.push({ seq, activity: messageOf(activity) });
  }
  return frame;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
