import type { ConversationView, CustomerView, SurveyView, TicketView } from "../../../../../application/desk-views.js";
import { moment } from "../../../../../domain/digest/printed.js";
import { wordsOf } from "../../../../../domain/digest/words.js";
import type { Locale } from "../../../../../domain/words.js";
import { plain } from "../../blocks/message.js";
import { escaped, linkOf } from "../../blocks/mrkdwn.js";
import { cut } from "../../blocks/parts.js";
import { maskedName } from "./masked-name.js";
import { slackWords, type SlackWords } from "../words/words.js";

/** All of a ticket that its card shows. */
export interface CardFacts {
  ticket: TicketView;
  conversation: ConversationView;
  customer: CustomerView;
  /** The last survey; null: none was asked. */
  survey: SurveyView | null;
  /** Desk time. */
  now: number;
}

export interface CardLook {
  locale: Locale;
  zone: string;
  deskUrl: string | null;
}

export interface Shown {
  text: string;
  blocks: object[];
}

const OWED_MOST = 6;
const REASONS_MOST = 4;
/** Of the 3,000 that Slack takes. */
const SECTION_CHARACTERS_MOST = 2_900;
const DEMAND_CHARACTERS_MOST = 1_500;
const REASON_CHARACTERS_MOST = 60;
const NAME_CHARACTERS_MOST = 100;

/** A ticket as a triage channel shows it: contacts never, names masked (service-process 1). */
export function cardOf(facts: CardFacts, look: CardLook): Shown {
  const words = slackWords(look.locale);
  const { ticket } = facts;
  const priority = words(`priority.${ticket.priority}`);
  return {
    text: words("card.notice", { number: ticket.number, priority }),
    blocks: [
      section(headOf(facts, look)),
      section(quoted(ticket.text, DEMAND_CHARACTERS_MOST)),
      { type: "section", fields: fieldsOf(facts, look).map((text) => ({ type: "mrkdwn", text })) },
      section(owedOf(facts, look)),
      ...(facts.survey?.scores ? [context(`${words("card.marks")}: ${facts.survey.scores.join(" · ")}`)] : []),
      ...buttonsOf(facts, look, words),
    ],
  };
}

export const section = (text: string): object => ({ type: "section", text: { type: "mrkdwn", text } });
export const context = (text: string): object => ({ type: "context", elements: [{ type: "mrkdwn", text }] });

/** As long as one section takes, unless told. */
export function quoted(text: string, most: number = SECTION_CHARACTERS_MOST): string {
  const lines = escaped(text).split("\n");
  const [shown = "", more] = cut(lines.map((line) => `> ${line}`).join("\n"), most);
  return more === undefined ? shown : `${shown}…`;
}

function headOf({ ticket }: CardFacts, { locale, deskUrl }: CardLook): string {
  const terms = wordsOf(locale);
  const words = slackWords(locale);
  const number = deskUrl === null ? ticket.number : linkOf(ticketUrl(deskUrl, ticket.number), ticket.number);
  const category = terms(`category.${ticket.category ?? "none"}`);
  const about = [words(`priority.${ticket.priority}`), category, terms(`form.${ticket.form}`), terms(`status.${ticket.status}`)];
  return [`*${number}*`, ...about.map(escaped)].join(" · ");
}

export const ticketUrl = (deskUrl: string, number: string): string => `${deskUrl}/tickets/${number}`;

function fieldsOf({ ticket, conversation, customer }: CardFacts, { locale }: CardLook): string[] {
  const words = slackWords(locale);
  const who = `${escaped(maskedName(customer))} · ${customer.number} · ${words(`channel.${conversation.channel}`)}`;
  const levels = words("card.urgent", {
    urgency: words(`level.${ticket.urgency}`),
    importance: words(`level.${ticket.importance}`),
  });
  const reasons = reasonsOf(ticket.classification).map((text) => `“${escaped(text)}”`);
  return [
    `*${words("card.customer")}*\n${who}`,
    `*${words("card.owner")}*\n${escaped(ticket.ownerName.slice(0, NAME_CHARACTERS_MOST))}`,
    `*${words("card.holder")}*\n${escaped((conversation.agentName ?? words("card.assistant")).slice(0, NAME_CHARACTERS_MOST))}`,
    `*${words("card.why")}*\n${[levels, ...reasons].join("\n")}`,
  ];
}

/** What was understood, by which words: of what makes the priority. */
function reasonsOf(classification: unknown): string[] {
  const { evidence } = (classification ?? {}) as { evidence?: { field?: unknown; text?: unknown }[] };
  const found = (evidence ?? []).flatMap(({ field, text }) =>
    typeof text === "string" && ["urgency", "importance", "outage", "complaint"].includes(String(field)) ? [text] : [],
  );
  return [...new Set(found)].slice(0, REASONS_MOST).map((text) => text.slice(0, REASON_CHARACTERS_MOST));
}

function owedOf({ ticket, now }: CardFacts, { locale, zone }: CardLook): string {
  const words = slackWords(locale);
  const terms = wordsOf(locale);
  const owed = ticket.commitments.filter(({ state }) => state === "owed" || state === "paused").slice(0, OWED_MOST);
  if (owed.length === 0) return `*${words("card.owed")}*\n${words("card.none_owed")}`;
  const lines = owed.map(({ kind, dueAt, state }) => {
    const due = Date.parse(dueAt);
    const word = state === "paused" ? ` (${terms("state.paused")})` : due < now ? ` *${words("card.overdue")}*` : "";
    return `• ${terms(`kind.${kind}`)} · ${moment(due, { zone })}${word}`;
  });
  return [`*${words("card.owed")}*`, ...lines].join("\n");
}

/** `desk:…`: our buttons in what colleagues see. */
export const button = (id: string, { label, value, style }: { label: string; value: string; style?: "primary" }): object => ({
  type: "button",
  action_id: id,
  text: plain(label),
  value,
  ...(style ? { style } : {}),
});

const ENDED = ["closed", "cancelled", "merged"];

function buttonsOf({ ticket, conversation, survey }: CardFacts, { deskUrl }: CardLook, words: SlackWords): object[] {
  const of = (act: "takeover" | "assign" | "priority" | "reply", style?: "primary"): object =>
    button(`desk:${act}`, { label: words(`button.${act}`), value: ticket.id, ...(style ? { style } : {}) });
  const open =
    deskUrl === null
      ? []
      : [{ ...button("desk:open", { label: words("button.open"), value: ticket.id }), url: ticketUrl(deskUrl, ticket.number) }];
  const isOver = ENDED.includes(ticket.status);
  const more = [
    ...(isOver ? [] : (["update", "resolution", "evidence"] as const)),
    ...(conversation.holder === "agent" ? (["handback"] as const) : []),
    ...(survey?.state === "asked" ? (["survey"] as const) : []),
  ].slice(0, 5);
  const menu = more.map((act) => ({ text: plain(words(`button.${act}`)), value: `${act}:${ticket.id}` }));
  const elements = [
    ...(isOver ? [] : [of("takeover", "primary"), of("assign"), of("priority"), of("reply")]),
    ...open,
    ...(menu.length > 0 ? [{ type: "overflow", action_id: "desk:more", options: menu }] : []),
  ];
  return elements.length > 0 ? [{ type: "actions", elements }] : [];
}
