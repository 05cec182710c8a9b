/** Text that Slack shows as it is: nobody is called, nothing is a link (docs.slack.dev, formatting message text). */
export const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/**
 * Seen by nobody, and counts as a space: behind a sign that would begin bold, italic or code it keeps the sign a sign; around what is bold
 * it lets it be so where no spaces stand between words, as in Chinese.
 */
const UNSEEN = "\u200b";
const SIGN = /[*_~`]/;
const INLINE =
  /\\([!-/:-@[-`{-~])|(`+)([^`]+)\2|\[((?:\\.|[^\]\\])*)\]\(((?:\\.|[^\s()\\])+)\)|(\*\*|__)(?=\S)(.+?)(?<=\S)\6|~~(?=\S)(.+?)(?<=\S)~~|(?<![\p{L}\p{N}*_])([*_])(?=[^\s*_])(.+?)(?<=[^\s*_])\9(?![\p{L}\p{N}*_])|([*_~`])|([&<>])/gu;

/** The Markdown of a message in Slack's own markup; whatever was escaped there stays as typed here. */
export function mrkdwnOf(markdown: string): string {
  let isCode = false;
  const lines = markdown.replace(/\r\n?/g, "\n").split("\n");
  return lines
    .map((line) => {
      if (/^\s*```/.test(line)) {
        isCode = !isCode;
        return "```";
      }
      return isCode ? escaped(line) : lineOf(line);
    })
    .join("\n");
}

function lineOf(line: string): string {
  const [, hashes, title] = /^(#{1,6})\s+(.*)$/.exec(line) ?? [];
  if (hashes !== undefined) return `*${inline(title!).replaceAll("*", "")}*`;
  const [, indent, point] = /^(\s*)[-*+]\s+(.*)$/.exec(line) ?? [];
  if (indent !== undefined) return `${indent}• ${inline(point!)}`;
  const [, quoted] = /^>\s?(.*)$/.exec(line) ?? [];
  return quoted === undefined ? inline(line) : `> ${inline(quoted)}`;
}

function inline(text: string): string {
  return text.replace(INLINE, (...found) => {
    const [whole, sign, ticks, code, label, address, , bold, struck, , italic, literal, special] = found as string[];
    if (sign !== undefined) return SIGN.test(sign) ? `${sign}${UNSEEN}` : escaped(sign);
    if (address !== undefined) return linkOf(unescaped(address), unescaped(label ?? ""));
    if (literal !== undefined) return `${literal}${UNSEEN}`;
    if (special !== undefined) return escaped(special);
    const styled = ticks !== undefined ? `\`${escaped(code!)}\`` : styledOf({ bold, struck, italic });
    const at = found.at(-2) as number;
    return `${gap(text[at - 1])}${styled}${gap(text[at + whole!.length])}`;
  });
}

const styledOf = ({ bold, struck, italic }: Record<"bold" | "struck" | "italic", string | undefined>): string => {
  if (bold !== undefined) return `*${inline(bold)}*`;
  return struck !== undefined ? `~${inline(struck)}~` : `_${inline(italic!)}_`;
};

/** Between a mark and what stands beside it without a space. */
const gap = (beside: string | undefined): string => (beside === undefined || /[\s!-/:-@[-`{-~]/.test(beside) ? "" : UNSEEN);

const unescaped = (text: string): string => text.replace(/\\([!-/:-@[-`{-~])/g, "$1");

/** Only addresses of pages and mail; what else calls itself a link is shown as text. */
export function linkOf(address: string, label: string): string {
  if (!/^(https?:\/\/|mailto:)[^\s<>|]+$/i.test(address)) return escaped(label === "" ? address : `${label} (${address})`);
  const shown = label.replaceAll("|", "¦").replaceAll("\n", " ");
  return shown === "" || shown === address ? `<${escaped(address)}>` : `<${escaped(address)}|${escaped(shown)}>`;
}
