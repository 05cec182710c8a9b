import type { Conversation } from "../../domain/conversation/conversation.js";
import type { Channel } from "../../domain/words.js";
import type { NewMessage } from "../turn-store.js";
import type { NewDelivery } from "./outbox.js";

/** Channels that are not ours: what is said there leaves by the outbox, in the order of the public sequence (architecture 8). */
export const OUTSIDE_CHANNELS = ["slack", "botframework"] as const satisfies readonly Channel[];
export type OutsideChannel = (typeof OUTSIDE_CHANNELS)[number];

export const isOutside = (channel: Channel): channel is OutsideChannel =>
  (OUTSIDE_CHANNELS as readonly Channel[]).includes(channel);

/** Where what is to be shown stands, never the words: they are read from the log when they are sent. */
export interface SaidAt {
  conversationId: string;
  /** The channel's own name of the conversation. */
  channelConversationId: string;
  /** The public sequence; 0: nothing is said, somebody writes. */
  seq: number;
  /** Said in a conversation of another place, to the same customer. */
  isElsewhere?: true;
}

type Place = Pick<Conversation, "id" | "channel" | "channelConversationId">;

/** Several conversations may share an address: threads of one Slack channel, named behind a `#`, share its order and its pace. */
export const addressOf = ({ channel, channelConversationId }: Place): string =>
  channel === "slack" ? channelConversationId.split("#", 1)[0]! : channelConversationId;

/** One delivery for each message of the desk's, in order; none for a channel whose log is the delivery. */
export function deliveriesOf(place: Place, messages: readonly NewMessage[], newId: () => string): NewDelivery[] {
  if (!isOutside(place.channel)) return [];
  return messages
    .filter(({ from }) => from !== "customer")
    .map(({ id, seq }) => ({ ...deliveryAt(place, newId), kind: "customer", payload: saidAt(place, seq), messageId: id }));
}

/** "… is writing": of use for seconds only. */
export const typingAt = (place: Place, newId: () => string): NewDelivery => ({
  ...deliveryAt(place, newId),
  kind: "typing",
  payload: saidAt(place, 0),
  messageId: null,
});

export const deliveryAt = (place: Place, newId: () => string) => ({
  id: newId(),
  channel: place.channel,
  address: addressOf(place),
});

const saidAt = ({ id, channelConversationId }: Place, seq: number): SaidAt => ({
  conversationId: id,
  channelConversationId,
  seq,
});
