import type { MakeSlackDesk } from "../desk-part.js";
import { registerActs } from "./acts/register.js";
import { makeWhos } from "./acts/who.js";
import { makeKeeper } from "./cards/keep.js";
import { postCard } from "./cards/post.js";
import type { SlackDeskDeps } from "./desk-deps.js";
import { postRoom } from "./posts/post-room.js";

/** Agents and managers in Slack: cards of tickets, what is done with them, digests and alerts. */
export const makeSlackDesk =
  (deps: SlackDeskDeps): MakeSlackDesk =>
  (tools) => {
    const parts = { ...deps, ...tools };
    const keeper = makeKeeper(deps);
    const whos = makeWhos(parts);
    const localeIn = (channel: string) => deps.rules().find((rule) => rule.channel === channel)?.locale ?? deps.defaultLocale();
    const posts = { ...parts, keeper, localeIn };
    const internal = (channel: string): boolean =>
      deps.rules().some((rule) => rule.channel === channel) || deps.rooms().includes(channel);
    deps.onCommitted(keeper.changed);
    return {
      register: (app) => registerActs(app, { ...posts, whos }, internal),
      internal,
      post: (to, message, call) => {
        const posting = { to, call, repeat: message.repeat };
        return message.kind === "card" ? postCard(message, posting, posts) : postRoom(message, posting, parts);
      },
      start: () => {
        keeper.start();
        return Promise.resolve();
      },
      stop: keeper.stop,
    };
  };
