import { makeLru } from "../../../crypto/lru.js";
import type { ChannelDeps } from "../../channel.js";
import { TEXT_CHARACTERS_MAX } from "../../clean.js";
import type { SlackApi } from "../api/slack-api.js";
import { typedText } from "../blocks/text-in.js";
import { type Around, readMessage, type Said } from "./events.js";
import { fetchFiles } from "./files-in.js";
import { makeInPerson } from "./in-person.js";
import type { People } from "./people.js";
import { openerOf, placeOf, type SlackPlace, type ThreadReference, userOf } from "./place.js";

export interface HearDeps extends Pick<ChannelDeps, "door" | "addresses" | "files" | "filesMost" | "words"> {
  api: SlackApi;
  people: People;
  /** Whether only our own people talk there. */
  internal: (channelId: string) => boolean;
  /** Machine time, milliseconds. */
  now: () => number;
}

/** Events come out of order within Slack's retries; what changes an older message that was never received here is none of ours. */
const UNORDERED_MOST_MS = 3_600_000;
const THREADS_KNOWN_MOST = 5_000;

interface Heard {
  place: SlackPlace;
  reference?: ThreadReference;
}

/** Hears what customers say, change and take back. All resolve once it is stored; they reject with `DatabaseAway`. */
export function makeHear(deps: HearDeps) {
  const { door, people, internal, now } = deps;
  const inPerson = makeInPerson(deps);
  const receive = makeReceive(deps);
  const rootCalls = makeRootCalls(deps);

  /** Where this is part of a customer's conversation, or opens one. Null: it is talk among others. */
  const heardAt = async (around: Around, said: Said): Promise<Heard | null> => {
    const { channel, team, bot } = around;
    if (around.isDirect) return { place: placeOf({ team, channel, threadTs: null }) };
    if (internal(channel)) return null;
    const isCalled = mentions(said.text, bot);
    if (said.threadTs === null && !isCalled) return null;
    const place = placeOf({ team, channel, threadTs: said.threadTs ?? said.ts });
    const opener = await openerOf(deps.addresses, place);
    const user = userOf(team, said.user);
    if (opener === user || (opener === null && (isCalled || (await rootCalls(around, said)))))
      return { place, reference: { opener: user } };
    // Somebody else's conversation: what is theirs is shown and told to nobody but them (I3).
    if (opener !== null && isCalled) await inPerson.ask({ around, said });
    return null;
  };

  const say = async (around: Around, said: Said): Promise<void> => {
    const at = await heardAt(around, said);
    if (at !== null) await receive(around, said, at);
  };

  const revise = async (around: Around, before: Said, change: { text: string | null; key: string }): Promise<void> => {
    const { team, channel, bot, isDirect } = around;
    if (!isDirect && internal(channel)) return;
    const place = placeOf({ team, channel, threadTs: isDirect ? null : (before.threadTs ?? before.ts) });
    if (!isDirect && (await openerOf(deps.addresses, place)) === null && !mentions(before.text, bot)) return;
    const text = change.text === null ? null : textOf(change.text, bot);
    const by = { ...place, channelUserId: userOf(team, before.user) };
    const revised = { ...by, messageKey: before.ts, key: change.key, text };
    const outcome = await door.revise(revised);
    if ("revised" in outcome || !isYoung(before.ts, now())) return;
    // The change overtook its message, which stands in it: when that comes, it is a repeat (reliability F19).
    await say(around, before);
    await door.revise(revised);
  };

  return {
    message: async (body: unknown, event: unknown): Promise<void> => {
      const heard = readMessage(body, event);
      if (heard.kind === "said") await say(heard.around, heard.said);
      if (heard.kind === "revised") await revise(heard.around, heard.before, heard);
    },
    /** Somebody opened the direct messages with the bot: they are greeted. */
    arrived: async ({ team, channel, user }: { team: string; channel: string; user: string }): Promise<void> => {
      const { isBot, ...person } = await people.of(user, team);
      if (isBot) return;
      const place = placeOf({ team, channel, threadTs: null });
      await door.open({ ...place, channelUserId: userOf(team, user), ...person });
    },
    inPerson,
  };
}

/**
 * A reply that came before the message it replies to: whether its author called the bot with that. Older threads are not asked for, talk
 * among others never, and one's own once: in a busy channel each question would be one that Slack does not allow.
 */
function makeRootCalls({ api, now }: Pick<HearDeps, "api" | "now">) {
  const uncalled = makeLru<true>(THREADS_KNOWN_MOST);
  return async ({ channel, bot }: Around, { user, threadTs, threadBy }: Said): Promise<boolean> => {
    if (threadTs === null || (threadBy !== null && threadBy !== user) || !isYoung(threadTs, now())) return false;
    const name = `${channel} ${threadTs}`;
    if (uncalled.get(name)) return false;
    const { messages } = await api.replies({ channel, ts: threadTs, limit: 1 });
    const [root] = messages;
    const calls = root?.ts === threadTs && root.user === user && !root.bot_id && mentions(root.text ?? "", bot);
    if (!calls) uncalled.set(name, true);
    return calls;
  };
}

const isYoung = (ts: string, nowMs: number): boolean => nowMs - Number(ts) * 1_000 < UNORDERED_MOST_MS;

/** Stores what a customer said, with its files. */
function makeReceive(deps: HearDeps) {
  const { door, people, files } = deps;
  const once = makeOnce();
  return async ({ team, bot }: Around, said: Said, { place, reference }: Heard): Promise<void> => {
    const { isBot, ...person } = await people.of(said.user, team);
    if (isBot) return;
    const who = { ...place, ...(reference ? { reference } : {}), channelUserId: userOf(team, said.user), ...person };
    const message = { ...who, key: said.ts, text: textOf(said.text, bot), value: null };
    if (said.files.length === 0) return void (await door.receive({ ...message, attachments: [] }));
    await once(`${place.channelConversationId} ${said.ts}`, async () => {
      // Files belong to a conversation: it has to stand first.
      const { conversationId } = await door.open(who);
      const { stored, notTaken } = await fetchFiles(said.files, { ...deps, filesMost: deps.filesMost(), conversationId });
      const receipt = await door.receive({ ...message, attachments: stored, notTaken });
      // A repeat got the first answer with the first files: these go again.
      const ids = stored.map(({ id }) => id);
      await files.settle(ids, receipt);
    });
  };
}

const textOf = (text: string, bot: string | null): string => typedText(text, bot).slice(0, TEXT_CHARACTERS_MAX);

const mentions = (text: string, bot: string | null): boolean =>
  bot !== null && (text.includes(`<@${bot}>`) || text.includes(`<@${bot}|`));

/** A repeat that comes while the first is under way waits for its end, so that files are fetched once. */
function makeOnce() {
  const underWay = new Map<string, Promise<void>>();
  return (name: string, work: () => Promise<void>): Promise<void> => {
    const found = underWay.get(name);
    if (found !== undefined) return found;
    const begun = work().finally(() => underWay.delete(name));
    underWay.set(name, begun);
    return begun;
  };
}
