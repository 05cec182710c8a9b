import type { Destination, SendCall, Sent } from "../../../../application/deliveries/messenger.js";
import type { SaidOutside, Speaker } from "../../../../application/deliveries/speaker.js";
import { makeLru } from "../../../crypto/lru.js";
import type { ChannelDeps } from "../../channel.js";
import type { Warn } from "../api/call.js";
import { sentOf, SlackFault } from "../api/fault.js";
import type { Posted, SlackApi } from "../api/slack-api.js";
import { partsOf } from "../blocks/message.js";
import { postedTo } from "../customers/place.js";
import type { SlackDesk } from "../desk-part.js";
import { metadataOf, partsThere, postedSince } from "./look-up.js";
import { makeUploads } from "./uploads.js";

/** One message a second and channel (docs.slack.dev/apis/web-api/rate-limits). */
const PACE_MS = 1_000;
const TOLD_EVERY_MS = 3_600_000;

export interface SpeakerDeps extends Pick<ChannelDeps, "files" | "words"> {
  api: SlackApi;
  warn: Warn;
  desk: Pick<SlackDesk, "post"> | null;
  now: () => number;
  paceMs?: number;
}

/** Speaks in Slack; the outbox keeps order and pace, and decides about every repeat. */
export function makeSpeaker(deps: SpeakerDeps): Speaker {
  const { api, words, desk, paceMs = PACE_MS } = deps;
  const uploads = makeUploads(deps);
  const tell = makeTell(deps);
  const say: Speaker["say"] = async (to, message, { idempotencyKey: id, repeat, signal }) => {
    const at = postedTo(message.channelConversationId);
    if (at === null) return { status: "gone" };
    const parts = partsOf(message, openFormOf(message, words));
    // With several posts the first may stand when a later one has to wait.
    const isOne = parts.length === 1 && message.attachments.length === 0;
    try {
      const there = repeat || !isOne ? await postedSince(api, id, at) : [];
      const done = partsThere(there, id);
      let last: string | null = null;
      for (const [n, part] of parts.entries()) {
        if (signal.aborted) return { status: "unknown" };
        last = done.get(n) ?? (await api.post({ ...at, ...part, metadata: metadataOf(id, n) })).ts;
      }
      await uploads.share(message.attachments, { id, at, there: since(there, last), signal });
      return { status: "sent" };
    } catch (error) {
      return tell(to, error);
    }
  };
  return {
    channel: "slack",
    looksUp: true,
    paceMs,
    say,
    // In direct messages Slack shows none without a thread.
    typing: async (_, { channelConversationId }) => {
      const at = postedTo(channelConversationId);
      if (at?.thread_ts === undefined) return { status: "sent" };
      const status = words({ key: "slack.typing", params: {} }, null);
      await api.setStatus({ channel: at.channel, thread_ts: at.thread_ts, status }).catch(notShown);
      return { status: "sent" };
    },
    post: (to, message, call) =>
      desk === null
        ? Promise.resolve({ status: "refused", reason: "nobody posts such a thing" })
        : posted(() => desk.post(to, message, call), tell, to),
  };
}

async function posted(work: () => Promise<Sent>, tell: ReturnType<typeof makeTell>, to: Destination): Promise<Sent> {
  try {
    return await work();
  } catch (error) {
    return tell(to, error);
  }
}

const notShown = (error: unknown): void => {
  if (!(error instanceof SlackFault)) throw error;
};

function openFormOf({ display: { card }, locale }: SaidOutside, words: ChannelDeps["words"]): string | null {
  if (card === undefined || card.fields.length === 0) return null;
  return words({ key: card.kind === "survey" ? "slack.rate" : "slack.fill_in", params: {} }, locale);
}

/** Files follow the words of their message. */
const since = (there: readonly Posted[], ts: string | null): Posted[] => there.filter((one) => ts === null || one.ts > ts);

/** What became of it; a place that takes nothing any more is named to the operator, once in a while. */
function makeTell({ warn, now }: Pick<SpeakerDeps, "warn" | "now">) {
  const told = makeLru<number>(1_000);
  return ({ address }: Destination, error: unknown): Sent => {
    const sent = sentOf(error);
    const isGone = error instanceof SlackFault && error.kind === "gone";
    if (!isGone || now() - (told.get(address) ?? -Infinity) < TOLD_EVERY_MS) return sent;
    told.set(address, now());
    const facts = { event: "slack_place_gone", channel: address, error: error.error };
    warn(facts, "a place in Slack takes no message of ours: what waits for it is parked");
    return sent;
  };
}

export type { SendCall };
