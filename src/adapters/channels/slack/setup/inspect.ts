import { makeCall, type Call } from "../api/call.js";
import { SlackFault } from "../api/fault.js";
import type { SlackApp } from "../app.js";
import { APP_SCOPE, BOT_SCOPES } from "./scopes.js";

/** A channel that the desk is told to post to, with where that stands: `config/channels.yaml:12 slack.triage.0.channel`. */
export interface NamedChannel {
  id: string;
  where: string;
}

/** Each fault with its remedy. `facts`: what there is, and what could not be asked. */
export interface Inspection {
  faults: string[];
  facts: string[];
}

/** Asks Slack what only Slack knows: whether the tokens are good, whether they may do what the desk does, and whether its channels are there. */
export async function inspectSlack({ app, channels }: { app: SlackApp; channels: readonly NamedChannel[] }): Promise<Inspection> {
  const found: Inspection = { faults: [], facts: [] };
  const callWith = (token: string): Call => makeCall({ apiUrl: app.apiUrl, token, warn: () => undefined }).call;
  const asked = await heard(found, () => inspectBot(found, callWith(app.botToken)), ofBotToken);
  const { appToken } = app;
  if (appToken !== null) await heard(found, async () => void (await callWith(appToken)("apps.connections.open")), ofAppToken);
  if (asked) for (const channel of channels) await inspectChannel(found, callWith(app.botToken), channel);
  return found;
}

/** False: there is nothing more to ask. */
async function heard(found: Inspection, ask: () => Promise<void>, faultOf: (error: string) => string): Promise<boolean> {
  try {
    await ask();
    return true;
  } catch (error) {
    if (!(error instanceof SlackFault)) throw error;
    if (isUnheard(error)) found.facts.push(`Slack could not be asked (${error.message}): what only Slack knows is not checked.`);
    else found.faults.push(faultOf(error.error));
    return false;
  }
}

const isUnheard = ({ kind }: SlackFault): boolean => kind === "away" || kind === "silent" || kind === "limited";

interface AuthTest {
  team: string;
  team_id: string;
  user: string;
  bot_id?: string;
  response_metadata?: { scopes?: string[] };
}

async function inspectBot(found: Inspection, call: Call): Promise<void> {
  const { team, team_id, user, bot_id, response_metadata } = await call<AuthTest>("auth.test");
  found.facts.push(`Slack: @${user} in ${team} (${team_id}).`);
  if (!bot_id) found.faults.push(`SLACK_BOT_TOKEN is no bot's. ${INSTALL}`);
  const granted = response_metadata?.scopes;
  if (granted === undefined) {
    found.facts.push("Slack did not say which scopes the token has.");
    return;
  }
  for (const [scope, without] of Object.entries(BOT_SCOPES))
    if (!granted.includes(scope)) found.faults.push(`The scope ${scope} is missing: ${without}. ${ADD_SCOPE}`);
  const unused = granted.filter((scope) => scope !== "" && !(scope in BOT_SCOPES));
  if (unused.length > 0) found.facts.push(`The token may do more than the desk does: take out ${unused.join(", ")}.`);
}

const INSTALL = "Copy the Bot User OAuth Token under Install App.";
const ADD_SCOPE = "Add it under OAuth & Permissions > Bot Token Scopes, and install the app again.";

function ofBotToken(error: string): string {
  switch (error) {
    case "account_inactive":
    case "app_uninstalled":
    case "token_revoked":
      return `SLACK_BOT_TOKEN is good no more (${error}): the app was taken off. Install it under Install App, and copy the new token.`;
    case "token_expired":
      return `SLACK_BOT_TOKEN has expired: make the app anew from docs/slack-manifest.yaml, which has token rotation off.`;
    default:
      return `Slack does not take SLACK_BOT_TOKEN (${error}). ${INSTALL}`;
  }
}

const APP_TOKENS = "Basic Information > App-Level Tokens";

function ofAppToken(error: string): string {
  if (error.startsWith("missing_scope"))
    return `SLACK_APP_TOKEN lacks the scope ${APP_SCOPE}: no socket is opened. Make another with it under ${APP_TOKENS}.`;
  const isToken = /auth|token|account/.test(error);
  return isToken
    ? `Slack does not take SLACK_APP_TOKEN (${error}). Copy it under ${APP_TOKENS}.`
    : `Slack opens no socket (${error}). Turn it on under Settings > Socket Mode.`;
}

interface Channel {
  name?: string;
  is_archived?: boolean;
  is_member?: boolean;
  is_ext_shared?: boolean;
  is_pending_ext_shared?: boolean;
}

async function inspectChannel(found: Inspection, call: Call, { id, where }: NamedChannel): Promise<void> {
  try {
    const { channel } = await call<{ channel: Channel }>("conversations.info", { channel: id });
    const faults = faultsOf(channel);
    found.faults.push(...faults.map((fault) => `${where}: ${fault}`));
    if (faults.length === 0) found.facts.push(`${where}: #${channel.name ?? id}.`);
  } catch (error) {
    if (!(error instanceof SlackFault)) throw error;
    // Which scope, is told already.
    if (isUnheard(error) || error.error.startsWith("missing_scope"))
      found.facts.push(`${where}: ${id} could not be asked for (${error.error}).`);
    else found.faults.push(`${where}: ${id} is no channel that the app sees (${error.error}). ${CORRECT}`);
  }
}

const CORRECT = "Correct the id, which stands at the end of the channel's details; is it private, write /invite @… in it.";

function faultsOf({ name = "", is_archived, is_member, is_ext_shared, is_pending_ext_shared }: Channel): string[] {
  if (is_archived) return [`#${name} is archived. Take it out of the archive, or name another.`];
  return [
    ...(is_member === false ? [`the app is not in #${name}. Write /invite @… in it.`] : []),
    ...(is_ext_shared || is_pending_ext_shared
      ? [`people of other companies read #${name} (Slack Connect). Name a channel that only colleagues are in.`]
      : []),
  ];
}
