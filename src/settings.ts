import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { inForce } from "./adapters/postgres/desk/settings/in-force.js";
import { makeShifts } from "./adapters/postgres/desk/settings/shifts.js";
import type { Pool } from "./adapters/postgres/pool.js";
import type { Settings, SettingsView, Shifts } from "./application/settings.js";
import { environmentNamed, type Config } from "./config.js";
import type { LiveContent } from "./content.js";

export interface SettingsDeps {
  root: string;
  config: Config;
  pool: Pool;
  live: Pick<LiveContent, "channels">;
  /** Channels that are not ours and are open. */
  outside: readonly string[];
}

/** What is in force and where it was written; read when somebody looks, since few do. */
export function makeSettings({ root, config, pool, live, outside }: SettingsDeps): Settings & Shifts {
  return {
    ...makeShifts(pool),
    settings: async () => {
      const { sourcesOf } = await import("./adapters/dialog-files/policy/sources.js"); // with its YAML parser
      const { policy, dialogs } = await inForce(pool);
      const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { version: string };
      return {
        version,
        policy: { hash: policy.hash, since: policy.published_at.toISOString() },
        dialogs: { hash: dialogs.hash, since: dialogs.published_at.toISOString() },
        files: await sourcesOf(policy.content, config),
        channels: channelsOf(config, { live, outside }),
      };
    },
  };
}

const OUTSIDE = ["slack", "botframework"];

function channelsOf(config: Config, { live, outside }: Pick<SettingsDeps, "live" | "outside">): SettingsView["channels"] {
  const own = [
    { id: "web", kind: "web", setUp: true },
    { id: "identity", kind: "web", setUp: config.identitySecret !== null },
  ];
  const others = OUTSIDE.map((id) => ({ id, kind: id, setUp: outside.includes(id) }));
  const robots = live.channels().robots.map(({ id, format, address, secret }) => ({
    ...{ id, kind: format },
    setUp: environmentNamed(address) !== null && (secret === null || environmentNamed(secret) !== null),
  }));
  return [...own, ...others, ...robots];
}
