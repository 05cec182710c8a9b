import type { Loose } from "../direct-line.js";

/** What the composer of the client makes of emoji that are typed as characters (from memory; a handful stands for all). */
const EMOJI: Record<string, string> = {
  "👍": ":+1:",
  "👎": ":-1:",
  "🙏": ":pray:",
  "😀": ":grinning:",
  "😡": ":rage:",
  "❤️": ":heart:",
};
/** Marks that the client itself puts in: people, channels, groups, links. */
const MARK = /<(?:[@#!][^<>]+|https?:[^<>]+|mailto:[^<>]+)>/g;
const LINK = /\bhttps?:\/\/[^\s<>|]+[^\s<>|.,;:!?)，。；：！？）]/g;
const MAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;

/**
 * What a person types, as Slack stores it and tells apps: & < > escaped, links and addresses in angle brackets, emoji by name
 * (docs.slack.dev/messaging/formatting-message-text). Marks such as `<@U…>` stay: the client put them there.
 */
export function toSlackText(typed: string): string {
  const marks: string[] = [];
  const mark = (found: string): string => `\u0000${marks.push(found) - 1}\u0000`;
  let text = typed.replace(MARK, mark);
  text = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  text = text.replace(LINK, (link) => mark(`<${link}>`)).replace(MAIL, (mail) => mark(`<mailto:${mail}|${mail}>`));
  for (const [emoji, name] of Object.entries(EMOJI)) text = text.replaceAll(emoji, name);
  return text.replace(/\u0000(\d+)\u0000/g, (_, at: string) => marks[Number(at)] ?? "");
}

/** The block that the client writes beside the text; apps that read only `text` may leave it alone. */
export function richText(text: string, block_id: string): Loose {
  const elements = text.split(/(<@\w+>)/).flatMap((part): Loose[] => {
    const user = /^<@(\w+)>$/.exec(part)?.[1];
    if (user !== undefined) return [{ type: "user", user_id: user }];
    return part === "" ? [] : [{ type: "text", text: unescape(part) }];
  });
  return { type: "rich_text", block_id, elements: [{ type: "rich_text_section", elements }] };
}

const unescape = (text: string): string => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
