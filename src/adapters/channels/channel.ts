import type { ChannelAddresses, ChannelDoor } from "../../application/channels.js";
import type { Speaker } from "../../application/deliveries/speaker.js";
import type { Files } from "../../application/files.js";
import type { Say } from "../../domain/say.js";
import type { Locale } from "../../domain/words.js";
import type { Route } from "../http/route.js";

/** A channel that is not ours, as main wires it: how it speaks, where it hears, and what runs beside. */
export interface ChannelAdapter {
  readonly speaker: Speaker;
  /** Rows of the server's own table, each with a `handle`. */
  readonly routes: readonly Route[];
  /** Once the doors are open: what has to reach out, such as a socket. */
  start?(): Promise<void>;
  /** Takes nothing new; before the turns stop. */
  stop?(): Promise<void>;
}

/** What main gives to every adapter of such a channel. */
export interface ChannelDeps {
  door: ChannelDoor;
  addresses: Pick<ChannelAddresses, "referenceOf">;
  /** Bytes are stored before the message that names them. */
  files: Files;
  /** In one message. */
  filesMost: () => number;
  /** An address of ours from which a file can be fetched for a while; null: nobody knows where we are reached (PUBLIC_URL). */
  fileLink: ((fileId: string) => string) | null;
  /** What is said outside of any conversation, in the locale or the desk's own. */
  words: (say: Say, locale: Locale | null) => string;
  /** The customer is writing. */
  onTyping: (conversationId: string) => void;
  /** For the operator; never with words of customers. */
  warn: (facts: object, words: string) => void;
  failed: (error: unknown) => void;
}
