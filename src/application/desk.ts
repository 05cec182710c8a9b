import type { Input, Opening } from "../domain/input.js";
import type { TurnAnswer, TurnInput } from "./decide-turn.js";
import { DatabaseAway } from "./ports.js";
import type { Content, DeskActs, FrontDoor, InboundMessage, OpenConversation, Understand } from "./ports.js";
import type { Wanted } from "./turn-store.js";

/** Runs one turn to its commit; repeats of a key get the first answer. */
export type SubmitTurn = (job: { wanted: Wanted; input: TurnInput }) => Promise<TurnAnswer>;

export interface DeskDeps {
  submit: SubmitTurn;
  understand: Understand;
  content(): Content;
  failed(error: unknown): void;
}

/** Everything that can happen to the desk's conversations, each one turn (architecture 1). */
export interface Desk extends FrontDoor, DeskActs {
  /** The customer is known to have seen the log up to `seq`. */
  seen(conversationId: string, seq: number): Promise<void>;
  /** Everything that has fallen due in the conversation. */
  fallDue(conversationId: string): Promise<void>;
}

export function makeDesk({ submit, understand, content, failed }: DeskDeps): Desk {
  const run = (wanted: Wanted, input: Input, bodyHash: string | null = null): Promise<TurnAnswer> =>
    submit({ wanted, input: { wanted, input, bodyHash } }).catch((error: unknown) => {
      throw isTryAgain(error) ? new DatabaseAway(error) : error;
    });
  const quiet = (conversationId: string): Wanted => ({ conversationId, key: null, person: null });
  return {
    async open(opening) {
      const answer = await run(personal(opening, null), { kind: "open", opening: openingOf(opening) });
      return "ok" in answer ? { opened: answer.messageId !== null, seq: answer.seq } : { opened: false, seq: 0 };
    },
    async receive(message) {
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
      if ("ok" in answer) return { seq: answer.seq };
      // Kept and acknowledged, but not understood by this version: the customer is told that a person looks.
      run(quiet(message.conversationId), { kind: "trouble" }).catch(failed);
      return { seq: 0 };
    },
    async act({ conversationId, by, act, key }) {
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

/** More than can be stored just now, or a newer instance's conversation: nothing was stored, and the same post may come again. */
const isTryAgain = (error: unknown): boolean =>
  error instanceof Error && "code" in error && typeof error.code === "string" && /^(desk|state)\./.test(error.code);

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
