import { v7 as newId } from "uuid";
import type { ChannelAdapter, ChannelDeps } from "./adapters/channels/channel.js";
import type { FileLinks } from "./adapters/files/links.js";
import { makeChannelAddresses } from "./adapters/postgres/desk/channels/addresses.js";
import { makeOutbox } from "./adapters/postgres/desk/outbox.js";
import type { Pool } from "./adapters/postgres/pool.js";
import { makeChannelDoor } from "./application/channels.js";
import type { NewDelivery } from "./application/deliveries/outbox.js";
import type { Files } from "./application/files.js";
import { isLoopback, type Config } from "./config.js";
import type { LiveContent } from "./content.js";
import type { CoreDeps, makeCore } from "./core.js";

export interface ChannelsDeps extends Pick<CoreDeps, "log" | "failed"> {
  config: Config;
  pool: Pool;
  live: LiveContent;
  core: ReturnType<typeof makeCore>;
  files: Files;
  fileLinks: FileLinks;
}

/** The channels that are not ours, each loaded only where it is configured: their libraries are a second of a start. */
export async function openChannels(deps: ChannelsDeps): Promise<ChannelAdapter[]> {
  const { config } = deps;
  const channels: ChannelAdapter[] = [];
  const wired = wiringOf(deps);
  if (config.microsoft !== null) {
    const { makeBotFramework } = await import("./adapters/channels/botframework/botframework.js");
    const development = !config.isProduction && isLoopback(config.host);
    channels.push(makeBotFramework({ ...wired, app: config.microsoft, development, now: Date.now }));
  }
  if (config.slack !== null) {
    const { makeSlack } = await import("./adapters/channels/slack/slack.js");
    const { slackDeskOf } = await import("./slack-desk.js");
    channels.push(makeSlack({ ...wired, app: config.slack, desk: slackDeskOf(deps), now: Date.now }));
  }
  return channels;
}

function wiringOf({ config, pool, live, core, files, fileLinks, log, failed }: ChannelsDeps) {
  const addresses = makeChannelAddresses({ pool, vault: core.vault });
  const outbox = makeOutbox({ pool, vault: core.vault });
  const base = config.publicUrl?.replace(/\/+$/, "") ?? null;
  const words: ChannelDeps["words"] = (say, wanted) => {
    const { policy, hours, dialogs } = live.content();
    const locale = wanted ?? policy.defaultLocale;
    return dialogs(null).voice.render(say, { locale, zone: null, deskZone: hours.zone, now: Date.now() }).full;
  };
  return {
    door: makeChannelDoor({ desk: core.desk, addresses }),
    addresses,
    files,
    filesMost: () => live.channels().web.files.countMost,
    fileLink: base === null ? null : (fileId: string) => fileLinks.to(base, fileId),
    words,
    messageAt: async (conversationId: string, seq: number) => {
      const page = await core.publicLog.read(conversationId, seq - 1, 1);
      return page?.messages.find((message) => message.seq === seq) ?? null;
    },
    onTyping: (conversationId: string) => core.liveHints.tell({ kind: "typing", conversationId, ticketIds: [] }),
    /** What is no message of the log; the outbox looks for it within a second. */
    enqueue: (delivery: Omit<NewDelivery, "id">) => outbox.enqueue([{ ...delivery, id: newId() }]),
    warn: (facts: object, words: string) => log.warn(facts, words),
    failed,
  };
}
