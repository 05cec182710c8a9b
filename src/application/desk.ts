import type { Input, Opening } from "../domain/input.js";
import type { TurnAnswer, TurnInput } from "./decide-turn.js";
import type { Numbers } from "./desk-ports.js";
import type { Content, DeskActs, FrontDoor, InboundMessage, OpenConversation, Understand } from "./ports.js";
import type { Wanted } from "./turn-store.js";

/** Runs one turn to its commit; repeats of a key get the first answer. */
export type SubmitTurn = (job: { wanted: Wanted; input: TurnInput }) => Promise<TurnAnswer>;

export interface DeskDeps {
  submit: SubmitTurn;
  understand: Understand;
  content(): Content;
  numbers: Pick<Numbers, "ensure">;
}

/** Everything that can happen to the desk's conversations, each one turn (architecture 1). */
export interface Desk extends FrontDoor, DeskActs {
  /** The customer is known to have seen the log up to `seq`. */
  seen(conversationId: string, seq: number): Promise<void>;
  /** Everything that has fallen due in the conversation. */
  fallDue(conversationId: string): Promise<void>;
}

/** More than one turn can use: two tickets and a customer. */
const NUMBERS_A_TURN = 2;

export function makeDesk({ submit, understand, content, numbers }: DeskDeps): Desk {
  const run = (wanted: Wanted, input: Input, bodyHash: string | null = null): Promise<TurnAnswer> =>
    submit({ wanted, input: { wanted, input, bodyHash } });
  const quiet = (conversationId: string): Wanted => ({ conversationId, key: null, person: null });
  return {
    async open(opening) {
      await numbers.ensure(NUMBERS_A_TURN);
      const answer = await run(personal(opening, null), { kind: "open", opening: openingOf(opening) });
      return "ok" in answer ? { opened: answer.messageId !== null, seq: answer.seq } : { opened: false, seq: 0 };
    },
    async receive(message) {
      await numbers.ensure(NUMBERS_A_TURN);
      const locale = message.locale ?? content().policy.defaultLocale;
      const heard = understand(message.text, { locale, region: content().policy.region });
      const key =
        message.key === null
          ? null
          : { channel: message.channel, key: `${message.conversationId}/${message.channelUserId}/${message.key}` };
      const answer = await run(personal(message, key), {
        kind: "said",
        opening: openingOf(message),
        text: message.text,
        heard,
        button: buttonOf(message.value),
        clientKey: message.key,
      });
      if ("refused" in answer) return { refused: "unknown_conversation" };
      return { seq: "ok" in answer ? answer.seq : 0 };
    },
    async act({ conversationId, by, act, key }) {
      await numbers.ensure(NUMBERS_A_TURN);
      const wanted: Wanted = { conversationId, key: key && { channel: key.channel, key: key.key }, person: null };
      return run(wanted, { kind: "act", by, act }, key?.bodyHash ?? null);
    },
    async seen(conversationId, seq) {
      await run(quiet(conversationId), { kind: "seen", seq });
    },
    async fallDue(conversationId) {
      await run(quiet(conversationId), { kind: "due" });
    },
  };
}

const personal = (of: OpenConversation | InboundMessage, key: Wanted["key"]): Wanted => ({
  conversationId: of.conversationId,
  key,
  person: { channel: of.channel, channelUserId: of.channelUserId },
});

const openingOf = (of: OpenConversation | InboundMessage): Opening => ({
  conversationId: of.conversationId,
  channel: of.channel,
  channelConversationId: of.channelConversationId,
  channelUserId: of.channelUserId,
  locale: of.locale,
  zone: of.zone,
});

/** Only `{askId, choice}` of short strings is a button; anything else is no answer to anything. */
function buttonOf(value: unknown): { askId: string; choice: string } | null {
  if (typeof value !== "object" || value === null) return null;
  const { askId, choice } = value as { askId?: unknown; choice?: unknown };
  if (typeof askId !== "string" || typeof choice !== "string" || askId.length > 64 || choice.length > 64) return null;
  return { askId, choice };
}
