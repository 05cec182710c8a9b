import { cleanText } from "../../clean.js";
import { EMOJI } from "./emoji.js";

const MARK = /<([^<>]*)>/g;
const NAMED = /(?<!\w):([a-z0-9_+'-]{1,40}):(?::skin-tone-[2-6]:)?/g;

/**
 * What somebody typed, from what Slack makes of it: `& < >` are entities there, addresses and people stand in angle brackets, some emoji
 * under their names. `bot`: its own name, with which it was called, is no part of what was said.
 */
export function typedText(text: string, bot: string | null): string {
  const spoken = bot === null ? text : text.replaceAll(new RegExp(`<@${bot}(?:\\|[^<>]*)?>[ \\t]*[,:，：]?`, "g"), " ");
  const plain = spoken
    .replace(MARK, (_, mark: string) => markOf(mark))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replace(NAMED, (whole, name: string) => EMOJI[name] ?? whole);
  return cleanText(plain).trim();
}

/** `@U…|name`, `#C…|name`, `!here`, `!subteam^S…|@team`, `!date^…|then`, `mailto:…|…`, `https://…|…`. */
function markOf(mark: string): string {
  const bar = mark.indexOf("|");
  const [target, label] = bar === -1 ? [mark, ""] : [mark.slice(0, bar), mark.slice(bar + 1)];
  const sign = target.charAt(0);
  if (sign === "@" || sign === "#") return `${sign}${label || target.slice(1)}`;
  if (sign === "!") return label || `@${target.slice(1).split("^", 1)[0]}`;
  const address = target.replace(/^(mailto|tel):/, "");
  const isItself = label === "" || address === label || /^https?:\/\/(.*?)\/?$/.exec(address)?.[1] === label;
  return isItself ? label || address : `${label} (${address})`;
}
