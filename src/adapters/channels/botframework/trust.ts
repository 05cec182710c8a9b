/** Who issues the tokens of channels; any other issuer is the Emulator's, a skill's, or a forger's. */
export const CHANNEL_ISSUER = "https://api.botframework.com";

/**
 * Channels that the SDK checks by other rules, which leave out the serviceUrl: anybody may write their name into an activity
 * (reliability 1c).
 */
const OTHER_RULES: ReadonlySet<string> = new Set(["asechannel"]);

export interface Trust {
  /** Who issues the tokens of channels. */
  issuer: string;
  /** In development the Emulator is let in, and connectors on this machine: never on a desk that the world can reach. */
  development: boolean;
}

/**
 * Looked at before the SDK sees it: for a token of any other issuer it would ask no serviceUrl, and take up whatever tenant a token that
 * nobody has checked yet names.
 */
export function isBelievable({ issuer, development }: Trust, of: { authorization: string; channelId: string }): boolean {
  if (OTHER_RULES.has(of.channelId.toLowerCase())) return false;
  const claimed = issuerOf(of.authorization);
  return claimed !== null && (claimed === issuer || development);
}

function issuerOf(authorization: string): string | null {
  const [, payload] = /^Bearer [\w-]+\.([\w-]+)\.[\w-]+$/.exec(authorization) ?? [];
  if (payload === undefined) return null;
  try {
    const { iss } = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as { iss?: unknown };
    return typeof iss === "string" ? iss : null;
  } catch {
    return null;
  }
}

/** Where Microsoft runs connectors: its public cloud and its sovereign ones. */
const CONNECTORS = [
  "botframework.com",
  "botframework.azure.us",
  "botframework.azure.cn",
  "smba.trafficmanager.net",
  "smba.infra.gcc.teams.microsoft.com",
  "smba.infra.gov.teams.microsoft.us",
  "smba.infra.dod.teams.microsoft.us",
];
/** Where Teams keeps the files of its conversations. */
const FILE_STORES = ["sharepoint.com", "sharepoint.us", "sharepoint.cn"];

/**
 * Whether our token may go there. `vouched`: the address that the caller's own token names; the SDK has held it against the activity's.
 * An activity that names another place would make the bot hand its token to whoever wrote it.
 */
export function isConnector(
  serviceUrl: string,
  { vouched, development }: { vouched: string | null; development: boolean },
): boolean {
  const url = URL.canParse(serviceUrl) ? new URL(serviceUrl) : null;
  if (url === null || url.username !== "" || url.password !== "") return false;
  if (isLoopback(url.hostname)) return development;
  return url.protocol === "https:" && (vouched === serviceUrl || isUnder(url.hostname, CONNECTORS));
}

/** Whether a file may be fetched from there without any token. */
export function isFileStore(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url !== null && url.protocol === "https:" && url.username === "" && isUnder(url.hostname, FILE_STORES);
}

const isUnder = (host: string, names: readonly string[]): boolean =>
  names.some((name) => host === name || host.endsWith(`.${name}`));
const isLoopback = (host: string): boolean => ["127.0.0.1", "localhost", "[::1]"].includes(host);
