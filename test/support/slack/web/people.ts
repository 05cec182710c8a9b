import { renderProfile, renderUser } from "../render.js";
import { Refusal, type Dict } from "../shapes.js";
import { channelOf, isTrue, personOf, type Call, type Method } from "./method.js";

/** auth, users, bots, team, reactions, assistant and apps. */
export const people: Record<string, Method> = {
  "auth.test": { tier: "special", run: authTest },
  "users.info": { tier: 4, scope: "users:read", run: userInfo },
  "users.list": { tier: 2, scope: "users:read", run: userList },
  "users.profile.get": { tier: 4, scope: "users.profile:read", run: profile },
  "users.lookupByEmail": { tier: 3, scope: "users:read.email", run: byEmail },
  "bots.info": { tier: 3, scope: "users:read", run: botInfo },
  "team.info": { tier: 3, scope: "team:read", run: teamInfo },
  "reactions.add": { tier: 3, scope: "reactions:write", run: react },
  "reactions.remove": { tier: 2, scope: "reactions:write", run: unreact },
  "assistant.threads.setStatus": { tier: "special", scope: "chat:write", run: setStatus },
  "apps.connections.open": { tier: 1, scope: "connections:write", token: "app", run: connect },
};

function authTest({ workspace: { team, bot } }: Call): Dict {
  const url = `https://${team.domain}.slack.com/`;
  const who = { user: bot.name, user_id: bot.userId, bot_id: bot.botId };
  return { url, team: team.name, team_id: team.id, ...who, is_enterprise_install: false };
}

const email = ({ scopes }: Call): { email: boolean } => ({ email: scopes.has("users:read.email") });

function userInfo(call: Call): Dict {
  const locale = isTrue(call.args.include_locale);
  return { user: renderUser(call.workspace, personOf(call, call.args.user), { ...email(call), locale }) };
}

function userList(call: Call): Dict {
  const locale = isTrue(call.args.include_locale);
  const members = [...call.workspace.people.values()].map((one) => renderUser(call.workspace, one, { ...email(call), locale }));
  return { members, cache_ts: Math.trunc(call.workspace.now() / 1000), response_metadata: { next_cursor: "" } };
}

function profile(call: Call): Dict {
  return {
    profile: renderProfile(personOf(call, call.args.user ?? call.workspace.bot.userId), email(call)),
  };
}

function byEmail(call: Call): Dict {
  const wanted = String(call.args.email ?? "").toLowerCase();
  const found = [...call.workspace.people.values()].find((one) => one.email?.toLowerCase() === wanted && !one.deleted);
  if (!found) throw new Refusal("users_not_found");
  return { user: renderUser(call.workspace, found, { email: true }) };
}

function botInfo({ workspace: { bot, now }, args }: Call): Dict {
  if (args.bot !== bot.botId) throw new Refusal("bot_not_found");
  const updated = Math.trunc(now() / 1000);
  return { bot: { id: bot.botId, deleted: false, name: bot.name, updated, app_id: bot.appId, user_id: bot.userId, icons: {} } };
}

function teamInfo({ workspace: { team } }: Call): Dict {
  return {
    team: { id: team.id, name: team.name, domain: team.domain, email_domain: "", icon: { image_default: true } },
  };
}

function reactionsOf(call: Call): { by: Set<string>; name: string; all: Map<string, Set<string>> } {
  const channel = channelOf(call);
  const { timestamp, name } = call.args;
  if (timestamp === undefined) throw new Refusal("no_item_specified");
  if (!/^\d+\.\d+$/.test(String(timestamp))) throw new Refusal("bad_timestamp");
  if (!/^[\w+:'-]+$/.test(String(name))) throw new Refusal("invalid_name");
  const message = call.workspace.find(channel, String(timestamp));
  if (!message) throw new Refusal("message_not_found");
  if (channel.archived) throw new Refusal("is_archived");
  return { by: message.reactions.get(String(name)) ?? new Set(), name: String(name), all: message.reactions };
}

function react(call: Call): Dict {
  const { by, name, all } = reactionsOf(call);
  if (by.has(call.workspace.bot.userId)) throw new Refusal("already_reacted");
  all.set(name, by.add(call.workspace.bot.userId));
  return {};
}

function unreact(call: Call): Dict {
  const { by, name, all } = reactionsOf(call);
  if (!by.delete(call.workspace.bot.userId)) throw new Refusal("no_reaction");
  if (by.size === 0) all.delete(name);
  return {};
}

/** Shown until the bot's next message in the thread, at most two minutes; here it is only noted. */
function setStatus(call: Call): Dict {
  const channel = channelOf(call, "channel_id");
  const { thread_ts, status } = call.args;
  if (!/^\d+\.\d+$/.test(String(thread_ts))) throw new Refusal("invalid_thread_ts");
  call.workspace.statuses.push({ channel: channel.id, thread_ts: String(thread_ts), status: String(status ?? "") });
  return {};
}

function connect({ origin, ticket }: Call): Dict {
  return { url: `${origin.replace(/^http/, "ws")}${ticket()}` };
}
