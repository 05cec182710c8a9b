import { type Form, FORM_FIELDS, type MessageFile } from "../domain/conversation/display.js";
import { foldedEmail } from "../domain/ticket/customer.js";
import type { Place } from "../domain/reach/elsewhere.js";
import type { Input, Opening, RelayedButton } from "../domain/input.js";
import { askedElsewhere } from "./deliveries/elsewhere.js";
import type { TurnAnswer, TurnInput } from "./decide-turn.js";
import { DatabaseAway } from "./ports.js";
import type { Reviser } from "./channels.js";
import type { Content, DeskActs, FrontDoor, InboundMessage, OpenConversation, TakesDown, Understand } from "./ports.js";
import type { Locale } from "../domain/words.js";
import type { Wanted } from "./turn-store.js";

/** Runs one turn to its commit; repeats of a key get the first answer. */
export type SubmitTurn = (job: { wanted: Wanted; input: TurnInput }) => Promise<TurnAnswer>;

export interface DeskDeps {
  submit: SubmitTurn;
  understand: Understand;
  content(): Content;
  failed(error: unknown): void;
}

/** What comes from another conversation of the same customer's; of another's it has no effect (I3). */
export interface Elsewhere {
  press(pressed: Within & { at: Place; value: unknown; text: string }): Promise<void>;
  relay(said: Within & { text: string; buttons: RelayedButton[]; attachments: MessageFile[] }): Promise<void>;
}

interface Within {
  conversationId: string;
  customerId: string;
  key: NonNullable<Wanted["key"]>;
}

/** Everything that can happen to the desk's conversations, each one turn (architecture 1). */
export interface Desk extends FrontDoor, DeskActs, Reviser, TakesDown, Elsewhere {
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
      const key =
        message.key === null
          ? null
          : { channel: message.channel, key: `${message.conversationId}/${message.channelUserId}/${message.key}` };
      const answer = await run(personal(message, key), inputOf(message, { understand, content: content() }));
      if ("refused" in answer) return { refused: "unknown_conversation" };
      if ("ok" in answer) return { seq: answer.seq };
      // Kept and acknowledged, but not understood by this version: the customer is told that a person looks.
      run(quiet(message.conversationId), { kind: "trouble" }).catch(failed);
      return { seq: 0 };
    },
    async act({ conversationId, by, act, key }) {
      return run({ ...quiet(conversationId), key: keyOf(key) }, { kind: "act", by, act }, key?.bodyHash ?? null);
    },
    async revise({ conversationId, key, ...revised }) {
      await run({ conversationId, key, person: null }, { kind: "revised", ...revised });
    },
    async takeDown({ conversationId, channel, locale, customerId, by, demand, key }) {
      const { defaultLocale, region } = content().policy;
      const heard = understand(demand.text, { locale: locale ?? defaultLocale, region });
      const own = { channelConversationId: conversationId, channelUserId: conversationId };
      const opening: Opening = { conversationId, channel, ...own, locale, zone: null, profile: null };
      const whose = customerId === null ? {} : { customerId };
      return run(
        { ...quiet(conversationId), key: keyOf(key), ...whose },
        { kind: "registered", opening, by, demand: { ...demand, heard } },
        key?.bodyHash ?? null,
      );
    },
    async press({ conversationId, customerId, key, at, value, text }) {
      const { policy } = content();
      const { heard, ...given } = readingOf({ value, text, locale: policy.defaultLocale }, { understand, region: policy.region });
      await run({ conversationId, key, person: null }, { kind: "pressed", customerId, at, heard, ...given });
    },
    async relay({ conversationId, key, ...said }) {
      await run({ conversationId, key, person: null }, { kind: "relayed", ...said });
    },
    async seen(conversationId, seq) {
      await run(quiet(conversationId), { kind: "seen", seq });
    },
    async fallDue(conversationId) {
      await run(quiet(conversationId), { kind: "due" });
    },
  };
}

const keyOf = (key: Wanted["key"]): Wanted["key"] => key && { channel: key.channel, key: key.key };

/** What was said, understood before the turn: in the words of a form where it was one. */
function inputOf(message: InboundMessage, by: Pick<DeskDeps, "understand"> & { content: Content }): Input {
  const { defaultLocale, region } = by.content.policy;
  const locale = message.locale ?? defaultLocale;
  const elsewhere = askedElsewhere(buttonOf(message.value)?.askId ?? "");
  return {
    kind: "said",
    opening: openingOf(message),
    ...readingOf({ value: message.value, text: message.text, locale }, { understand: by.understand, region }),
    attachments: message.attachments,
    notTaken: message.notTaken ?? [],
    clientKey: message.key,
    ...(elsewhere ? { forward: forwardOf(elsewhere, message.value as object) } : {}),
  };
}

const forwardOf = ({ conversationId, askId }: { conversationId: string; askId: string }, value: object) => ({
  conversationId,
  value: { ...value, askId },
});

function readingOf(
  { value, text: typed, locale }: { value: unknown; text: string; locale: Locale },
  { understand, region }: { understand: Understand; region: string },
) {
  const button = buttonOf(value);
  const form = button?.choice === "form" ? formOf(value) : null;
  const text = form === null ? typed : textOf(form, locale);
  return { text, heard: understand(form?.contact ?? text, { locale, region }), button, form };
}

/** More than can be stored just now, or a newer instance's conversation: nothing was stored, and the same post may come again. */
const isTryAgain = (error: unknown): boolean =>
  error instanceof Error && "code" in error && typeof error.code === "string" && /^(desk|state)\./.test(error.code);

const personal = (of: OpenConversation | InboundMessage, key: Wanted["key"]): Wanted => ({
  conversationId: of.conversationId,
  key,
  person: { channel: of.channel, channelUserId: of.channelUserId },
  ...vouchedBy(of),
});

function vouchedBy({ profile }: OpenConversation | InboundMessage): Pick<Wanted, "vouched"> {
  const vouched = [profile?.phone, foldedEmail(profile?.email ?? null)].filter((contact) => typeof contact === "string");
  return vouched.length === 0 ? {} : { vouched };
}

const openingOf = (of: OpenConversation | InboundMessage): Opening => ({
  conversationId: of.conversationId,
  channel: of.channel,
  channelConversationId: of.channelConversationId,
  channelUserId: of.channelUserId,
  locale: of.locale,
  zone: of.zone,
  profile: of.profile,
});

const FIELD_CHARACTERS_MOST = 2_000;

/** The fields of a form that are known here, as texts; whatever else a client sends has no effect. */
function formOf(value: unknown): Form {
  const sent = value as Record<string, unknown>;
  const fields = FORM_FIELDS.map((id) => [id, sent[id]] as const).filter(
    ([, given]) => typeof given === "string" && given !== "",
  );
  return Object.fromEntries(fields.map(([id, given]) => [id, (given as string).slice(0, FIELD_CHARACTERS_MOST)]));
}

/** A form as the transcript shows it: what was written, in the customer's words. */
function textOf({ name, contact, comment, ...marks }: Form, locale: Locale): string {
  const who = [name, contact].filter((part) => part !== undefined).join(locale === "en" ? ", " : "，");
  const scores = FORM_FIELDS.map((id) => marks[id as keyof typeof marks]).filter((mark) => mark !== undefined);
  return [who, scores.join(" "), comment].filter((part) => part !== undefined && part !== "").join("\n");
}

/** With the conversation that asks, where it is another. */
const ASK_CHARACTERS_MOST = 101;

/** Only `{askId, choice}` of short strings is a button; anything else is no answer to anything. */
function buttonOf(value: unknown): { askId: string; choice: string } | null {
  if (typeof value !== "object" || value === null) return null;
  const { askId, choice } = value as { askId?: unknown; choice?: unknown };
  if (typeof askId !== "string" || typeof choice !== "string" || askId.length > ASK_CHARACTERS_MOST || choice.length > 64)
    return null;
  return { askId, choice };
}
