import type { PublicMessage } from "../../../../../application/ports.js";
import type { ShownReply } from "../../../../../application/triage/ports.js";
import type { Locale } from "../../../../../domain/words.js";
import { sections } from "../../blocks/message.js";
import { escaped, mrkdwnOf } from "../../blocks/mrkdwn.js";
import { cut } from "../../blocks/parts.js";
import { isSlackWord, slackWords } from "../words/words.js";
import { button, context, quoted, type Shown } from "./card.js";

/** All blocks of a message together take some 13,200 characters. */
const POST_CHARACTERS_MOST = 9_000;
const MESSAGE_CHARACTERS_MOST = 6_000;

export interface ThreadLook {
  locale: Locale;
  number: string;
  /** Of the customer, masked. */
  customer: string;
  mask: (text: string) => string;
}

/** As many messages as one post takes. `upTo`: the last that is shown. Null: there is none. */
export function threadPost(messages: readonly PublicMessage[], look: ThreadLook): (Shown & { upTo: number }) | null {
  let text = "";
  let upTo = 0;
  for (const message of messages) {
    const said = saidOf(message, look);
    if (text !== "" && text.length + said.length > POST_CHARACTERS_MOST) break;
    text += `${text === "" ? "" : "\n\n"}${said}`;
    upTo = message.seq;
  }
  if (text === "") return null;
  return { text: slackWords(look.locale)("thread.notice", { number: look.number }), blocks: sections(text), upTo };
}

/** Contacts are masked in channels (service-process 1): whoever needs one asks for it on the desk, which keeps a record. */
function saidOf({ from, name, text, buttons, attachments }: PublicMessage, { locale, customer, mask }: ThreadLook): string {
  const words = slackWords(locale);
  const who = from === "customer" ? words("thread.customer", { name: escaped(customer) }) : escaped(name ?? "");
  const masked = mask(from === "customer" ? text : text.replace(/\S*@\S*/g, bare));
  const [shown = "", more] = cut(from === "customer" ? escaped(masked) : mrkdwnOf(masked), MESSAGE_CHARACTERS_MOST);
  const lines = [
    shown,
    ...(more === undefined ? [] : [`_${words("thread.more")}_`]),
    ...attachments.map((file) => `_${words("thread.file", { name: escaped(mask(file.name)) })}_`),
    ...(buttons.length > 0
      ? [`_${words("thread.buttons", { labels: buttons.map(({ label }) => escaped(label)).join(" · ") })}_`]
      : []),
  ];
  return [`*${who}*`, ...lines.filter((line) => line !== "")].join("\n");
}

/** An address in Markdown may hold signs that were escaped: only bare it is known for one. */
const bare = (word: string): string => word.replaceAll("\\", "");

export const HOLD_SECONDS = 5;

/** A reply that a colleague wrote here, and what became of it. */
export function replyPost(reply: Pick<ShownReply, "draftId" | "agentName" | "state" | "reason" | "text">, locale: Locale): Shown {
  const words = slackWords(locale);
  const { draftId, agentName, state } = reply;
  const values = { agent: escaped(agentName), seconds: HOLD_SECONDS, reason: escaped(reasonOf(reply.reason, locale)) };
  const text = words(`reply.${state}`, values);
  const undo = { type: "actions", elements: [button("desk:undo", { label: words("button.undo"), value: draftId })] };
  return {
    text,
    blocks: [
      ...(reply.text === "" ? [] : sections(quoted(reply.text, 9_000))),
      context(text),
      ...(state === "held" ? [undo] : []),
    ],
  };
}

function reasonOf(reason: string | null, locale: Locale): string {
  const code = reason === "taken" ? "taken_meanwhile" : (reason ?? "").replaceAll(" ", "_");
  const word = `refused.${code}`;
  return isSlackWord(word) ? slackWords(locale)(word) : (reason ?? "—");
}
