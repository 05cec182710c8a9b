import { SlackFault } from "../../api/fault.js";
import { typedText } from "../../blocks/text-in.js";
import type { PostDeps } from "../cards/post.js";
import type { Shown } from "../cards/card.js";
import { slackWords } from "../words/words.js";
import { perform } from "./perform.js";
import type { Press } from "./payloads.js";
import { addressee, undo } from "./reply.js";
import { formOf, isFormAct, type FormAct } from "./views.js";
import { said, type Who, type Whos } from "./who.js";

export interface PressDeps extends PostDeps {
  whos: Whos;
}

/** What a press of ours does; the click was answered already. Whoever is no agent is told so, and nothing is done. */
export async function pressed(press: Press, deps: PressDeps): Promise<void> {
  const { user, act, value } = press;
  if (act === "open") return;
  if (act === "link") return tell(press, await deps.whos.confirm(user, value), deps);
  const who = await deps.whos.of(user);
  if ("told" in who) return tell(press, who.told, deps);
  if (act === "undo") return tell(press, await undo(value, who, deps), deps);
  if (act === "takeover" || act === "handback") return tell(press, await held(act, { press, by: who }, deps), deps);
  if (isFormAct(act)) return openForm({ act, ticketId: value, text: "", press }, who, deps);
}

async function held(
  act: "takeover" | "handback",
  { press: { value, key }, by }: { press: Press; by: Who },
  deps: PressDeps,
): Promise<Shown> {
  const words = slackWords(by.locale);
  const ticket = await deps.queries.tickets.one(value);
  if (ticket === null) return said(words("refused.unknown_ticket", { number: "" }));
  const { conversationId, number } = ticket;
  return said((await perform({ by, conversationId, act: { do: act }, key }, deps)) ?? words(`done.${act}`, { number }));
}

export type Place = Pick<Press, "user" | "channel" | "threadTs" | "triggerId">;

interface Opening {
  act: FormAct;
  ticketId: string;
  /** What stands in the box already. */
  text: string;
  press: Place;
}

async function openForm({ act, ticketId, text, press }: Opening, by: Who, deps: PressDeps): Promise<void> {
  const { queries } = deps;
  const ticket = await queries.tickets.one(ticketId);
  const words = slackWords(by.locale);
  if (ticket === null) return tell(press, said(words("refused.unknown_ticket", { number: "" })), deps);
  const [to, last, agents, teams, surveys] = await Promise.all([
    addressee(ticket, by, deps),
    lastWords(ticket.conversationId, deps),
    act === "assign" ? queries.people.agents({}) : [],
    act === "assign" ? queries.people.teams() : [],
    act === "survey" ? queries.surveys.list({ ticketId: ticket.id, state: ["asked"] }, { limit: 1 }) : { items: [] },
  ]);
  const { locale, agent } = by;
  const facts = { ticket, channel: press.channel, locale, agentName: agent.name, to, last, text, agents, teams };
  await deps.api.openView(press.triggerId, formOf(act, { ...facts, survey: surveys.items[0] ?? null }));
}

async function lastWords(conversationId: string, { queries, mask }: PressDeps): Promise<string | null> {
  const page = await queries.conversations.messages(conversationId, { newest: true, limit: 20 });
  const last = page?.items.findLast(({ from, value }) => from === "customer" && value === null);
  return last ? mask(last.text) : null;
}

/** The message shortcut: what was said in a ticket's thread, to be sent to its customer after a look at it. */
export async function replyWith({ text, ...place }: Place & { text: string }, deps: PressDeps): Promise<void> {
  const who = await deps.whos.of(place.user);
  if ("told" in who) return tell(place, who.told, deps);
  const card = place.threadTs === null ? null : await deps.cards.cardAt(place.channel, place.threadTs);
  if (card === null) return tell(place, said(slackWords(who.locale)("hint.no_card")), deps);
  return openForm({ act: "reply", ticketId: card.ticketId, text: typedText(text, null), press: place }, who, deps);
}

/** Only they see it. Where it cannot be shown, nothing else is wrong. */
export async function tell({ user, channel, threadTs }: Place, shown: Shown, { api }: PressDeps): Promise<void> {
  const thread = threadTs === null ? {} : { thread_ts: threadTs };
  try {
    await api.whisper({ channel, user, ...thread, ...shown });
  } catch (error) {
    if (!(error instanceof SlackFault)) throw error;
  }
}
