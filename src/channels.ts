import type { ChannelAdapter } from "./adapters/channels/channel.js";
import type { FileLinks } from "./adapters/files/links.js";
import { makeChannelAddresses } from "./adapters/postgres/desk/channels/addresses.js";
import type { Pool } from "./adapters/postgres/pool.js";
import { makeChannelDoor } from "./application/channels.js";
import type { Files } from "./application/files.js";
import type { Config } from "./config.js";
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
export function openChannels(deps: ChannelsDeps): Promise<ChannelAdapter[]> {
  const wired = wiringOf(deps);
  void wired;
  return Promise.resolve([]);
}

function wiringOf({ config, pool, live, core, files, fileLinks, log, failed }: ChannelsDeps) {
  const addresses = makeChannelAddresses({ pool, vault: core.vault });
  const base = config.publicUrl?.replace(/\/+$/, "") ?? null;
  return {
    door: makeChannelDoor({ desk: core.desk, addresses }),
    addresses,
    files,
    fileLink: base === null ? null : (fileId: string) => fileLinks.to(base, fileId),
    assistant: (locale: "zh-CN" | "en") => live.content().policy.assistant[locale],
    onTyping: (conversationId: string) => core.liveHints.tell({ kind: "typing", conversationId, ticketIds: [] }),
    warn: (facts: object, words: string) => log.warn(facts, words),
    failed,
  };
}
