import type { Context } from "../domain/context.js";
import type { Conversation, Utterance } from "../domain/conversation/conversation.js";
import { wordDisplay } from "../domain/conversation/display.js";
import { decide } from "../domain/decide.js";
import type { Answer, Input } from "../domain/input.js";
import type { Instant } from "../domain/time.js";
import { DAY_MS } from "../domain/time.js";
import type { Turn } from "../domain/turn.js";
import type { Numbers, Roster } from "./desk-ports.js";
import { deliveriesElsewhere } from "./deliveries/elsewhere.js";
import { deliveriesOf } from "./deliveries/outside.js";
import type { Content, Mask, Vault, Voice } from "./ports.js";
import type { Change, Loaded, NewMessage, Wanted } from "./turn-store.js";

export interface DecideDeps {
  content(): Content;
  vault: Pick<Vault, "newDataKey">;
  mask: Mask;
  numbers: Pick<Numbers, "ticket" | "customer">;
  roster: Pick<Roster, "nameOf" | "dutyOf" | "colleagues">;
  newId(): string;
}

/** A turn's input on its way: `bodyHash` rides along into the kept answer, `clientKey` into the stored message. */
export interface TurnInput {
  wanted: Wanted;
  input: Input;
  bodyHash: string | null;
}

export type TurnAnswer = Answer & { bodyHash?: string | null };

/** A calendar window wide enough for any span of the policy, whatever holidays lie in it. */
const BACK_MS = 2 * DAY_MS;
const AHEAD_MS = 120 * DAY_MS;

/** Turns what was loaded and what happened into what is written: decided in the domain, put into words, masked. */
export function makeDecide(deps: DecideDeps) {
  return (loaded: Loaded, { wanted, input, bodyHash }: TurnInput, now: Instant): Change | { answer: TurnAnswer } => {
    const content = deps.content();
    const dialogs = content.dialogs(loaded.conversation?.dialogVersion ?? null);
    const zone = loaded.conversation?.zone ?? (input.kind === "open" || input.kind === "said" ? input.opening.zone : null);
    const context = contextOf(deps, { content, dialogs, loaded, zone, now });
    const { turn, answer } = decide(loaded, input, context);
    if (!turn)
      return loaded.conversation && wanted.key ? kept(loaded, loaded.conversation, { wanted, answer, bodyHash }) : { answer };
    const dataKey = loaded.dataKey ?? (turn.customerIsNew ? deps.vault.newDataKey() : null);
    const speak = { ...dialogs, mask: deps.mask, deskZone: content.hours.zone };
    const messages = turn.said.map((said) =>
      messageOf(turn, said, { ...speak, clientKey: input.kind === "said" ? input.clientKey : null }),
    );
    return {
      wanted,
      readVersion: loaded.conversation?.version ?? null,
      conversation: turn.conversation,
      customer: fileOf(turn, loaded),
      dataKey,
      tickets: turn.tickets.changed().map((ticket) => ({ ticket, masked: deps.mask(ticket.text) })),
      commitments: turn.commitments.changed(),
      surveys: turn.surveys.changed(),
      messages,
      notes: turn.notes.map((note) => ({ ...note, at: now, ...maskedText(note.text, deps.mask) })),
      revisions: turn.revisions.map(({ text, ...revision }) => ({ ...revision, at: now, ...revisedText(text, deps.mask) })),
      events: turn.events,
      block: blockOf(loaded, turn, deps.mask),
      muffled: turn.blocked !== null && input.kind === "said",
      deliveries: [...deliveriesOf(turn.conversation, messages, deps.newId), ...deliveriesElsewhere(turn, deps.newId)],
      answer: bodyHash === null ? answer : { ...answer, bodyHash },
    };
  };
}

function fileOf(turn: Turn, { conversation, vouched }: Loaded): Change["customer"] {
  const { customer: file, customerIsNew: isNew, customerJoins: joins, placed } = turn;
  if (!file || !(isNew || joins || turn.customerChanged || placed)) return null;
  return { file, isNew, joins, claims: isNew && conversation === null && vouched === undefined, placed };
}

function blockOf({ blocked: before }: Loaded, { blocked: now, by }: Turn, mask: Mask): Change["block"] {
  if ((before === null) === (now === null)) return null;
  if (now) return { lifted: false, ...now, reason: mask(now.reason) };
  return by.kind === "agent" ? { lifted: true, by: by.id } : null;
}

/** A refusal, or an act that changed nothing, under a key: only the answer is written, so that a repeat gets the same (I1). */
const kept = (
  { dataKey }: Loaded,
  conversation: Conversation,
  { wanted, answer, bodyHash }: { wanted: Wanted; answer: Answer; bodyHash: string | null },
): Change => ({
  wanted,
  readVersion: conversation.version,
  conversation,
  customer: null,
  dataKey,
  ...{ tickets: [], commitments: [], surveys: [], messages: [], notes: [], revisions: [], events: [], deliveries: [] },
  ...{ block: null, muffled: false },
  answer: bodyHash === null ? answer : { ...answer, bodyHash },
});

function contextOf(
  deps: DecideDeps,
  at: { content: Content; dialogs: ReturnType<Content["dialogs"]>; loaded: Loaded; zone: string | null; now: Instant },
): Context {
  const { content, dialogs, loaded, now } = at;
  const earliest = Math.min(now, ...loaded.commitments.map((c) => c.startedAt), ...loaded.tickets.map((t) => t.createdAt));
  const [from, to] = [earliest - BACK_MS, now + AHEAD_MS];
  const { policy, hours } = content;
  const dutyOf = (teamId: string): string => {
    const agent = deps.roster.dutyOf(teamId) ?? deps.roster.dutyOf(policy.defaultTeam);
    if (agent === null) throw new Error(`No duty agent for team ${teamId}: the roster was not seeded.`);
    return agent;
  };
  return {
    now,
    policy,
    flow: dialogs.flow,
    dialogVersion: dialogs.version,
    service: hours.serviceSpans(from, to),
    workingDays: hours.workingDays(from, to),
    nights: hours.nights(at.zone ?? undefined, from, to),
    nextId: deps.newId,
    nextTicketNumber: () => deps.numbers.ticket(),
    nextCustomerNumber: () => deps.numbers.customer(),
    dutyOf,
    wordOf: (word, locale) => dialogs.voice.label({ label: { word } }, locale),
    nameOf: (agentId) => deps.roster.nameOf(agentId) ?? policy.company[policy.defaultLocale],
    colleagues: deps.roster.colleagues(),
  };
}

interface Speaking {
  voice: Voice;
  version: string;
  mask: Mask;
  deskZone: string;
  clientKey: string | null;
}

function messageOf(turn: Turn, said: Utterance, by: Speaking): NewMessage {
  const { conversation } = turn;
  return {
    id: said.id,
    seq: said.seq,
    from: said.from,
    agentId: said.agentId,
    ticketId: said.ticketId,
    at: turn.now,
    locale: conversation.locale,
    ...wording(turn.conversation, { said, by, now: turn.now }),
    buttons: said.buttons.map((b) => ({ askId: b.askId, choice: b.choice, label: by.voice.label(b, conversation.locale) })),
    value: said.value,
    clientKey: said.from === "customer" ? by.clientKey : null,
    attachments: said.attachments,
    display: wordDisplay(said.display, (word) => by.voice.label({ label: { word } }, conversation.locale)),
  };
}

/** The words of a message: masked for the clear columns, in full only where they differ. */
function wording(
  conversation: Conversation,
  { said, by, now }: { said: Utterance; by: Speaking; now: Instant },
): Pick<NewMessage, "text" | "full" | "say"> {
  if (said.text !== null || said.say === null) return { ...maskedText(said.text ?? "", by.mask), say: null };
  const { locale, zone } = conversation;
  const words = by.voice.render(said.say, { locale, zone, deskZone: by.deskZone, now });
  return {
    text: words.masked,
    full: words.masked === words.full ? null : words.full,
    say: { key: said.say.key, params: words.paramsMasked, dialogVersion: by.version },
  };
}

function maskedText(plain: string, mask: Mask): { text: string; full: string | null } {
  const text = mask(plain);
  return { text, full: text === plain ? null : plain };
}

const revisedText = (text: string | null, mask: Mask): { text: string | null; full: string | null } =>
  text === null ? { text, full: null } : maskedText(text, mask);
