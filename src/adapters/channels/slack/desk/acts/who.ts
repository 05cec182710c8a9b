import type { LinkedAgent } from "../../../../../application/triage/ports.js";
import type { Locale } from "../../../../../domain/words.js";
import { makePeople } from "../../customers/people.js";
import { escaped } from "../../blocks/mrkdwn.js";
import { button, section, type Shown } from "../cards/card.js";
import type { SlackDeskParts } from "../desk-deps.js";
import { slackWords } from "../words/words.js";

export interface Who {
  agent: LinkedAgent;
  locale: Locale;
}

export interface Whos {
  /** Who of the desk's agents this is; else what they are told. */
  of(user: string): Promise<Who | { told: Shown }>;
  /** "That's me": links by the e-mail that the workspace vouches for, once. Answers what they are told. */
  confirm(user: string, agentId: string): Promise<Shown>;
  localeOf(user: string): Promise<Locale>;
}

/** A click has to be answered within three seconds: without Slack's word by then the desk's own language is spoken. */
const LOCALE_WITHIN_MS = 600;

export function makeWhos({ api, agents, team, defaultLocale, now }: SlackDeskParts): Whos {
  const people = makePeople({ api, now });
  const personOf = async (user: string) => people.of(user, await team());
  const localeOf = async (user: string): Promise<Locale> => {
    const known = personOf(user).then(
      ({ locale }) => locale,
      () => null,
    );
    return (await within(known, LOCALE_WITHIN_MS)) ?? defaultLocale();
  };
  const emailOf = async (user: string): Promise<string | null> => {
    const person = await personOf(user).catch(() => null);
    return person?.profile?.email ?? null;
  };
  return {
    localeOf,
    of: async (user) => {
      const [agent, locale] = await Promise.all([agents.linked(user), localeOf(user)]);
      if (agent !== null) return { agent, locale };
      const words = slackWords(locale);
      const email = await emailOf(user);
      const match = email === null ? null : await agents.byEmail(email);
      if (match === null) return { told: said(words("who.stranger", { user })) };
      const text = words("who.offer", { agent: escaped(match.name) });
      const press = {
        type: "actions",
        elements: [button("desk:link", { label: words("button.link"), value: match.id, style: "primary" })],
      };
      return { told: { text, blocks: [section(text), press] } };
    },
    confirm: async (user, agentId) => {
      const words = slackWords(await localeOf(user));
      const email = await emailOf(user);
      const match = email === null ? null : await agents.byEmail(email);
      const linked = match?.id === agentId ? await agents.link(agentId, user) : null;
      return said(linked === null ? words("who.not_linked") : words("who.linked", { agent: escaped(linked.name) }));
    },
  };
}

export const said = (text: string): Shown => ({ text, blocks: [section(text)] });

function within<T>(promise: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), ms)));
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
