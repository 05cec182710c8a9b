import type { Channel } from "../words.js";
import type { Conversation } from "./conversation.js";

/** By which a demand came that nobody typed to us: its customer sees no message, so that every "tell" there is a call owed (service-process 1). */
export const MUTE_CHANNELS = ["phone", "email", "visit"] as const satisfies readonly Channel[];
export type MuteChannel = (typeof MUTE_CHANNELS)[number];

export const isMute = ({ channel }: Pick<Conversation, "channel">): boolean =>
  (MUTE_CHANNELS as readonly Channel[]).includes(channel);
