import type { NewDelivery } from "../../../application/deliveries/outbox.js";
import { problem } from "../../http/problem.js";
import type { Answer, Call, Route } from "../../http/route.js";
import { makeLru } from "../../crypto/lru.js";
import type { ChannelAdapter, ChannelDeps } from "../channel.js";
import { type Incoming, parseActivity, type Read, readActivity, type Who } from "./activity-in.js";
import { fetchFiles } from "./files.js";
import { type BotApp, KeysAway, makeSdk, NotBelieved, type Sdk } from "./sdk.js";
import { makeSpeaker } from "./speaker.js";
import { isBelievable, isConnector } from "./trust.js";

export interface BotFrameworkDeps extends ChannelDeps {
  app: BotApp;
  /** Not a desk that the world can reach: the Emulator may come in, over plain HTTP on this machine. */
  development: boolean;
  enqueue: (delivery: Omit<NewDelivery, "id">) => Promise<void>;
  /** Machine time, milliseconds. */
  now: () => number;
}

/** Room for a text of 300,000 characters, as in Direct Line. */
const ACTIVITY_BYTES_MAX = 2_097_152;

/** The channels of Azure Bot Service: Teams, Web Chat and what else is connected there; in development the Emulator (reliability 1c). */
export function makeBotFramework(deps: BotFrameworkDeps): ChannelAdapter {
  const sdk = makeSdk(deps.app);
  const inside = { ...deps, sdk, toldInPerson: makeLru<number>(1_000) };
  const route: Route = {
    method: "POST",
    path: "/api/messages",
    who: "signed",
    origins: "ignored",
    limit: null,
    bodyBytesMax: ACTIVITY_BYTES_MAX,
    errors: "problem",
    handle: (call) => take(inside, call),
  };
  return { speaker: makeSpeaker({ ...deps, sdk }), routes: [route] };
}

interface Inside extends BotFrameworkDeps {
  sdk: Sdk;
  toldInPerson: ReturnType<typeof makeLru<number>>;
}

/** One activity: nothing of it is heeded before its caller is believed, and it is acknowledged once it is stored. */
async function take(inside: Inside, { body, headers }: Call): Promise<Answer> {
  const activity = parseActivity(body);
  if (activity === null) return problem(400, "not_an_activity", "The body is no activity of the Bot Framework protocol.");
  const refused = await refusalOf(inside, activity, { body: body as object, authorization: headers.authorization ?? "" });
  return refused ?? heed(inside, readActivity(activity));
}

const NOT_BELIEVED = problem(401, "not_believed", "The token is not one of a channel for this bot.");
const FOREIGN = problem(403, "foreign_service_url", "The activity names an address that is no connector of its channel.");
const KEYS_AWAY = problem(503, "keys_away", "The keys to check the token with cannot be fetched; try again shortly.");

async function refusalOf(
  { sdk, development, warn }: Inside,
  { channelId, serviceUrl }: Incoming,
  { body, authorization }: { body: object; authorization: string },
): Promise<Answer | null> {
  if (!isBelievable({ issuer: sdk.issuer, development }, { authorization, channelId })) return NOT_BELIEVED;
  try {
    const vouched = await sdk.authenticate(body, authorization);
    return isConnector(serviceUrl, { vouched, development }) ? null : FOREIGN;
  } catch (error) {
    if (error instanceof NotBelieved) return NOT_BELIEVED;
    if (!(error instanceof KeysAway)) throw error;
    warn({ code: error.code }, "a channel's token could not be checked: the keys of its issuer are away");
    return { ...KEYS_AWAY, headers: { ...KEYS_AWAY.headers, "retry-after": "5" } };
  }
}

const DONE: Answer = { status: 200, body: {} };
const TOO_LONG = problem(413, "too_large", "The message is longer than 300,000 characters, or its value is too large.");
const NO_SUCH_INVOKE: Answer = { status: 501, body: {} };
/** Of an action on a card: the answer itself comes as a message. */
const ACTED: Answer = {
  status: 200,
  body: { statusCode: 200, type: "application/vnd.microsoft.activity.message", value: "✓" },
};

async function heed(inside: Inside, read: Read): Promise<Answer> {
  const { door, onTyping } = inside;
  switch (read.kind) {
    case "message":
      await receive(inside, read);
      return read.isInvoke ? ACTED : DONE;
    case "revised": {
      const { channel, channelConversationId, channelUserId } = read.who;
      const { messageKey, key, text } = read;
      await door.revise({ channel, channelConversationId, channelUserId, messageKey, key, text });
      return DONE;
    }
    case "arrived":
      await door.open(read.who);
      return DONE;
    case "typing":
      onTyping(await door.conversationOf(read.who));
      return DONE;
    case "group":
      await askInPerson(inside, read.who);
      return DONE;
    case "quiet":
      return DONE;
    case "unknown_invoke":
      return NO_SUCH_INVOKE;
    case "too_long":
      return TOO_LONG;
  }
}

async function receive(inside: Inside, { who, key, text, value, files: named }: Extract<Read, { kind: "message" }>) {
  const { door, files } = inside;
  if (named.length === 0) return door.receive({ ...who, key, text, value, attachments: [] });
  // Files belong to a conversation: it has to stand first.
  const { conversationId } = await door.open(who);
  const { stored, notTaken } = await fetchFiles(named, {
    files,
    conversationId,
    serviceUrl: who.reference.serviceUrl,
    filesMost: inside.filesMost(),
    authorization: inside.sdk.authorization,
  });
  const receipt = await door.receive({ ...who, key, text, value, attachments: stored, notTaken });
  // A repeat got the first answer with the first files: these go again.
  const ids = stored.map(({ id }) => id);
  await files.settle(ids, receipt);
  return receipt;
}

/** At most so often in one place: several may write there. */
const IN_PERSON_EVERY_MS = 60_000;

/** Where others read along nothing of a customer's may be said: whoever writes there is asked to write in person (I3). */
async function askInPerson({ door, enqueue, words, toldInPerson, now }: Inside, who: Who): Promise<void> {
  const { channel, channelConversationId, locale, reference } = who;
  if (now() - (toldInPerson.get(channelConversationId) ?? -Infinity) < IN_PERSON_EVERY_MS) return;
  toldInPerson.set(channelConversationId, now());
  await door.conversationOf(who, reference);
  const payload = { text: words({ key: "channel.in_person", params: {} }, locale) };
  await enqueue({ channel, address: channelConversationId, kind: "alert", payload, messageId: null });
}
