import { App } from "@slack/bolt";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { BOT_SCOPES } from "../../../src/adapters/channels/slack/setup/scopes.js";
import { openChannels, type ChannelsDeps } from "../../../src/channels.js";

const ROOT = join(__dirname, "../../..");
const SLACK = join(ROOT, "src/adapters/channels/slack");

interface Manifest {
  display_information: { name: string; description: string; background_color: string };
  features: {
    app_home: Record<string, boolean>;
    bot_user: { display_name: string };
    slash_commands: { command: string; url: string; description: string; usage_hint: string }[];
    shortcuts: { name: string; type: string; callback_id: string; description: string }[];
  };
  oauth_config: { scopes: { bot: string[]; user?: string[] } };
  settings: {
    event_subscriptions: { request_url: string; bot_events: string[] };
    interactivity: { is_enabled: boolean; request_url: string };
    token_rotation_enabled: boolean;
    socket_mode_enabled: boolean;
  };
}
const text = readFileSync(join(ROOT, "docs/slack-manifest.yaml"), "utf8");
const manifest = parse(text) as Manifest;

const HISTORY = ["channels:history", "groups:history", "im:history", "mpim:history"];
/** Of the channels that agents work in: public and private ones. */
const CHANNELS = ["channels:read", "groups:read"];

/** What each method asks of a bot's token (docs.slack.dev/reference/methods), as the desk uses it. */
const METHODS: Record<string, string[]> = {
  // With the app's own token: connections:write.
  "apps.connections.open": [],
  "assistant.threads.setStatus": ["chat:write"],
  "auth.test": [],
  "chat.delete": ["chat:write"],
  "chat.postEphemeral": ["chat:write"],
  "chat.postMessage": ["chat:write"],
  "chat.update": ["chat:write"],
  "conversations.history": HISTORY,
  "conversations.info": CHANNELS,
  "conversations.open": ["im:write"],
  "conversations.replies": HISTORY,
  "files.completeUploadExternal": ["files:write"],
  // No methods of Slack's: the addresses that files.info and files.getUploadURLExternal give.
  "files.download": ["files:read"],
  "files.getUploadURLExternal": ["files:write"],
  "files.info": ["files:read"],
  "files.upload": ["files:write"],
  "reactions.add": ["reactions:write"],
  // An e-mail is in the profile only with its own scope.
  "users.info": ["users:read", "users:read.email"],
  "users.lookupByEmail": ["users:read.email"],
  "views.open": [],
  "views.push": [],
  "views.update": [],
};
const FAMILIES = [...new Set([...Object.keys(METHODS).map((name) => name.split(".")[0]), "bots", "team", "usergroups", "pins"])];

/** What brings each event that the desk listens to, with its scope (docs.slack.dev/reference/events). */
const EVENTS: Record<string, Record<string, string[]>> = {
  message: Object.fromEntries(HISTORY.map((scope) => [`message.${scope.split(":")[0]}`, [scope]])),
  app_mention: { app_mention: ["app_mentions:read"] },
  app_home_opened: { app_home_opened: [] },
  app_uninstalled: { app_uninstalled: [] },
  tokens_revoked: { tokens_revoked: [] },
  user_change: { user_change: ["users:read"] },
  channel_archive: { channel_archive: ["channels:read"] },
  channel_unarchive: { channel_unarchive: ["channels:read"] },
  channel_deleted: { channel_deleted: ["channels:read"] },
  channel_left: { channel_left: ["channels:read"] },
  channel_rename: { channel_rename: ["channels:read"] },
  channel_shared: { channel_shared: ["channels:read"] },
  group_archive: { group_archive: ["groups:read"] },
  group_unarchive: { group_unarchive: ["groups:read"] },
  group_deleted: { group_deleted: ["groups:read"] },
  group_left: { group_left: ["groups:read"] },
  group_rename: { group_rename: ["groups:read"] },
  member_joined_channel: { member_joined_channel: CHANNELS },
  member_left_channel: { member_left_channel: CHANNELS },
};

const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}

/** Every method of the Web API that the source names. */
function methodsCalled(): string[] {
  const name = new RegExp(`"((?:${FAMILIES.join("|")})\\.[a-zA-Z.]+)"`, "g");
  return sorted(filesIn(SLACK).flatMap((file) => [...readFileSync(file, "utf8").matchAll(name)].map(([, method]) => method!)));
}

interface Listened {
  events: string[];
  commands: string[];
  shortcuts: unknown[];
}

/** The channel wired as the product wires it, and what it then listens to. Nothing is called of what stands around it. */
async function listened(): Promise<Listened> {
  const spies = {
    events: jest.spyOn(App.prototype, "event"),
    commands: jest.spyOn(App.prototype, "command"),
    shortcuts: jest.spyOn(App.prototype, "shortcut"),
  };
  const names = (spy: { mock: { calls: unknown[][] } }): unknown[] => spy.mock.calls.map(([name]) => name);
  const slack = { botToken: "xoxb-1", signingSecret: "secret", appToken: null, apiUrl: "http://127.0.0.1:9/" };
  await openChannels({ ...around(), config: { slack, microsoft: null, publicUrl: null } } as unknown as ChannelsDeps);
  const found = { events: names(spies.events), commands: names(spies.commands), shortcuts: names(spies.shortcuts) } as Listened;
  jest.restoreAllMocks();
  return found;
}

/** Answers itself, whatever is asked of it. */
function around(): Record<string, unknown> {
  const self: Record<string, unknown> = new Proxy(() => self, {
    get: (_, name) => (typeof name === "symbol" || name === "then" ? undefined : self),
    apply: () => self,
  }) as unknown as Record<string, unknown>;
  return Object.fromEntries(
    ["pool", "live", "core", "files", "fileLinks", "log", "failed", "outgoing"].map((name) => [name, self]),
  );
}

let does: Listened;
beforeAll(async () => {
  does = await listened();
});

test("it subscribes to exactly the events that are listened to", () => {
  expect(does.events).toContain("message");
  expect(sorted(does.events).filter((name) => !(name in EVENTS))).toEqual([]);
  expect(sorted(manifest.settings.event_subscriptions.bot_events)).toEqual(
    sorted(does.events.flatMap((name) => Object.keys(EVENTS[name] ?? {}))),
  );
});

test("it asks for exactly the scopes that the methods and the events need", () => {
  const methods = methodsCalled();
  expect(methods).toContain("chat.postMessage");
  expect(methods.filter((name) => !(name in METHODS))).toEqual([]);
  const needed = [
    ...methods.flatMap((name) => METHODS[name] ?? []),
    ...does.events.flatMap((name) => Object.values(EVENTS[name] ?? {}).flat()),
    ...(does.commands.length + does.shortcuts.length > 0 ? ["commands"] : []),
  ];
  const { bot, user } = manifest.oauth_config.scopes;
  expect([...bot].sort()).toEqual(sorted(needed));
  expect(user).toBeUndefined();
});

test("frontdoor check knows the same scopes", () => {
  expect(Object.keys(BOT_SCOPES)).toEqual(manifest.oauth_config.scopes.bot);
});

test("the Web API is called through the desk's own calls alone, so that none is overlooked", () => {
  const others = filesIn(SLACK).filter((file) => /\bclient\.(?!apiCall\b)\w+/.test(readFileSync(file, "utf8")));
  expect(others).toEqual([]);
});

test("the command and the shortcuts are those that are listened to", () => {
  const { slash_commands, shortcuts } = manifest.features;
  expect(slash_commands.map(({ command }) => command)).toEqual(does.commands);
  const heard = does.shortcuts.map((name) => (typeof name === "object" ? (name as { callback_id: string }).callback_id : name));
  expect(sorted(shortcuts.map(({ callback_id }) => callback_id))).toEqual(sorted(heard as string[]));
  expect(shortcuts.every(({ type }) => type === "message")).toBe(true);
});

test("it is as Slack takes it, and as the desk works", () => {
  const { display_information, features, settings } = manifest;
  const addresses = [
    settings.event_subscriptions.request_url,
    settings.interactivity.request_url,
    ...features.slash_commands.map(({ url }) => url),
  ];
  expect(new Set(addresses)).toEqual(new Set(["https://desk.example.com/slack/events"]));
  expect(text).toContain("the three lines that end in /slack/events");
  expect(addresses).toHaveLength(3);
  expect(settings).toMatchObject({
    token_rotation_enabled: false,
    socket_mode_enabled: false,
    interactivity: { is_enabled: true },
  });
  expect(features.app_home).toEqual({
    home_tab_enabled: false,
    messages_tab_enabled: true,
    messages_tab_read_only_enabled: false,
  });
  // docs.slack.dev/reference/app-manifest: characters at most.
  const long = [
    [display_information.name, 35],
    [display_information.description, 140],
    [features.bot_user.display_name, 80],
    ...features.slash_commands.flatMap(
      ({ command, description, usage_hint }) =>
        [
          [command, 32],
          [description, 2000],
          [usage_hint, 1000],
        ] as const,
    ),
    ...features.shortcuts.flatMap(
      ({ name, callback_id, description }) =>
        [
          [name, 24],
          [callback_id, 255],
          [description, 150],
        ] as const,
    ),
  ] as [string, number][];
  expect(long.filter(([words, most]) => words.length > most)).toEqual([]);
  expect(features.bot_user.display_name).toMatch(/^[a-z0-9._-]+$/);
});
