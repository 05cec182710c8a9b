import { safeLink, trueAim } from "../../../../../../widget/browser/markdown/links.js";

/*
 * What the desk and its agents write is Markdown to the customer. Here it is read into plain values, so that the page makes nodes of
 * its own from them and nothing in a text can be anything but text. Marks beyond these few stand as typed.
 */
export type Inline =
  { is: "text"; text: string } | { is: "strong"; children: Inline[] } | { is: "link"; href: string; text: string };

export type Block = { is: "lines"; lines: Inline[][] } | { is: "list"; ordered: boolean; items: Inline[][] };

const CHARACTERS_MOST = 20_000;
const ITEM = /^ {0,3}(?:([-*+])|(\d{1,9})[.)])[ \t]+(.*)$/;

/** Of a text in Markdown. */
export function richOf(text: string): Block[] {
  if (text.length > CHARACTERS_MOST) return plainOf(text);
  const blocks: Block[] = [];
  for (const line of text.split(/\r\n|\n/)) addLine(blocks, line);
  return blocks.filter((block) => block.is === "list" || block.lines.length > 0);
}

/** Of a text as typed: its lines, with what is an address made a link. */
export const plainOf = (text: string): Block[] => [{ is: "lines", lines: text.split(/\r\n|\n/).map(linked) }];

function addLine(blocks: Block[], line: string): void {
  const last = blocks.at(-1);
  const [, bullet, number, words] = ITEM.exec(line) ?? [];
  if (words !== undefined && (bullet !== undefined || number !== undefined)) {
    const ordered = number !== undefined;
    if (last?.is === "list" && last.ordered === ordered) last.items.push(inlineOf(words));
    else blocks.push({ is: "list", ordered, items: [inlineOf(words)] });
    return;
  }
  if (line.trim() === "") blocks.push({ is: "lines", lines: [] });
  else if (last?.is === "lines" && last.lines.length > 0) last.lines.push(inlineOf(line));
  else blocks.push({ is: "lines", lines: [inlineOf(line)] });
}

const ESCAPED = /^\\([!-/:-@[-`{-~])/;
const STRONG = /^\*\*(?=\S)((?:\\.|[^\\])*?\S)\*\*/;
const LINK = /^\[((?:\\.|[^\\\]])+)\]\(([^()\s]+)\)/;

function inlineOf(line: string): Inline[] {
  const made: Inline[] = [];
  let plain = "";
  const flush = (): void => {
    made.push(...linked(plain));
    plain = "";
  };
  for (let rest = line; rest !== "";) {
    const [escape, sign] = ESCAPED.exec(rest) ?? [];
    const [strong, inner] = STRONG.exec(rest) ?? [];
    const [link, label, href] = LINK.exec(rest) ?? [];
    if (escape !== undefined) {
      // A sign that was escaped is no part of an address either.
      flush();
      made.push({ is: "text", text: sign ?? "" });
    } else if (strong !== undefined) {
      flush();
      made.push({ is: "strong", children: inlineOf(inner ?? "") });
    } else if (link !== undefined) {
      flush();
      made.push(...linkOf(label ?? "", href ?? ""));
    } else plain += rest[0] ?? "";
    rest = rest.slice((escape ?? strong ?? link ?? rest[0] ?? "").length);
  }
  flush();
  return joined(made);
}

const unescaped = (text: string): string => text.replace(/\\([!-/:-@[-`{-~])/g, "$1");

/** A link whose words name another place tells where it leads. */
function linkOf(label: string, href: string): Inline[] {
  const words = unescaped(label);
  const aim = safeLink(href);
  if (aim === null) return [{ is: "text", text: words }];
  const told = trueAim(words, aim);
  return [{ is: "link", href: aim.href, text: told === null ? words : `${words} (${told})` }];
}

/** A bare address ends where Chinese or closing punctuation begins. */
const ADDRESS = /https?:\/\/[^\s<>"'\u2010-\u2027\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]+/g;
const TAIL = /[.,;:!?)\]}*_]+$/;

function linked(text: string): Inline[] {
  const made: Inline[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = found.replace(TAIL, "");
    const aim = safeLink(address);
    if (aim === null) continue;
    if (index > from) made.push({ is: "text", text: text.slice(from, index) });
    made.push({ is: "link", href: aim.href, text: address });
    from = index + address.length;
  }
  if (from < text.length) made.push({ is: "text", text: text.slice(from) });
  return made;
}

const joined = (inlines: Inline[]): Inline[] =>
  inlines.reduce<Inline[]>((all, one) => {
    const last = all.at(-1);
    if (last?.is === "text" && one.is === "text") return [...all.slice(0, -1), { is: "text", text: last.text + one.text }];
    return [...all, one];
  }, []);
