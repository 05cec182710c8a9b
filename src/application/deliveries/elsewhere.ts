import type { Turn } from "../../domain/turn.js";
import { DatabaseAway, type PublicLog, type PublicMessage } from "../ports.js";
import type { Elsewhere } from "../desk.js";
import type { Messenger, Sent } from "./messenger.js";
import type { NewDelivery } from "./outbox.js";
import { deliveryAt, isOutside, type SaidAt } from "./outside.js";

/**
 * Between two conversations of one customer, where no channel of others lies between: a turn each, once, by the delivery's id as its key.
 * What is not in the log of the conversation named, or is another customer's, comes to nothing (I3).
 */
const WITHIN = "desk";

type Within = { customerId: string } & (
  | { relay: { conversationId: string; seq: number } }
  | { press: Omit<Parameters<Elsewhere["press"]>[0], "conversationId" | "customerId" | "key"> }
);

/** An ask's id as it is shown outside its own conversation, which a press is to find again. */
export const askElsewhere = (conversationId: string, askId: string): string => `${conversationId}/${askId}`;

const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const ELSEWHERE = new RegExp(`^(${UUID})/(.{1,64})$`);

/** The conversation that asks, where it is not the one in which the button stood. */
export function askedElsewhere(askId: string): { conversationId: string; askId: string } | null {
  const [, conversationId, own] = ELSEWHERE.exec(askId) ?? [];
  return conversationId === undefined || own === undefined ? null : { conversationId, askId: own };
}

/** What of a turn goes to another conversation of the same customer's. */
export function deliveriesElsewhere(turn: Turn, newId: () => string): NewDelivery[] {
  const { conversation, push, forward } = turn;
  const { customerId } = conversation;
  if (customerId === null) return [];
  const within = (conversationId: string, payload: Within): NewDelivery => ({
    ...{ id: newId(), channel: WITHIN, address: conversationId, kind: "customer", messageId: null },
    payload,
  });
  const { id, channel, channelConversationId } = conversation;
  const press = forward && { at: { id, channel, channelConversationId }, value: forward.value, text: forward.text };
  const pressed = forward && press ? [within(forward.conversationId, { customerId, press })] : [];
  if (push === null) return pressed;
  const seqs = Array.from({ length: push.upTo - push.from + 1 }, (_, n) => push.from + n);
  return [
    ...pressed,
    ...seqs.map((seq) => {
      if (!isOutside(push.to.channel)) return within(push.to.id, { customerId, relay: { conversationId: id, seq } });
      const payload: SaidAt = {
        conversationId: id,
        channelConversationId: push.to.channelConversationId,
        seq,
        isElsewhere: true,
      };
      const messageId = turn.said.find((said) => said.seq === seq && said.from !== "customer")?.id ?? null;
      return { ...deliveryAt(push.to, newId), kind: "customer" as const, payload, messageId };
    }),
  ];
}

/** A message as it is shown where it was not said: its buttons lead back, and a form, which needs its own conversation, stays there. */
export function shownElsewhere({ buttons, display, conversationId, ...message }: PublicMessage): PublicMessage {
  const { card, ...rest } = display;
  const led = buttons.map((button) => ({ ...button, askId: askElsewhere(conversationId, button.askId) }));
  const isForm = card !== undefined && card.fields.length > 0;
  const kept = card === undefined || isForm ? {} : { card: { ...card, askId: askElsewhere(conversationId, card.askId) } };
  return { ...message, conversationId, buttons: led, display: { ...rest, ...kept } };
}

/** Takes what goes from one conversation to another through the turns of the desk. */
export function makeWithin({ desk, log }: { desk: Elsewhere; log: Pick<PublicLog, "read"> }): Messenger {
  const bring = async (conversationId: string, payload: Within, id: string): Promise<void> => {
    const { customerId } = payload;
    const to = { conversationId, customerId, key: { channel: WITHIN, key: id } };
    if ("press" in payload) return desk.press({ ...to, ...payload.press });
    const { relay } = payload;
    const page = await log.read(relay.conversationId, relay.seq - 1, 1);
    const message = page?.messages[0];
    if (message?.seq !== relay.seq || message.from === "customer") return;
    const { text, buttons, attachments, from, name } = shownElsewhere(message);
    await desk.relay({ ...to, text: from === "agent" && name !== null ? `${name}: ${text}` : text, buttons, attachments });
  };
  return {
    channel: WITHIN,
    // The key makes a repeat the same turn.
    looksUp: true,
    send: (to, { payload }, { idempotencyKey }) =>
      bring(to.address, payload as Within, idempotencyKey).then(
        (): Sent => ({ status: "sent" }),
        (error: unknown): Sent => {
          if (error instanceof DatabaseAway) return { status: "retry", afterMs: null };
          throw error;
        },
      ),
  };
}
