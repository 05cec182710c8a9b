import { act } from "./acts/act.js";
import { assertNever } from "./assert-never.js";
import { isOpen as isServiceOpen, nextOpening } from "./calendar.js";
import type { Context } from "./context.js";
import type { Ask } from "./conversation/ask.js";
import { buttonsOf } from "./conversation/ask-choices.js";
import type { Conversation } from "./conversation/conversation.js";
import { emptyMind } from "./conversation/conversation.js";
import { fallDue } from "./commitment/due.js";
import type { Answer, Input, Opening } from "./input.js";
import { awaitsSeq, seenUpTo } from "./commitment/ledger.js";
import { noteWhere, pushAlong } from "./reach/elsewhere.js";
import { listen } from "./conversation/listen.js";
import { oweCalls } from "./commitment/calls.js";
import { isMute } from "./conversation/mute.js";
import { owedNow } from "./conversation/told.js";
import { registerDemand } from "./intake/registered.js";
import { awaitsHuman, fileProfile, joinFile } from "./ticket/register.js";
import { say } from "./say.js";
import { Turn } from "./turn.js";
import type { World } from "./turn.js";

export type Start = Omit<World, "conversation"> & {
  conversation: Conversation | null;
  /** See `Loaded`. */
  vouched?: "joins" | "held";
};

/** What a turn decided: everything to be written, or a refusal that writes nothing. */
export type Decided = { turn: Turn; answer: Answer } | { turn: null; answer: Answer };

/** The one pure function behind everything that happens to a conversation (architecture 1). */
export function decide(start: Start, input: Input, ctx: Context): Decided {
  if (!start.conversation && !("opening" in input)) return { turn: null, answer: { refused: "unknown_conversation" } };
  const isNew = start.conversation === null;
  const opening = isNew || input.kind === "open" ? (input as { opening: Opening }).opening : null;
  const conversation = start.conversation ?? newConversation(opening!, ctx);
  const turn = new Turn({ ...start, conversation }, ctx);
  if (!isNew) seenUpTo(turn, conversation.seenSeq);
  if (isNew && start.vouched === "joins") joinFile(turn);
  if (opening?.profile) fileProfile(turn, opening.profile);
  if (isNew) begin(turn, input);
  const answer = happen(turn, input);
  if ("refused" in answer || (!isNew && changedNothing(turn))) return { turn: null, answer };
  if (isMute(turn.conversation)) oweCalls(turn);
  turn.conversation.awaitsSeq = awaitsSeq(turn);
  tellAlong(turn, start.conversation?.mind.asks ?? []);
  pushAlong(turn, input);
  return { turn, answer };
}

/** What goes with the last thing said: which asks have closed, and with the desk's last words what is owed next. */
function tellAlong(turn: Turn, before: readonly Ask[]): void {
  const last = turn.said.at(-1);
  const closed = before.filter(({ id }) => !turn.mind.asks.some((ask) => ask.id === id)).map(({ id }) => id);
  if (last && closed.length > 0) last.display = { ...last.display, closed };
  const spoken = turn.said.findLast(({ from }) => from !== "customer");
  if (spoken) spoken.display = { ...spoken.display, owed: owedNow(turn) };
}

/** A second opening, a ring with nothing due, a sight already known: nothing is written. */
const changedNothing = (turn: Turn): boolean =>
  turn.said.length === 0 &&
  turn.events.length === 0 &&
  turn.notes.length === 0 &&
  turn.commitments.changed().length === 0 &&
  !turn.placed;

function happen(turn: Turn, input: Input): Answer {
  switch (input.kind) {
    case "open":
      return { ok: true, seq: turn.conversation.seq, messageId: turn.said[0]?.id ?? null, noteId: null, ticketIds: [] };
    case "said": {
      turn.by = { kind: "customer" };
      const seq = turn.conversation.seq + 1;
      listen(turn, input);
      noteWhere(turn, seq);
      const own = turn.said.find((u) => u.from === "customer");
      return { ok: true, seq, messageId: own?.id ?? null, noteId: null, ticketIds: [] };
    }
    case "pressed":
      if (!isOf(turn, input)) return { refused: "unknown_conversation" };
      turn.by = { kind: "customer" };
      listen(turn, { ...input, attachments: [] });
      break;
    case "relayed":
      if (!isOf(turn, input)) return { refused: "unknown_conversation" };
      relay(turn, input);
      break;
    case "revised":
      revise(turn, input);
      break;
    case "registered":
      return registerDemand(turn, input.by, input.demand);
    case "seen":
      seenUpTo(turn, input.seq);
      break;
    case "due":
      fallDue(turn);
      break;
    case "trouble":
      turn.event("message_parked", null, {});
      if (turn.blocked) break;
      turn.say(say("trouble.person_looks"));
      awaitsHuman(turn);
      break;
    case "act":
      return act(turn, input.by, input.act);
    default:
      return assertNever(input);
  }
  return { ok: true, seq: turn.conversation.seq, messageId: null, noteId: null, ticketIds: [] };
}

/** What is said in one conversation of a customer's comes to no other's (I3), whatever a button or a delivery names. */
const isOf = ({ conversation }: Turn, { customerId }: { customerId: string }): boolean => conversation.customerId === customerId;

/** Said elsewhere to the same customer: the words as they were, its buttons lead back to where they were asked. */
function relay(turn: Turn, { text, buttons, attachments }: Extract<Input, { kind: "relayed" }>): void {
  const shown = buttons.map(({ label, ...button }) => ({ ...button, label: { text: label } }));
  const plain = { agentId: null, ticketId: null, say: null, value: null, display: {} };
  turn.utter({ ...plain, from: "bot", text, buttons: shown, attachments });
}

/**
 * The customer edited or deleted a message on a channel where that is possible. The log keeps what was said, the event tells that it
 * was changed, and whoever works on it sees both; nothing is understood anew, so that no ticket changes behind its owner's back.
 */
function revise(turn: Turn, of: { messageId: string; ticketId: string | null; text: string | null }): void {
  turn.by = { kind: "customer" };
  turn.revisions.push({ id: turn.ctx.nextId(), messageId: of.messageId, text: of.text });
  turn.event(of.text === null ? "message_deleted" : "message_edited", of.ticketId, { messageId: of.messageId });
}

function newConversation(opening: Opening, ctx: Context): Conversation {
  return {
    id: opening.conversationId,
    channel: opening.channel,
    channelConversationId: opening.channelConversationId,
    channelUserId: opening.channelUserId,
    locale: opening.locale ?? ctx.policy.defaultLocale,
    zone: opening.zone,
    holder: "bot",
    agentId: null,
    takenAt: null,
    customerId: null,
    seq: 0,
    seenSeq: 0,
    awaitsSeq: null,
    unansweredSince: null,
    openedAt: ctx.now,
    dialogVersion: ctx.dialogVersion,
    version: 0,
    mind: emptyMind(),
  };
}

/** Whoever is on the phone or at the counter was greeted there. */
function begin(turn: Turn, input: Input): void {
  if (input.kind !== "registered") greet(turn);
  turn.event("conversation_opened", null, { channel: turn.conversation.channel, locale: turn.conversation.locale });
}

/** The standard opening with the assistant's name, when people are back if they are away, and the privacy notice, before the first input. */
function greet(turn: Turn): void {
  const { policy, dialogVersion } = turn.ctx;
  const { locale } = turn.conversation;
  const names = { company: policy.company[locale], assistant: policy.assistant[locale] };
  // Nobody invites to speak whom nobody will answer.
  if (!turn.blocked) welcome(turn, names);
  const buttons = turn.blocked ? [] : buttonsOf(turn, turn.ask({ kind: "quick" }));
  turn.say(say("privacy.notice", { company: names.company }), { buttons, display: { notice: true } });
  turn.mind.notice = { version: dialogVersion, locale, at: turn.now };
  if (turn.customer) turn.conversation.customerId = turn.customer.id;
}

function welcome(turn: Turn, names: { company: string; assistant: string }): void {
  const { service } = turn.ctx;
  const back = isServiceOpen(service, turn.now) ? undefined : nextOpening(service, turn.now);
  const name = turn.customer?.name ?? turn.customer?.company ?? null;
  if (back === undefined) turn.say(name === null ? say("greeting.open", names) : say("greeting.known", { ...names, name }));
  else if (name === null) turn.say(say("greeting.closed", { ...names, back: { time: back } }));
  else turn.say(say("greeting.known_closed", { ...names, name, back: { time: back } }));
}
