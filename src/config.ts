import { isIP } from "node:net";
import { isAbsolute, join } from "node:path";
import { config as readDotenv } from "dotenv";
import { z } from "zod";
import type { BotApp } from "./adapters/channels/botframework/sdk.js";
import { SLACK_API_URL, type SlackApp } from "./adapters/channels/slack/app.js";

/** All faults of the environment at once, each with its remedy; printed as it is, exit code 1. */
export class ConfigError extends Error {
  readonly code = "config.invalid";
}

const port = z
  .string()
  .regex(/^\d{1,5}$/, "is not a port: give a number from 0 to 65535")
  .transform(Number)
  .refine((n) => n <= 65_535, "is not a port: give a number from 0 to 65535");

const url = (what: string, protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), `is not ${what}`);

const list = z.string().transform((text) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== ""),
);

const origins = list.refine(
  (all) => all.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin),
  "has an entry that is no origin: write https://example.com, without a path, separated by commas",
);

const networks = list.refine(
  (all) => all.every(isNetwork),
  "has an entry that is no address or network: write 10.0.0.5 or 10.0.0.0/8, separated by commas",
);

function isNetwork(text: string): boolean {
  const [address = "", prefix] = text.split("/");
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return bits > 0 && (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits));
}

const CLOCK = /^(real|virtual(@\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z)?)$/;

const Environment = z.object({
  PORT: port.default(3978),
  HOST: z.string().min(1).default("127.0.0.1"),
  PUBLIC_URL: url("an address: write https://chat.example.com", ["http:", "https:"]).optional(),
  TRUSTED_PROXY: networks.optional(),
  ALLOWED_ORIGINS: origins.optional(),
  DATABASE_URL: url("a Postgres address: write postgres://user:password@host:5432/database", [
    "postgres:",
    "postgresql:",
  ]).optional(),
  DATA_DIR: z.string().min(1).default(".data"),
  DATA_KEY: z.string().min(1).optional(),
  DIRECTLINE_SECRET: z.string().min(16, "is too short to be a secret: give at least 16 characters").optional(),
  IDENTITY_SECRET: z
    .string()
    .min(32, "is too short to sign visitors' identities: give at least 32 characters, as of openssl rand -base64 32")
    .optional(),
  MICROSOFT_APP_ID: z
    .guid("is no app id: give the GUID that the bot's registration in Azure shows as Microsoft App ID")
    .optional(),
  MICROSOFT_APP_PASSWORD: z.string().min(1).optional(),
  MICROSOFT_APP_TENANT_ID: z.string().min(1).optional(),
  MICROSOFT_APP_TYPE: z
    .enum(["MultiTenant", "SingleTenant", "UserAssignedMSI"], "is no type: give MultiTenant, SingleTenant or UserAssignedMSI")
    .optional(),
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-\S+$/, "is no bot token: give the one under Install App, which begins with xoxb-")
    .optional(),
  SLACK_SIGNING_SECRET: z
    .string()
    .regex(/^\S+$/, "is no signing secret: give the one under Basic Information > App Credentials")
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-\S+$/, "is no app token: give one under Basic Information > App-Level Tokens, which begins with xapp-")
    .optional(),
  SLACK_API_URL: url("an address: leave it out, or write https://slack-gov.com/api/", ["http:", "https:"])
    .refine(
      (text) => !URL.canParse(text) || new URL(text).protocol === "https:" || isLoopback(new URL(text).hostname),
      "is not encrypted: the bot's token goes there",
    )
    .optional(),
  FRONTDOOR_CONFIG: z.string().min(1).optional(),
  FRONTDOOR_DIALOGS: z.string().min(1).optional(),
  FRONTDOOR_CLOCK: z
    .string()
    .regex(CLOCK, "is no clock: give real, virtual, or virtual@2026-11-23T02:00:00Z")
    .refine(
      (text) => !text.includes("@") || !Number.isNaN(Date.parse(text.slice("virtual@".length))),
      "names a moment that does not exist",
    )
    .default("real"),
  LOG_LEVEL: z
    .enum(
      ["fatal", "error", "warn", "info", "debug", "trace", "silent"],
      "is no level: give fatal, error, warn, info, debug, trace or silent",
    )
    .default("info"),
  NODE_ENV: z.string().optional(),
});

/** Known to the product but not read by this version's commands: naming them is no fault. */
const READ_LATER = /^FRONTDOOR_(CONFIG|DIALOGS|CLOCK)$/;

/** Everything the environment says, typed. Paths are absolute. */
export interface Config {
  port: number;
  host: string;
  publicUrl: string | null;
  trustedProxies: string[];
  allowedOrigins: string[];
  databaseUrl: string | null;
  dataDir: string;
  dataKey: string | null;
  directLineSecret: string | null;
  /** With which the site signs who its visitors are. */
  identitySecret: string | null;
  /** The bot of `/api/messages`; null: it is not mounted. */
  microsoft: BotApp | null;
  /** The app in Slack; null: there is none. */
  slack: SlackApp | null;
  configDir: string;
  dialogsDir: string;
  clock: { mode: "real" | "virtual"; at: number | null };
  /** FRONTDOOR_CLOCK was given: commands otherwise follow the database. */
  clockGiven: boolean;
  logLevel: string;
  isProduction: boolean;
}

const LOOPBACK = new Set(["127.0.0.1", "localhost", "::1", "[::1]"]);
export const isLoopback = (host: string): boolean => LOOPBACK.has(host);

/** Where people find the desk. */
export const addressOf = ({ publicUrl, host, port }: Pick<Config, "publicUrl" | "host" | "port">): string =>
  publicUrl?.replace(/\/+$/, "") ?? `http://${host.includes(":") ? `[${host}]` : host}:${port}`;

/**
 * Reads the environment and `.env`; nothing else in the product does. `root` is the product's own folder, relative paths are
 * taken from the working folder. Throws {@link ConfigError} with every fault.
 */
export function readConfig(root: string, cwd: string = process.cwd()): Config {
  readDotenv({ path: join(cwd, ".env"), quiet: true });
  const env = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== undefined && value !== ""));
  const faults = Object.keys(env)
    .filter((name) => name.startsWith("FRONTDOOR_") && !READ_LATER.test(name))
    .map((name) => `${name} is not known: the names are FRONTDOOR_CONFIG, FRONTDOOR_DIALOGS and FRONTDOOR_CLOCK`);
  const parsed = Environment.safeParse(env);
  if (!parsed.success) faults.push(...parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`));
  else faults.push(...contradictions(parsed.data));
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults.map((fault) => `- ${fault}`).join("\n"));
  return toConfig(parsed.data, (path) => (isAbsolute(path) ? path : join(cwd, path)), root);
}

type Env = z.infer<typeof Environment>;

function contradictions(env: Env): string[] {
  const faults: string[] = [];
  const virtual = env.FRONTDOOR_CLOCK.startsWith("virtual");
  if (virtual && env.NODE_ENV === "production")
    faults.push("FRONTDOOR_CLOCK is virtual, which NODE_ENV=production refuses: promises run on the real clock there");
  if (virtual && !isLoopback(env.HOST))
    faults.push(`FRONTDOOR_CLOCK is virtual, which HOST=${env.HOST} refuses: a trial listens on 127.0.0.1 only`);
  if (env.DATABASE_URL !== undefined && env.DATA_KEY === undefined)
    faults.push(
      "DATA_KEY is missing: with DATABASE_URL it must be given, the same for every instance. Make one with: openssl rand -base64 32",
    );
  return [...faults, ...contradictionsOfBot(env), ...contradictionsOfSlack(env)];
}

/** A bot without an app id would take every post for genuine, so there is none. */
function contradictionsOfBot(env: Env): string[] {
  const given = (["MICROSOFT_APP_PASSWORD", "MICROSOFT_APP_TENANT_ID", "MICROSOFT_APP_TYPE"] as const).filter(
    (name) => env[name],
  );
  if (env.MICROSOFT_APP_ID === undefined)
    return given.map((name) => `${name} is set without MICROSOFT_APP_ID: give the bot's app id, or leave both out`);
  const { type, password, tenantId } = botOf(env)!;
  const faults: string[] = [];
  if (type !== "MultiTenant" && tenantId === null)
    faults.push(`MICROSOFT_APP_TENANT_ID is missing: a bot of type ${type} belongs to one tenant`);
  if (type !== "UserAssignedMSI" && password === null)
    faults.push(`MICROSOFT_APP_PASSWORD is missing: a bot of type ${type} signs in with a client secret of its app registration`);
  if (type === "UserAssignedMSI" && password !== null)
    faults.push("MICROSOFT_APP_PASSWORD is set, which a bot with a managed identity has not: leave it out");
  return faults;
}

/** Without a signing secret whoever likes could speak as anybody in Slack, so there is none; an app token does without HTTP. */
function contradictionsOfSlack(env: Env): string[] {
  const { SLACK_BOT_TOKEN: token, SLACK_SIGNING_SECRET: secret, SLACK_APP_TOKEN: app } = env;
  const others = (
    [
      ["SLACK_SIGNING_SECRET", secret],
      ["SLACK_APP_TOKEN", app],
      ["SLACK_API_URL", env.SLACK_API_URL],
    ] as const
  ).filter(([, value]) => value !== undefined);
  if (token === undefined)
    return others.map(
      ([name]) => `${name} is set without SLACK_BOT_TOKEN: give the bot token under Install App, or leave both out`,
    );
  if (secret !== undefined || app !== undefined) return [];
  const missing = "SLACK_SIGNING_SECRET is missing: give the one under Basic Information > App Credentials";
  return [`${missing}, or for Socket Mode SLACK_APP_TOKEN`];
}

const slackOf = (env: Env): SlackApp | null =>
  env.SLACK_BOT_TOKEN === undefined
    ? null
    : {
        botToken: env.SLACK_BOT_TOKEN,
        signingSecret: env.SLACK_SIGNING_SECRET ?? null,
        appToken: env.SLACK_APP_TOKEN ?? null,
        apiUrl: `${(env.SLACK_API_URL ?? SLACK_API_URL).replace(/\/+$/, "")}/`,
      };

const botOf = (env: Env): BotApp | null =>
  env.MICROSOFT_APP_ID === undefined
    ? null
    : {
        appId: env.MICROSOFT_APP_ID,
        password: env.MICROSOFT_APP_PASSWORD ?? null,
        tenantId: env.MICROSOFT_APP_TENANT_ID ?? null,
        type: env.MICROSOFT_APP_TYPE ?? (env.MICROSOFT_APP_TENANT_ID === undefined ? "MultiTenant" : "SingleTenant"),
      };

function toConfig(env: Env, absolute: (path: string) => string, root: string): Config {
  const [mode, at] = env.FRONTDOOR_CLOCK.split("@") as ["real" | "virtual", string | undefined];
  return Object.freeze({
    port: env.PORT,
    host: env.HOST,
    publicUrl: env.PUBLIC_URL ?? null,
    trustedProxies: env.TRUSTED_PROXY ?? [],
    allowedOrigins: env.ALLOWED_ORIGINS ?? [],
    databaseUrl: env.DATABASE_URL ?? null,
    dataDir: absolute(env.DATA_DIR),
    dataKey: env.DATA_KEY ?? null,
    directLineSecret: env.DIRECTLINE_SECRET ?? null,
    identitySecret: env.IDENTITY_SECRET ?? null,
    microsoft: botOf(env),
    slack: slackOf(env),
    configDir: env.FRONTDOOR_CONFIG === undefined ? join(root, "config") : absolute(env.FRONTDOOR_CONFIG),
    dialogsDir: env.FRONTDOOR_DIALOGS === undefined ? join(root, "dialogs") : absolute(env.FRONTDOOR_DIALOGS),
    clock: { mode, at: at === undefined ? null : Date.parse(at) },
    clockGiven: process.env["FRONTDOOR_CLOCK"] !== undefined,
    logLevel: env.LOG_LEVEL,
    isProduction: env.NODE_ENV === "production",
  });
}

/** What the environment holds under a name that config/channels.yaml gives, such as a robot's address; null where it is not set. */
export const environmentNamed = (name: string): string | null => process.env[name]?.trim() || null;
