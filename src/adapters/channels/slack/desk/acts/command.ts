import { may } from "../../../../../application/rights.js";
import { moment } from "../../../../../domain/digest/printed.js";
import { wordsOf } from "../../../../../domain/digest/words.js";
import { cleanText } from "../../../clean.js";
import { sections } from "../../blocks/message.js";
import { escaped, linkOf } from "../../blocks/mrkdwn.js";
import { button, cardOf, quoted, section, ticketUrl, type Shown } from "../cards/card.js";
import { factsOf } from "../cards/facts.js";
import { maskedName } from "../cards/masked-name.js";
import type { PostDeps } from "../cards/post.js";
import { roomPosts, type RoomPost } from "../posts/room-posts.js";
import { slackWords } from "../words/words.js";
import type { TypedCommand } from "./payloads.js";
import { addressee, holdReply } from "./reply.js";
import { said, type Who } from "./who.js";

/** What only whoever typed it sees. `after`: what is left to do once they were answered. */
export interface Answered {
  shown: Shown;
  after: () => Promise<void>;
}

const NOTHING = (): Promise<void> => Promise.resolve();
const HOURS = 4;
const HOURS_MOST = 168;
const ROWS_MOST = 20;

/** `/frontdoor reply | ticket | owed | digest | help`. */
export async function answerCommand({ text, triggerId }: TypedCommand, by: Who, deps: PostDeps): Promise<Answered> {
  const typed = unescaped(cleanText(text)).trim();
  const [, verb = "", rest = ""] = /^(\S*)\s*([\s\S]*)$/.exec(typed) ?? [];
  switch (verb.toLowerCase()) {
    case "reply":
      return reply(rest, { by, key: `command/${triggerId}` }, deps);
    case "ticket":
      return shows(await ticket(rest.trim(), by, deps));
    case "owed":
      return shows(await owed(rest.trim(), by, deps));
    case "digest":
      return shows(await digest(rest.trim(), by, deps));
    default:
      return shows(said(slackWords(by.locale)("help")));
  }
}

const shows = (shown: Shown): Answered => ({ shown, after: NOTHING });

/** The composer of a command escapes these three where it escapes anything. */
const unescaped = (text: string): string => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

async function reply(typed: string, { by, key }: { by: Who; key: string }, deps: PostDeps): Promise<Answered> {
  const words = slackWords(by.locale);
  const [, number = "", text = ""] = /^(\S*)\s*([\s\S]*)$/.exec(typed) ?? [];
  const found = /^T-?\d+$/i.test(number) ? await deps.queries.tickets.one(number.toUpperCase()) : null;
  if (found === null) return shows(said(words("refused.unknown_ticket", { number: escaped(number) })));
  if (text.trim() === "") return shows(said(words("help")));
  const held = await holdReply({ ticket: found, by, text: text.trim(), key }, deps);
  if ("refused" in held) return shows(said(held.refused));
  const notice = words("done.command", await addressee(found, by, deps));
  const undo = { type: "actions", elements: [button("desk:undo", { label: words("button.undo"), value: held.draftId })] };
  return {
    shown: { text: notice, blocks: [section(notice), ...sections(quoted(text.trim(), 9_000)), undo] },
    after: held.after,
  };
}

async function ticket(ref: string, by: Who, deps: PostDeps): Promise<Shown> {
  const facts = /^T?-?\d+$/i.test(ref) ? await factsOf(ref.toUpperCase(), deps) : null;
  if (facts === null) return said(slackWords(by.locale)("refused.unknown_ticket", { number: escaped(ref) }));
  return cardOf(facts, { locale: by.locale, zone: deps.zone(), deskUrl: deps.deskUrl });
}

async function owed(given: string, { locale }: Who, deps: PostDeps): Promise<Shown> {
  const words = slackWords(locale);
  const hours = Math.min(Math.max(Math.round(Number(given)) || HOURS, 1), HOURS_MOST);
  const { items, counts } = await deps.board({ hours }, { limit: ROWS_MOST });
  if (items.length === 0) return said(words("owed.none", { hours }));
  const { overdue = 0, soon = 0, hours: within = 0 } = counts ?? {};
  const title = words("owed.title", { hours, overdue, soon, all: overdue + within });
  const lines = items.map(({ commitment, ticket: of, customer, owedByName }) => {
    const number = of === null ? "—" : deps.deskUrl === null ? of.number : linkOf(ticketUrl(deps.deskUrl, of.number), of.number);
    const due = moment(Date.parse(commitment.dueAt), { zone: deps.zone() });
    const late = commitment.word === "overdue" ? ` *${words("card.overdue")}*` : "";
    const who = customer === null ? "—" : `${escaped(maskedName(customer))} ${customer.number}`;
    const kind = wordsOf(locale)(`kind.${commitment.kind}`);
    return `• ${due}${late} · ${number} · ${kind} · ${who} · ${escaped(owedByName ?? words("card.assistant"))}`;
  });
  return { text: title, blocks: sections([`*${title}*`, ...lines].join("\n")) };
}

async function digest(given: string, { agent, locale }: Who, deps: PostDeps): Promise<Shown> {
  const words = slackWords(locale);
  if (!may(agent.role, "figures")) return said(words("who.not_figures"));
  // Supervisors see their own team's and those of the whole desk.
  const plans = deps.digestPlans().filter(({ team }) => agent.role !== "supervisor" || team === null || team === agent.team);
  const name = given || plans[0]?.name;
  const made = plans.some((plan) => plan.name === name) ? await deps.digest(name!) : null;
  if (made === null) {
    const names = plans.map((plan) => plan.name).join(", ") || "—";
    return said(words("digest.unknown", { name: escaped(given), names: escaped(names) }));
  }
  const [first] = roomPosts(made.documents[locale]).bodies as RoomPost[];
  return first?.do === "post" ? { text: first.title, blocks: sections(first.mrkdwn) } : said("—");
}
