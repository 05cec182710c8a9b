import { v7 as newId } from "uuid";
import type { MakeSlackDesk } from "./adapters/channels/slack/desk-part.js";
import { makeSlackDesk } from "./adapters/channels/slack/desk/make-desk.js";
import { makeQueries } from "./adapters/postgres/desk/queries/queries.js";
import { makeQueueQueries } from "./adapters/postgres/desk/queries/queue.js";
import { makeCardStore } from "./adapters/postgres/desk/slack/cards.js";
import { makeChatAgents } from "./adapters/postgres/desk/slack/agents.js";
import { makeDigest, periodOf } from "./application/digests/make-digest.js";
import type { ChannelsDeps } from "./channels.js";
import { makeDigestWorld } from "./digests.js";

/** The part of Slack for agents and managers, with all that it needs of the desk. */
export function slackDeskOf({ config, pool, live, core, log, failed }: ChannelsDeps): MakeSlackDesk {
  const { vault } = core;
  const { publicUrl } = config;
  const world = makeDigestWorld({ pool, publicUrl, plans: live.channels, content: live.content });
  const zone = (): string => live.content().hours.zone;
  return makeSlackDesk({
    rules: () => live.channels().triage,
    rooms: () => (live.channels().rooms ?? []).map(({ channel }) => channel),
    act: core.desk.act,
    drafts: core.drafts,
    queries: makeQueries({ pool, vault }),
    board: makeQueueQueries({ pool, zone }).board,
    log: core.publicLog,
    cards: makeCardStore({ pool, vault }),
    agents: makeChatAgents(pool),
    digest: async (name) => {
      const plan = live.channels().digests.find((each) => each.name === name);
      if (!plan) return null;
      const now = await core.clock.now();
      return makeDigest(plan, { period: periodOf(plan, now, world), now, lateSince: null }, world);
    },
    digestPlans: () => live.channels().digests,
    onCommitted: (listener) =>
      core.tellOf({ committed: (changes) => listener(changes.map(({ conversation }) => conversation.id)) }),
    deskNow: core.clock.now,
    zone,
    mask: live.mask,
    defaultLocale: () => live.content().policy.defaultLocale,
    deskUrl: publicUrl === null ? null : `${publicUrl.replace(/\/+$/, "")}/desk`,
    newId,
    now: Date.now,
    warn: (facts, words) => log.warn(facts, words),
    failed,
  });
}
