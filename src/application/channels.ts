import type { OutsideChannel } from "./deliveries/outside.js";
import type { FrontDoor, InboundMessage, OpenConversation } from "./ports.js";

/** A conversation as a channel that is not ours names it. */
export interface ChannelPlace {
  channel: OutsideChannel;
  channelConversationId: string;
}

/** Which conversation of ours stands behind a channel's own, and how to speak there. All reject with `DatabaseAway` on an outage. */
export interface ChannelAddresses {
  /** Ours, the same on every instance and for ever; made with the first call. `reference`: JSON that its speaker needs, newest wins. */
  conversationOf(place: ChannelPlace, reference?: unknown): Promise<string>;
  /** As last given; null: none was. */
  referenceOf(place: ChannelPlace): Promise<unknown>;
  /** The customer's message of that key; null: there is none. */
  messageOf(conversationId: string, key: string): Promise<{ messageId: string; ticketId: string | null } | null>;
}

/** The door with the channel's own name of the conversation in place of our id. `reference`: see {@link ChannelAddresses}. */
type ByPlace<T extends OpenConversation | InboundMessage> = Omit<T, "conversationId" | "channel"> &
  ChannelPlace & { reference?: unknown };

export interface Revised extends ChannelPlace {
  channelUserId: string;
  /** That of the message when it was received. */
  messageKey: string;
  /** Of this change, so that a repeat has no second effect (Slack: `edited.ts`). */
  key: string;
  /** Cleaned; null: deleted. */
  text: string | null;
}

/** What an adapter of a channel that is not ours needs of the desk; see {@link FrontDoor} for what its calls promise. */
export interface ChannelDoor {
  open(opening: ByPlace<OpenConversation>): Promise<{ conversationId: string; opened: boolean; seq: number }>;
  receive(message: ByPlace<InboundMessage>): Promise<{ conversationId: string; seq: number }>;
  /** Edited or deleted by its customer. `unknown_message`: not received here, or not yet. */
  revise(revised: Revised): Promise<{ revised: true } | { refused: "unknown_message" }>;
  /** For what has to be stored before its message is, such as files. */
  conversationOf(place: ChannelPlace, reference?: unknown): Promise<string>;
}

/** What the door needs of the desk beside {@link FrontDoor}. */
export interface Reviser {
  revise(revised: {
    conversationId: string;
    messageId: string;
    ticketId: string | null;
    text: string | null;
    key: { channel: string; key: string };
  }): Promise<void>;
}

export function makeChannelDoor({ desk, addresses }: { desk: FrontDoor & Reviser; addresses: ChannelAddresses }): ChannelDoor {
  const { conversationOf } = addresses;
  return {
    conversationOf,
    open: async ({ reference, ...opening }) => {
      const conversationId = await conversationOf(opening, reference);
      return { conversationId, ...(await desk.open({ ...opening, conversationId })) };
    },
    receive: async ({ reference, ...message }) => {
      const conversationId = await conversationOf(message, reference);
      const received = await desk.receive({ ...message, conversationId });
      // A message opens the conversation that is not there, so no door is shut.
      if ("refused" in received) throw new Error(`Conversation ${conversationId} took no message: ${received.refused}.`);
      return { conversationId, seq: received.seq };
    },
    revise: async ({ messageKey, key, text, channelUserId, ...place }) => {
      const conversationId = await conversationOf(place);
      const message = await addresses.messageOf(conversationId, messageKey);
      if (message === null) return { refused: "unknown_message" };
      const repeat = { channel: place.channel, key: `${conversationId}/${channelUserId}/${key}` };
      await desk.revise({ conversationId, ...message, text, key: repeat });
      return { revised: true };
    },
  };
}
