import type { TicketView } from "../../../../../application/desk-views.js";
import { SECOND_MS } from "../../../../../domain/time.js";
import { SlackFault } from "../../api/fault.js";
import { escaped } from "../../blocks/mrkdwn.js";
import { metadataOf } from "../../speaker/look-up.js";
import { section, quoted, type Shown } from "../cards/card.js";
import { HOLD_SECONDS, replyPost } from "../cards/thread.js";
import type { PostDeps } from "../cards/post.js";
import { slackWords } from "../words/words.js";
import { KEYS, refusalNow, refusalOf, type Outcome } from "./perform.js";
import { said, type Who } from "./who.js";

export interface Replying {
  ticket: TicketView;
  by: Who;
  text: string;
  key: string;
}

/** After the hold the turn runs, and the channel has it or not: looked at soon, and by the rounds after. */
const LOOKED_AT_MS = [300, 1_500, 4_000];

/**
 * Holds a reply for undo: nobody sees it before its time. `after`: shows it in the ticket's thread, once whoever wrote it was answered.
 */
export async function holdReply(
  { ticket, by, text, key }: Replying,
  deps: PostDeps,
): Promise<{ refused: string } | { draftId: string; after: () => Promise<void> }> {
  const refused = await refusalNow(ticket, by, deps);
  if (refused !== null) return { refused };
  const { conversationId, id: ticketId } = ticket;
  const held = await deps.drafts.hold({
    ...{ conversationId, ticketId, agentId: by.agent.id, text, attachments: [], force: false, holdSeconds: HOLD_SECONDS },
    repeat: { channel: KEYS, key, bodyHash: "" },
  });
  if ("refused" in held) return { refused: (await refusalOf(held, { conversationId, by }, deps)) ?? held.refused };
  for (const ms of LOOKED_AT_MS) deps.keeper.later(conversationId, HOLD_SECONDS * SECOND_MS + ms);
  const { id: draftId } = held;
  const card = await deps.cards.cardOf(ticketId);
  if (card === null || card.ts === null) return { draftId, after: () => Promise.resolve() };
  const row = { draftId, ticketId, conversationId, channel: card.channel, threadTs: card.ts };
  // First the row: what cannot be shown now is shown by the next round.
  await deps.cards.addReply({ ...row, ts: null });
  return { draftId, after: () => show({ ...row, agentName: by.agent.name, text }, deps) };
}

interface Held {
  draftId: string;
  ticketId: string;
  conversationId: string;
  channel: string;
  threadTs: string;
  agentName: string;
  text: string;
}

async function show(held: Held, deps: PostDeps): Promise<void> {
  const { draftId, channel, threadTs } = held;
  const text = deps.mask(held.text);
  const shown = replyPost({ ...held, text, state: "held", reason: null }, deps.localeIn(channel));
  try {
    const { ts } = await deps.api.post({ channel, thread_ts: threadTs, ...shown, metadata: metadataOf(draftId, 0) });
    await deps.cards.addReply({ ...held, ts });
  } catch (error) {
    if (!(error instanceof SlackFault)) throw error;
  }
}

/** Takes a held reply back; only its author can. */
export async function undo(draftId: string, by: Who, deps: PostDeps): Promise<Shown> {
  const words = slackWords(by.locale);
  const draft = await deps.drafts.takeBack(draftId, by.agent.id);
  if (!("refused" in draft)) {
    deps.keeper.changed([draft.conversationId]);
    const text = words("undo.done");
    return { text, blocks: [section(text), ...(draft.text === "" ? [] : [section(quoted(draft.text))])] };
  }
  return said(words(draft.refused === "already_sent" ? "undo.late" : "undo.not_yours"));
}

/** To whom something goes: shown before it does. */
export async function addressee(ticket: TicketView, by: Who, deps: PostDeps) {
  const [conversation, customer] = await Promise.all([
    deps.queries.conversations.one(ticket.conversationId),
    deps.queries.customers.one(ticket.customerId, { reveal: false }),
  ]);
  const name = [customer?.name, customer?.company].filter(Boolean).join(" · ") || "—";
  const words = slackWords(by.locale);
  const channel = conversation === null ? "—" : words(`channel.${conversation.channel}`);
  return { name: escaped(name), customer: customer?.number ?? "—", channel, number: ticket.number };
}

export type { Outcome };
