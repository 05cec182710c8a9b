import type { Channels } from "../adapters/dialog-files/policy/channels-schema.js";
import { pathOf } from "../adapters/dialog-files/files.js";
import type { Config } from "../config.js";

const FILE = "config/channels.yaml";

/** What `frontdoor check` says of Slack: the files by themselves, and with tokens what only Slack knows. No app and no channels: nothing. */
export async function aboutSlack(config: Config, channels: Channels): Promise<{ faults: string[]; facts: string[] }> {
  const named = await channelsNamed(config, channels);
  const { slack: app } = config;
  if (app === null)
    return {
      faults: named.map(
        ({ where }) => `${where}: SLACK_BOT_TOKEN is not set, so that nothing is posted there. Set it, or take this out.`,
      ),
      facts: [],
    };
  const { inspectSlack } = await import("../adapters/channels/slack/setup/inspect.js"); // with its libraries
  const { faults, facts } = await inspectSlack({ app, channels: named });
  const nowhere = "No triage channel is named in config/channels.yaml: agents find tickets on the desk alone.";
  return { faults, facts: [transport(config), ...facts, ...(channels.triage.length === 0 ? [nowhere] : [])] };
}

function transport({ slack, publicUrl }: Config): string {
  if (slack?.appToken) return "Slack comes over Socket Mode; there is no /slack/events.";
  const address =
    publicUrl === null ? "https://…/slack/events (PUBLIC_URL is not set)" : `${publicUrl.replace(/\/+$/, "")}/slack/events`;
  return `/slack/events is mounted. In the app's settings, for events, interactivity and the command: ${address}`;
}

/** Each id once, with the line on which it stands first. */
async function channelsNamed(config: Config, { triage, rooms = [] }: Channels): Promise<{ id: string; where: string }[]> {
  const { readYaml } = await import("../adapters/dialog-files/yaml-file.js");
  const path = pathOf(FILE, config);
  const read = await readYaml(path, path.replace(`${process.cwd()}/`, ""));
  const all = [
    ...triage.map(({ channel }, n) => ({ id: channel, path: ["slack", "triage", n, "channel"] })),
    ...rooms.map(({ channel }, n) => ({ id: channel, path: ["slack", "rooms", n, "channel"] })),
  ];
  return all
    .filter(({ id }, n) => all.findIndex((one) => one.id === id) === n)
    .map(({ id, path: keys }) => ({
      id,
      where: "file" in read ? `${read.file.name}:${read.file.lineOf(keys)} ${keys.join(".")}` : `${FILE} ${keys.join(".")}`,
    }));
}
