import { DatabaseAway } from "../ports.js";
import type { PublicLog, PublicMessage } from "../ports.js";
import { shownElsewhere } from "./elsewhere.js";
import type { Destination, Messenger, OutboundMessage, SendCall, Sent } from "./messenger.js";
import type { OutsideChannel, SaidAt } from "./outside.js";

/** A message as it goes out: the log's own, with the channel's name of its conversation. */
export interface SaidOutside extends PublicMessage {
  channelConversationId: string;
}

/**
 * How a channel that is not ours speaks; what it is given was committed before. Results as those of {@link Messenger}; a rejection with
 * `DatabaseAway` says that nothing was sent yet.
 */
export interface Speaker {
  readonly channel: OutsideChannel;
  readonly looksUp: boolean;
  readonly paceMs?: number;
  /** Shows a message of the bot's or an agent's. `repeat`: it may stand there already. */
  say(to: Destination, message: SaidOutside, call: SendCall & { repeat: boolean }): Promise<Sent>;
  /** Shows that somebody writes, where the channel can. */
  typing?(to: Destination, place: Omit<SaidAt, "seq">, call: SendCall): Promise<Sent>;
  /** Whatever else was enqueued for the channel: digests, alerts, cards of the desk's own. */
  post?(to: Destination, message: OutboundMessage, call: SendCall): Promise<Sent>;
}

/**
 * A speaker as the outbox knows it: the words are read from the log at the moment of sending, so that no delivery holds any and what
 * was erased meanwhile is not sent.
 */
export function speaking(speaker: Speaker, log: Pick<PublicLog, "read">): Messenger {
  const { channel, looksUp, paceMs } = speaker;
  const say = async (to: Destination, { payload, repeat }: OutboundMessage, call: SendCall): Promise<Sent> => {
    const { conversationId, channelConversationId, seq, isElsewhere } = payload as SaidAt;
    const page = await log.read(conversationId, seq - 1, 1);
    const message = page?.messages[0];
    // Gone with its conversation: nobody is to be told.
    if (message?.seq !== seq) return { status: "gone" };
    // Brought along with what was said after it: their own words they know.
    if (isElsewhere && message.from === "customer") return { status: "sent" };
    const shown = isElsewhere ? shownElsewhere(message) : message;
    const { idempotencyKey } = call;
    return speaker.say(to, { ...shown, channelConversationId }, { idempotencyKey, signal: call.signal, repeat });
  };
  const send: Messenger["send"] = async (to, message, call) => {
    if (message.kind === "customer") return say(to, message, call);
    if (message.kind === "typing") return (await speaker.typing?.(to, message.payload as SaidAt, call)) ?? { status: "sent" };
    return (await speaker.post?.(to, message, call)) ?? { status: "refused", reason: "this channel posts no such thing" };
  };
  const patient: Messenger["send"] = (to, message, call) =>
    send(to, message, call).catch((error: unknown): Sent => {
      if (error instanceof DatabaseAway) return { status: "retry", afterMs: null };
      throw error;
    });
  return { channel, looksUp, ...(paceMs === undefined ? {} : { paceMs }), send: patient };
}
