import type { PublicMessage } from "../../../application/ports.js";
import { adaptiveCardOf } from "../adaptive-card.js";

export const activityId = (conversationId: string, seq: number): string => `${conversationId}|${String(seq).padStart(7, "0")}`;

/** Who reads: the visitor's id from the token, and how a file is reached from there. */
export interface Reader {
  userId: string;
  linkTo: (attachmentId: string) => string;
}

/** An address a file can be fetched from without a token, for a while; `base` is this server as the reader reaches it. */
export type FileLink = (base: string, attachmentId: string) => string;

/** The Bot Framework activity a client shows. `userId` is the reader's own, from its token: a conversation has one customer. */
export function activityOf(message: PublicMessage, { userId, linkTo }: Reader): object {
  const { conversationId, seq, buttons } = message;
  const mine = message.from === "customer";
  return {
    type: "message",
    id: activityId(conversationId, seq),
    timestamp: new Date(message.at).toISOString(),
    from: mine ? { id: userId, role: "user" } : { id: senderId(message), name: message.name ?? "", role: "bot" },
    conversation: { id: conversationId },
    channelId: "directline",
    text: message.text,
    // The customer's own words are shown as typed; Markdown in them stays text.
    textFormat: mine ? "plain" : "markdown",
    locale: message.locale,
    ...(mine && message.value !== null && message.value !== undefined ? { value: message.value } : {}),
    ...attachmentsOf(message, linkTo),
    ...(buttons.length === 0 ? {} : { suggestedActions: { to: [userId], actions: buttons.map(actionOf) } }),
    ...channelDataOf(message),
  };
}

const senderId = ({ from }: PublicMessage): string => (from === "agent" ? "agent" : "frontdoor");

const actionOf = ({ askId, choice, label }: PublicMessage["buttons"][number]) => ({
  type: "messageBack",
  title: label,
  text: label,
  displayText: label,
  value: { askId, choice },
});

/** Cards first, files after them. */
function attachmentsOf({ display: { card }, buttons, attachments, locale }: PublicMessage, linkTo: Reader["linkTo"]): object {
  if (card === undefined && attachments.length === 0) return {};
  const cards = card === undefined ? [] : [{ contentType: CARD_TYPE, content: adaptiveCardOf(card, buttons, locale) }];
  return { attachments: [...cards, ...attachments.map((file) => fileOf(file, linkTo(file.id)))] };
}

/** Web Chat shows the customer's own picture only where it has a thumbnail, else as the name of a file. */
const fileOf = ({ name, type }: PublicMessage["attachments"][number], contentUrl: string) => ({
  contentType: type,
  contentUrl,
  name,
  ...(type.startsWith("image/") ? { thumbnailUrl: contentUrl } : {}),
});

const CARD_TYPE = "application/vnd.microsoft.card.adaptive";

/** What our own chat shows beside the words; other clients pass over it. */
function channelDataOf({ from, clientKey, ticketNumber, attachments, display }: PublicMessage): object {
  const { notice, card, ticket, owed, closed } = display;
  const data = {
    ...(notice === undefined ? {} : { notice }),
    ...(from === "customer" && clientKey !== null ? { clientActivityID: clientKey } : {}),
    ...(from !== "customer" && ticketNumber !== null ? { ticketNumber } : {}),
    ...(attachments.length === 0 ? {} : { attachmentSizes: attachments.map(({ bytes }) => bytes) }),
    ...(card === undefined ? {} : { card: card.kind, askId: card.askId }),
    ...(ticket === undefined ? {} : { ticket }),
    ...(owed === undefined ? {} : { owed: owed && { ...owed, by: new Date(owed.by).toISOString() } }),
    ...(closed === undefined ? {} : { closed }),
  };
  return Object.keys(data).length === 0 ? {} : { channelData: data };
}

const FRAME_CHARACTERS_MAX = 262_144;

/** The first messages that fit one frame or answer, at least one: a page of the longest texts would be 30 MB. */
export function fitting(messages: readonly PublicMessage[]): PublicMessage[] {
  let characters = 0;
  const end = messages.findIndex((message, index) => {
    characters += message.text.length;
    return index > 0 && characters > FRAME_CHARACTERS_MAX;
  });
  return messages.slice(0, end === -1 ? messages.length : end);
}

/** An ActivitySet as it goes over the wire. */
export const activitySet = (messages: readonly PublicMessage[], reader: Reader, watermark: number): string =>
  `{"activities":[${messages.map((message) => JSON.stringify(activityOf(message, reader))).join(",")}],"watermark":"${watermark}"}`;
