import { createHash } from "node:crypto";
import { z } from "zod";
import type { Destination, OutboundMessage, SendCall, Sent } from "../../../../../application/deliveries/messenger.js";
import type { CardRow, ShownReply } from "../../../../../application/triage/ports.js";
import type { Locale } from "../../../../../domain/words.js";
import { SlackFault } from "../../api/fault.js";
import type { Metadata } from "../../api/slack-api.js";
import { metadataOf, partsThere, postedSince, type LookUp } from "../../speaker/look-up.js";
import type { SlackDeskParts } from "../desk-deps.js";
import { slackWords } from "../words/words.js";
import { cardOf, type Shown } from "./card.js";
import { factsOf } from "./facts.js";
import type { Keeper } from "./keep.js";
import { maskedName } from "./masked-name.js";
import { replyPost, threadPost } from "./thread.js";

export interface PostDeps extends SlackDeskParts {
  keeper: Keeper;
  localeIn: (channel: string) => Locale;
}

const Payload = z.discriminatedUnion("do", [
  z.object({ do: z.literal("card"), ticketId: z.uuid() }),
  z.object({ do: z.literal("moved"), ticketId: z.uuid(), ts: z.string(), to: z.string() }),
  z.object({ do: z.literal("mirror"), ticketId: z.uuid() }),
  z.object({ do: z.literal("mark"), draftId: z.uuid() }),
]);

export interface Posting {
  to: Destination;
  call: SendCall;
  repeat: boolean;
}

const SENT: Sent = { status: "sent" };
const MESSAGES_MOST = 50;

/** Cards, threads and marks as they go out. Throws `SlackFault` of what surely was not done or may have been. */
export async function postCard(message: OutboundMessage, posting: Posting, deps: PostDeps): Promise<Sent> {
  const { data } = Payload.safeParse(message.payload);
  if (!data) return { status: "refused", reason: "no such card" };
  switch (data.do) {
    case "card":
      return card(data.ticketId, posting, deps);
    case "moved":
      return moved(data, posting, deps);
    case "mirror":
      return mirror(data.ticketId, posting, deps);
    case "mark":
      return mark(data.draftId, posting, deps);
  }
}

async function card(ticketId: string, posting: Posting, deps: PostDeps): Promise<Sent> {
  const row = await deps.cards.takeCard(ticketId);
  const channel = posting.to.address;
  // Meanwhile it was given to another channel, or is no more.
  if (row?.channel !== channel) return SENT;
  const facts = await factsOf(ticketId, deps);
  if (facts === null) return SENT;
  const locale = deps.localeIn(channel);
  const shown = cardOf(facts, { locale, zone: deps.zone(), deskUrl: deps.deskUrl });
  const hash = createHash("sha256").update(JSON.stringify(shown)).digest("base64url");
  if (row.ts !== null && row.shown === hash) return SENT;
  const stood = row.ts !== null && (await updated({ channel, ts: row.ts, ...shown }, deps));
  const ts = stood ? row.ts! : await postOnce({ channel }, { shown, posting }, deps);
  return kept(async () => {
    await deps.cards.keepCard(ticketId, { channel, ts, shown: hash });
    deps.keeper.changed([row.conversationId]);
  });
}

/** False: somebody deleted it. */
async function updated(post: { channel: string; ts: string } & Shown, { api }: PostDeps): Promise<boolean> {
  try {
    await api.update(post);
    return true;
  } catch (error) {
    if (error instanceof SlackFault && error.error === "message_not_found") return false;
    throw error;
  }
}

async function moved(
  { ticketId, ts, to }: { ticketId: string; ts: string; to: string },
  { to: { address: channel } }: Posting,
  deps: PostDeps,
): Promise<Sent> {
  const ticket = await deps.queries.tickets.one(ticketId);
  if (ticket === null) return SENT;
  const text = slackWords(deps.localeIn(channel))("card.moved", { number: ticket.number, channel: `<#${to}>` });
  await updated({ channel, ts, text, blocks: [{ type: "section", text: { type: "mrkdwn", text } }] }, deps);
  return SENT;
}

async function mirror(ticketId: string, posting: Posting, deps: PostDeps): Promise<Sent> {
  const row = await deps.cards.takeMirror(ticketId);
  const channel = posting.to.address;
  if (row === null || row.channel !== channel || row.ts === null) return SENT;
  const at = { channel, thread_ts: row.ts };
  const there = posting.repeat ? await upToThere(posting, at, deps) : null;
  if (there !== null) return shownUpTo(row, there, deps);
  const page = await deps.log.read(row.conversationId, row.mirroredSeq, MESSAGES_MOST);
  const last = page?.messages.at(-1);
  const ticket = await deps.queries.tickets.one(ticketId);
  if (!page || !last || ticket === null) return SENT;
  const replies = new Set(await deps.cards.repliesIn(ticketId));
  // What was written here stands here already; what is about another ticket stands with that one.
  const messages = page.messages.filter(
    ({ id, ticketNumber }) => !replies.has(id) && (ticketNumber === null || ticketNumber === ticket.number),
  );
  const customer = await deps.queries.customers.one(ticket.customerId, { reveal: false });
  const look = { locale: deps.localeIn(channel), number: ticket.number, mask: deps.mask };
  const post = threadPost(messages, { ...look, customer: maskedName(customer ?? { name: null, company: null }) });
  const upTo = post === null || post.upTo === messages.at(-1)!.seq ? last.seq : post.upTo;
  if (post !== null) {
    const metadata = metadataOf(posting.call.idempotencyKey, 0);
    const payload: Metadata = { ...metadata, event_payload: { ...metadata.event_payload, up_to: upTo } };
    await deps.api.post({ ...at, text: post.text, blocks: post.blocks, metadata: payload });
  }
  return shownUpTo(row, upTo, deps);
}

const shownUpTo = (row: CardRow, upTo: number, deps: PostDeps): Promise<Sent> =>
  kept(async () => {
    await deps.cards.keepMirror(row.ticketId, upTo);
    // There may be more than fits into one post.
    deps.keeper.changed([row.conversationId]);
  });

async function upToThere({ call }: Posting, at: LookUp, { api }: PostDeps): Promise<number | null> {
  const posted = await postedSince(api, call.idempotencyKey, at);
  const ts = partsThere(posted, call.idempotencyKey).get(0);
  const upTo = posted.find((each) => each.ts === ts)?.metadata?.event_payload["up_to"];
  return typeof upTo === "number" ? upTo : null;
}

async function mark(draftId: string, posting: Posting, deps: PostDeps): Promise<Sent> {
  const reply = await deps.cards.takeMark(draftId);
  const channel = posting.to.address;
  if (reply?.channel !== channel || reply.state === reply.shown) return SENT;
  const shown = replyPost({ ...reply, text: deps.mask(await textOf(reply, deps)) }, deps.localeIn(channel));
  const at = { channel, thread_ts: reply.threadTs };
  // Whoever wrote it may have posted it without hearing that it was.
  const ts = reply.ts ?? partsThere(await postedSince(deps.api, draftId, at), draftId).get(0);
  const stood = ts !== undefined && (await updated({ channel, ts, ...shown }, deps));
  const now = stood ? ts : (await deps.api.post({ ...at, ...shown, metadata: metadataOf(draftId, 0) })).ts;
  return kept(() => deps.cards.keepMark(draftId, { ts: now, shown: reply.state }));
}

/** What went out stands in the log alone. */
async function textOf({ conversationId, seq, text }: ShownReply, { log }: PostDeps): Promise<string> {
  if (seq === null) return text;
  const page = await log.read(conversationId, seq - 1, 1);
  return page?.messages.find((message) => message.seq === seq)?.text ?? text;
}

/** A repeat is looked for first, and answers the ts of what stands there. */
export async function postOnce(
  at: LookUp,
  { shown, posting: { call, repeat } }: { shown: Shown; posting: Posting },
  { api }: Pick<SlackDeskParts, "api">,
): Promise<string> {
  const id = call.idempotencyKey;
  const there = repeat ? partsThere(await postedSince(api, id, at), id).get(0) : undefined;
  return there ?? (await api.post({ ...at, ...shown, metadata: metadataOf(id, 0) })).ts;
}

/** It was shown: if that cannot be stored, the next try has to look for it. */
async function kept(store: () => Promise<void>): Promise<Sent> {
  try {
    await store();
    return SENT;
  } catch {
    return { status: "unknown" };
  }
}
