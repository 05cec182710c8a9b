import type { PublicMessage } from "../../../application/ports.js";

export const activityId = (conversationId: string, seq: number): string => `${conversationId}|${String(seq).padStart(7, "0")}`;

/** The Bot Framework activity a client shows. `userId` is the reader's own, from its token: a conversation has one customer. */
export function activityOf(message: PublicMessage, userId: string): object {
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

function channelDataOf({ from, clientKey, ticketNumber }: PublicMessage): object {
  if (from === "customer") return clientKey === null ? {} : { channelData: { clientActivityID: clientKey } };
  return ticketNumber === null ? {} : { channelData: { ticketNumber } };
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
export const activitySet = (messages: readonly PublicMessage[], userId: string, watermark: number): string =>
  `{"activities":[${messages.map((message) => JSON.stringify(activityOf(message, userId))).join(",")}],"watermark":"${watermark}"}`;
