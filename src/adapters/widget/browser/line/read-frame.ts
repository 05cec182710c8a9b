import type { Attachment, MessageActivity } from "./types.js";

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

type Loose = Record<string, unknown>;

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

/** Fields that are not what they should be are taken away, so that what draws them need not look. */
function messageOf(raw: Loose): MessageActivity {
  const { attachments, suggestedActions, channelData, value, ...rest } = raw;
  const actions = isObject(suggestedActions) && Array.isArray(suggestedActions["actions"]) ? suggestedActions["actions"] : [];
  const message = {
    ...rest,
    from: fromOf(raw["from"] as Loose),
    text: typeof raw["text"] === "string" ? raw["text"] : "",
    timestamp: Number.isNaN(Date.parse(String(raw["timestamp"]))) ? new Date(0).toISOString() : raw["timestamp"],
    ...(isObject(value) ? { value } : {}),
    ...(actions.length > 0 ? { suggestedActions: { actions: actions.filter(isObject) } } : {}),
    ...(Array.isArray(attachments) ? { attachments: attachments.filter(isAttachment) } : {}),
    ...(isObject(channelData) ? { channelData: channelDataOf(channelData) } : {}),
  };
  return message as unknown as MessageActivity;
}

const channelDataOf = ({ closed, ...rest }: Loose): Loose =>
  Array.isArray(closed) ? { ...rest, closed: closed.filter((askId) => typeof askId === "string") } : rest;

const fromOf = ({ id, name, role }: Loose): MessageActivity["from"] => ({
  id: String(id),
  ...(typeof name === "string" ? { name } : {}),
  role: role === "user" ? "user" : "bot",
});

const isAttachment = (raw: unknown): raw is Attachment => isObject(raw) && typeof raw["contentType"] === "string";

const isObject = (raw: unknown): raw is Loose => typeof raw === "object" && raw !== null && !Array.isArray(raw);
