import type { Answered, Attachment, MessageActivity, Owed, TicketView } from "./types.js";

export type Loose = Record<string, unknown>;
type ChannelData = NonNullable<MessageActivity["channelData"]>;
type Action = NonNullable<MessageActivity["suggestedActions"]>["actions"][number];

const CARD = "application/vnd.microsoft.card.adaptive";
const CARDS = new Set<unknown>(["choices", "contact", "survey"]);
const STATUSES = new Set<unknown>(["open", "waiting", "resolved", "closed", "cancelled", "merged"]);

/** A message whose fields are all what they should be: others are taken away, so that what draws them need not look. */
export function messageOf(raw: Loose): MessageActivity {
  const { suggestedActions, attachments, channelData, value, timestamp } = raw;
  const actions = isObject(suggestedActions) ? all(suggestedActions["actions"], isAction) : [];
  return {
    type: "message",
    id: String(raw["id"]),
    timestamp: isMoment(timestamp) ? timestamp : new Date(0).toISOString(),
    from: fromOf(raw["from"] as Loose),
    text: isText(raw["text"]) ? raw["text"] : "",
    textFormat: raw["textFormat"] === "plain" ? "plain" : "markdown",
    locale: raw["locale"] === "en" ? "en" : "zh-CN",
    ...(isAnswered(value) ? { value } : {}),
    ...(actions.length > 0 ? { suggestedActions: { actions } } : {}),
    ...(Array.isArray(attachments) ? { attachments: all(attachments, isAttachment) } : {}),
    ...(isObject(channelData) ? { channelData: channelDataOf(channelData) } : {}),
  };
}

export const fromOf = ({ id, name, role }: Loose): MessageActivity["from"] => ({
  id: String(id),
  ...(isText(name) ? { name } : {}),
  role: role === "user" ? "user" : "bot",
});

type Judge = (raw: unknown) => boolean;

const isSound: { [name in keyof ChannelData]-?: Judge } = {
  clientActivityID: isText,
  ticketNumber: isText,
  notice: (raw) => raw === true,
  attachmentSizes: (raw) => Array.isArray(raw) && raw.every(Number.isFinite),
  card: (raw) => CARDS.has(raw),
  askId: isText,
  ticket: isTicket,
  owed: (raw) => raw === null || isOwed(raw),
  closed: Array.isArray,
};

function channelDataOf(raw: Loose): ChannelData {
  const kept = Object.entries(isSound).filter(([name, judge]) => judge(raw[name]));
  const data: ChannelData = Object.fromEntries(kept.map(([name]) => [name, raw[name]]));
  return data.closed === undefined ? data : { ...data, closed: all(data.closed, isText) };
}

function isTicket(raw: unknown): raw is TicketView {
  if (!hasTexts(raw, "number", "statusWord", "owner", "priority") || !STATUSES.has(raw["status"])) return false;
  return Number.isInteger(raw["stage"]) && Array.isArray(raw["stages"]) && raw["stages"].every(isText);
}

const isOwed = (raw: unknown): raw is Owed => hasTexts(raw, "number", "kind", "what") && isMoment(raw["by"]);
const isAnswered = (raw: unknown): raw is Answered => hasTexts(raw, "askId", "choice");
const isAction = (raw: unknown): raw is Action => hasTexts(raw, "title", "text") && isAnswered(raw["value"]);

const isAttachment = (raw: unknown): raw is Attachment =>
  hasTexts(raw, "contentType") && (raw["contentType"] === CARD ? isObject(raw["content"]) : hasTexts(raw, "contentUrl", "name"));

const isMoment = (raw: unknown): raw is string => isText(raw) && !Number.isNaN(Date.parse(raw));

const hasTexts = (raw: unknown, ...names: string[]): raw is Loose => isObject(raw) && names.every((name) => isText(raw[name]));

const all = <T>(raw: unknown, is: (each: unknown) => each is T): T[] => (Array.isArray(raw) ? raw.filter(is) : []);

function isText(raw: unknown): raw is string {
  return typeof raw === "string";
}

export const isObject = (raw: unknown): raw is Loose => typeof raw === "object" && raw !== null && !Array.isArray(raw);
