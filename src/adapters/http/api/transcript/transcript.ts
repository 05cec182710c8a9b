import type { CustomerView, MessageView, TicketView } from "../../../../application/desk-queries.js";
import type { Mask } from "../../../../application/ports.js";
import type { Locale } from "../../../../domain/words.js";
import type { Desk } from "../desk.js";
import { TRANSCRIPT_WORDS } from "./words.js";

/** What was said in a ticket's conversation, ready to be written down; plain text that no format has made safe yet. */
export interface Transcript {
  number: string;
  customer: { number: string; name: string | null } | null;
  createdAt: string;
  locale: Locale;
  zone: string;
  contacts: "masked" | "shown";
  messages: SaidLine[];
  /** There was more. */
  cut: boolean;
}

export interface SaidLine {
  at: string;
  from: MessageView["from"];
  who: string;
  text: string;
  files: string[];
  edited: { at: string; text: string }[];
  deletedAt: string | null;
}

const MESSAGES_A_PAGE = 200;
/** A longer conversation is cut, and says so. */
const MESSAGES_MOST = 10_000;
const CHARACTERS_MOST = 5_000_000;

/** `locale` undefined: the conversation's. */
export async function transcriptOf(
  desk: Pick<Desk, "queries" | "pages">,
  ticket: TicketView,
  wish: { locale: Locale | undefined; contacts: Transcript["contacts"] },
): Promise<Transcript> {
  const { conversations, customers } = desk.queries;
  const [conversation, customer] = await Promise.all([
    conversations.one(ticket.conversationId),
    customers.one(ticket.customerId, { reveal: false }),
  ]);
  const locale = wish.locale ?? conversation?.locale ?? "zh-CN";
  const mask: Mask = wish.contacts === "shown" ? (text) => text : desk.pages.mask;
  const name = customer && (customer.name ?? customer.company);
  const messages: SaidLine[] = [];
  let characters = 0;
  let cut = false;
  for (let cursor: string | null = null; !cut;) {
    const page = await conversations.messages(ticket.conversationId, { cursor, limit: MESSAGES_A_PAGE });
    for (const message of page?.items ?? []) messages.push(lineOf(message, { locale, customer, mask }));
    for (const { text } of messages.slice(-(page?.items.length ?? 0))) characters += text.length;
    cursor = page?.next ?? null;
    if (cursor === null) break;
    cut = messages.length >= MESSAGES_MOST || characters >= CHARACTERS_MOST;
  }
  const shown = customer && { number: customer.number, name: name === null ? null : mask(inOneLine(name)) };
  const { number, createdAt } = ticket;
  return { number, customer: shown, createdAt, locale, zone: desk.pages.zone(), contacts: wish.contacts, messages, cut };
}

interface Said {
  locale: Locale;
  customer: CustomerView | null;
  mask: Mask;
}

function lineOf(message: MessageView, { locale, customer, mask }: Said): SaidLine {
  const clean = (text: string): string => mask(plain(text));
  const words = TRANSCRIPT_WORDS[locale];
  const nobody = { customer: customer?.name ?? customer?.company ?? words.customer, bot: words.assistant, agent: words.agent };
  return {
    at: message.at,
    from: message.from,
    who: mask(inOneLine(message.name ?? nobody[message.from])),
    text: clean(message.say === null ? message.text : unmarked(message.text)),
    files: message.attachments.map(({ name }) => mask(inOneLine(name))),
    edited: message.edited.map(({ at, text }) => ({ at, text: clean(text) })),
    deletedAt: message.deletedAt,
  };
}

/** Without what moves the cursor or turns the writing round: it could make one line look like another. */
const plain = (text: string): string =>
  text.replace(/\r\n|[\r\u2028\u2029]/g, "\n").replace(/(?![\n\t])[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "");

/** A sentence of the desk's is Markdown, and what was filled in is escaped there. */
const unmarked = (text: string): string => text.replace(/\\([\p{P}\p{S}])|\*\*/gu, (_, mark: string | undefined) => mark ?? "");

const inOneLine = (text: string): string => plain(text).replace(/\s+/g, " ");
