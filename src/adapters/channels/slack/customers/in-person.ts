import { makeLru } from "../../../crypto/lru.js";
import type { ChannelDeps } from "../../channel.js";
import { SlackFault } from "../api/fault.js";
import type { SlackApi } from "../api/slack-api.js";
import type { Around, Said } from "./events.js";
import type { People } from "./people.js";

/** At most so often for one person in one place. */
const EVERY_MS = 60_000;

export interface InPersonDeps extends Pick<ChannelDeps, "words"> {
  api: Pick<SlackApi, "whisper">;
  people: People;
  now: () => number;
}

/** Whoever writes into somebody else's conversation is asked to write in person; only they see it, and nothing is kept of it. */
export function makeInPerson({ api, people, words, now }: InPersonDeps) {
  const told = makeLru<number>(1_000);
  const ask = async (at: {
    around: Pick<Around, "channel" | "team">;
    said: Pick<Said, "user" | "ts" | "threadTs">;
  }): Promise<void> => {
    const { channel, team } = at.around;
    const { user, ts, threadTs } = at.said;
    const thread_ts = threadTs ?? ts;
    const name = `${channel} ${thread_ts} ${user}`;
    if (now() - (told.get(name) ?? -Infinity) < EVERY_MS) return;
    told.set(name, now());
    const { locale } = await people.of(user, team);
    const text = words({ key: "channel.in_person", params: {} }, locale);
    await api.whisper({ channel, user, thread_ts, text }).catch((error: unknown) => {
      // A hint: what cannot be shown is not tried again.
      if (!(error instanceof SlackFault)) throw error;
    });
  };
  return { ask };
}
