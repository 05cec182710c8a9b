import type { TicketView } from "../../../../../application/desk-views.js";
import { DatabaseAway } from "../../../../../application/ports.js";
import { moment } from "../../../../../domain/digest/printed.js";
import type { Act, Answer } from "../../../../../domain/input.js";
import { escaped } from "../../blocks/mrkdwn.js";
import type { SlackDeskParts } from "../desk-deps.js";
import { isSlackWord, slackWords } from "../words/words.js";
import type { Who } from "./who.js";

/** What was refused, in words for whoever tried; null: it was done. */
export type Outcome = string | null;

export interface Deed {
  by: Who;
  conversationId: string;
  act: Act;
  /** Of this press or form: a repeat has no second effect. */
  key: string;
}

/** Scope of the keys: those of the API are others. */
export const KEYS = "slack-desk";

/** The same turn as of the API and the desk (architecture 1). */
export async function perform({ by, conversationId, act, key }: Deed, deps: SlackDeskParts): Promise<Outcome> {
  const { id: agentId, name } = by.agent;
  try {
    const answer = await deps.act({ conversationId, by: { agentId, name }, act, key: { channel: KEYS, key, bodyHash: "" } });
    return await refusalOf(answer, { conversationId, by }, deps);
  } catch (error) {
    if (error instanceof DatabaseAway) return slackWords(by.locale)("refused.away");
    throw error;
  }
}

type About = { conversationId: string; by: Who };

export async function refusalOf(
  answer: Answer | { refused: string },
  { conversationId, by }: About,
  deps: SlackDeskParts,
): Promise<Outcome> {
  const words = slackWords(by.locale);
  if ("parked" in answer) return words("refused.parked");
  if (!("refused" in answer)) return null;
  if (answer.refused === "taken") return takenBy(conversationId, { by }, deps);
  const word = `refused.${answer.refused}`;
  return isSlackWord(word) ? words(word, { number: "" }) : answer.refused;
}

/** Who holds the conversation, and since when. */
async function takenBy(conversationId: string, { by }: { by: Who }, { cards, zone }: SlackDeskParts): Promise<string> {
  const holder = await cards.holder(conversationId);
  const since = holder === null ? "—" : moment(holder.since, { zone: zone() });
  return slackWords(by.locale)("refused.taken", { holder: escaped(holder?.name ?? "—"), since });
}

const ENDED = ["closed", "cancelled", "merged"];

/** What a held reply would be refused for when it goes out, told while its words can still be kept. */
export async function refusalNow(ticket: TicketView, by: Who, deps: SlackDeskParts): Promise<Outcome> {
  const conversation = await deps.queries.conversations.one(ticket.conversationId);
  const about = { conversationId: ticket.conversationId, by };
  if (conversation === null) return refusalOf({ refused: "unknown_conversation" }, about, deps);
  const { holder, agent } = conversation;
  if (holder === "agent" && agent !== null && agent !== by.agent.id) return refusalOf({ refused: "taken" }, about, deps);
  return ENDED.includes(ticket.status) ? refusalOf({ refused: "ticket_ended" }, about, deps) : null;
}
