import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { DatabaseAway, type OpenConversation } from "../../../application/ports.js";
import type { MessageFile } from "../../../domain/conversation/display.js";
import type { Answer, Call } from "../../http/route.js";
import { fitting, activityId, activitySet } from "./activity-out.js";
import { readActivity, type SaidByCustomer } from "./activity-in.js";
import { cleanZone, localeOf } from "../clean.js";
import type { DirectLineParts } from "./directline.js";
import { badArgument, refusal } from "./refusal.js";
import { TOKEN_SECONDS, type Visit } from "./tokens.js";
import { parseWatermark } from "./watermark.js";

const PAGE_MESSAGES = 100;
const OPEN_AGAIN_MS = 300;

const StartBody = z
  .object({
    locale: z.string().max(64).nullish(),
    timezone: z.string().max(64).nullish(),
    channelData: z.object({ timezone: z.string().max(64).nullish() }).nullish(),
    user: z.object({ id: z.string().max(200).nullish() }).nullish(),
  })
  .nullish();

/** POST conversations: opens the token's conversation with its greeting, or finds it as it is. */
export async function startConversation(parts: DirectLineParts, call: Call): Promise<Answer> {
  const parsed = StartBody.safeParse(call.body);
  if (!parsed.success) return badArgument("user, locale, timezone are an object and texts.");
  const body = parsed.data;
  const visit = visitToStart(parts, call, body?.user?.id ?? null);
  const opening: OpenConversation = {
    channel: "web",
    channelUserId: visit.userId,
    conversationId: visit.conversationId,
    channelConversationId: visit.conversationId,
    locale: localeOf(body?.locale ?? visit.locale ?? call.headers["accept-language"]),
    zone: cleanZone(body?.timezone ?? body?.channelData?.timezone ?? visit.zone),
    profile: visit.profile,
  };
  try {
    const { opened } = await openPatiently(parts, opening);
    return { status: opened ? 201 : 200, body: conversationBody(parts, call, { visit, watermark: null }) };
  } catch (error) {
    // directlinejs takes any error as the end of its start, but tries again when the connection breaks.
    if (error instanceof DatabaseAway && isDirectLineJs(call)) return { status: 503, drop: true };
    throw error;
  }
}

/** A start waits out a short absence of the database, since many clients try it only once. */
async function openPatiently({ frontDoor, startPatienceMs }: DirectLineParts, opening: OpenConversation) {
  const until = performance.now() + startPatienceMs;
  for (;;) {
    try {
      return await frontDoor.open(opening);
    } catch (error) {
      if (!(error instanceof DatabaseAway) || performance.now() >= until) throw error;
      await sleep(OPEN_AGAIN_MS);
    }
  }
}

/** GET conversations/{id}: a fresh token and streamUrl; without a watermark the stream begins with what is said next. */
export async function reconnect(parts: DirectLineParts, call: Call): Promise<Answer> {
  const watermark = parseWatermark(call.query.get("watermark"));
  if (watermark === "garbage") return badArgument("The watermark is not one of ours.");
  const visit = visitOf(parts, call);
  const page = await parts.log.read(visit.conversationId, watermark === "absent" ? 0 : watermark, 1);
  if (page === null) return unknownConversation();
  if (watermark !== "absent") sighted(parts, visit.conversationId, { watermark, head: page.seq });
  const from = watermark === "absent" ? page.seq : Math.min(watermark, page.seq);
  return { status: 200, body: conversationBody(parts, call, { visit, watermark: from }) };
}

/** POST activities: acknowledged once stored. */
export async function postActivity(parts: DirectLineParts, call: Call): Promise<Answer> {
  const read = readActivity(call.body);
  if (read.kind === "refused") return read.answer;
  if (read.kind === "quiet") {
    const { conversationId } = visitOf(parts, call);
    if (read.typing) parts.onTyping?.(conversationId);
    return { status: 200, body: { id: `${conversationId}|${parts.newId()}` } };
  }
  const receipt = await receiveSaid(parts, call, { ...read, attachments: [] });
  return receipt === null ? unknownConversation() : postedAs(parts, receipt);
}

/** Null: there is no such conversation. */
export async function receiveSaid(
  parts: DirectLineParts,
  call: Call,
  { key, text, value, attachments, ...read }: SaidByCustomer & { attachments: MessageFile[] },
): Promise<{ conversationId: string; seq: number } | null> {
  const { conversationId, userId, locale, zone, profile } = visitOf(parts, call, read.fromId);
  const receipt = await parts.frontDoor.receive({
    channel: "web",
    channelUserId: userId,
    conversationId,
    channelConversationId: conversationId,
    key,
    text,
    value,
    attachments,
    profile,
    locale: localeOf(read.locale ?? locale),
    zone: read.zone ?? zone,
  });
  return "refused" in receipt ? null : { conversationId, seq: receipt.seq };
}

export function postedAs(
  { onPosted }: DirectLineParts,
  { conversationId, seq }: { conversationId: string; seq: number },
): Answer {
  onPosted?.();
  return { status: 200, body: { id: activityId(conversationId, seq) } };
}

/** GET activities: a page above the watermark, all from the start where none is given. */
export async function getActivities(parts: DirectLineParts, call: Call): Promise<Answer> {
  const watermark = parseWatermark(call.query.get("watermark"));
  if (watermark === "garbage") return badArgument("The watermark is not one of ours.");
  const { conversationId, userId } = visitOf(parts, call);
  const reader = { userId, linkTo: (id: string) => parts.fileLink(call.baseUrl, id) };
  const after = watermark === "absent" ? 0 : watermark;
  try {
    const page = await parts.log.read(conversationId, after, PAGE_MESSAGES);
    if (page === null) return unknownConversation();
    sighted(parts, conversationId, { watermark: after, head: page.seq });
    const messages = fitting(page.messages);
    return jsonText(activitySet(messages, reader, messages.at(-1)?.seq ?? Math.min(after, page.seq)));
  } catch (error) {
    // To directlinejs any error but 403 and 404 is the silent end of its polling: "nothing new yet" keeps it alive, loses nothing.
    if (error instanceof DatabaseAway && watermark !== "absent" && isDirectLineJs(call))
      return jsonText(activitySet([], reader, after));
    throw error;
  }
}

const jsonText = (body: string): Answer => ({
  status: 200,
  body,
  headers: { "content-type": "application/json; charset=utf-8" },
});

export const unknownConversation = (): Answer =>
  refusal(404, "ConversationNotFound", "This conversation was not started or has ended.");

const isDirectLineJs = ({ headers }: Call): boolean => String(headers["x-ms-bot-agent"] ?? "").includes("directlinejs");

function sighted(
  { sightings }: DirectLineParts,
  conversationId: string,
  { watermark, head }: { watermark: number; head: number },
): void {
  if (watermark > 0 && watermark <= head) sightings.seen(conversationId, watermark);
}

function visitToStart(parts: DirectLineParts, call: Call, userId: string | null): Omit<Visit, "expiresAt"> {
  if (call.caller.kind === "visitor") return call.caller.visit;
  return newVisit(parts, { userId: userId?.startsWith("dl_") === true ? userId : null });
}

/** What nobody said of a visitor whom the site's own server speaks for. */
const UNSAID = { locale: null, zone: null, profile: null, origins: null } as const;

export function newVisit({ tokens, newId }: DirectLineParts, { userId }: { userId: string | null }): Omit<Visit, "expiresAt"> {
  const conversationId = newId();
  return { conversationId, userId: userId ?? tokens.userIdOf(conversationId), ...UNSAID };
}

/** The token's visit. The site's own server has none: it speaks for the visitor it names, or for the one made with the conversation. */
export function visitOf(
  { tokens }: DirectLineParts,
  { caller, params }: Call,
  fromId: string | null = null,
): Omit<Visit, "expiresAt"> {
  if (caller.kind === "visitor") return caller.visit;
  const conversationId = params.conversationId!;
  const userId = fromId?.startsWith("dl_") === true ? fromId : tokens.userIdOf(conversationId);
  return { conversationId, userId, ...UNSAID };
}

type ConversationOf = { visit: Omit<Visit, "expiresAt">; watermark: number | null };

function conversationBody({ tokens, streams }: DirectLineParts, { baseUrl }: Call, { visit, watermark }: ConversationOf): object {
  const { token, expiresAt } = tokens.issue(visit);
  streams.extend({ ...visit, expiresAt });
  const ticket = tokens.issueStream({ ...visit, expiresAt });
  const from = watermark === null ? "" : `&watermark=${watermark}`;
  const streamUrl = `${baseUrl.replace(/^http/, "ws")}/v3/directline/conversations/${visit.conversationId}/stream?t=${ticket}${from}`;
  return { conversationId: visit.conversationId, token, expires_in: TOKEN_SECONDS, streamUrl };
}
