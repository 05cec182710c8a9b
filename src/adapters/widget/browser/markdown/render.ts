import DOMPurify from "dompurify";
import type { Token, Tokens } from "marked";
import { safeLink, trueAim } from "./links.js";
import { isOverloaded, tokensOf } from "./tokens.js";

/** Above this a text is shown as typed, in paragraphs: nothing of ours is that long, and marked is not linear on all that one can write. */
const CHARACTERS_MOST = 20_000;
/** Blocks within blocks that are drawn; what lies deeper is shown as text. */
const DEPTH_MOST = 12;

/** The second lock. The first is that no HTML is ever written: nodes are made one by one from this list, so there is nothing to break out of. */
const ALLOWED = {
  ALLOWED_TAGS: ["div", "p", "br", "strong", "em", "del", "code", "pre", "ul", "ol", "li", "a", "blockquote", "hr"],
  ALLOWED_ATTR: ["href", "target", "rel", "start"],
  // These are no addresses and need not look like one.
  ADD_URI_SAFE_ATTR: ["target", "rel", "start"],
  ALLOWED_URI_REGEXP: /^(?:https?|mailto|tel):/i,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  IN_PLACE: true,
  // In place nothing is parsed, so no Trusted Types policy is needed: a site that allows none is no obstacle.
  TRUSTED_TYPES_POLICY: null,
};

/** Nodes for a message's Markdown, owned by the page's document and free of anything that acts, loads or leads astray. Never throws. */
export function renderMarkdown(text: string): DocumentFragment {
  const root = document.createElement("div");
  try {
    if (text.length > CHARACTERS_MOST || isOverloaded(text)) throw new RangeError("Too much Markdown to read.");
    root.append(...blocks(tokensOf(text), 0));
    DOMPurify.sanitize(root, ALLOWED);
  } catch {
    // marked gives up on what nests too deeply; the customer still reads every word.
    root.replaceChildren(...paragraphs(text));
  }
  const fragment = document.createDocumentFragment();
  fragment.append(...root.childNodes);
  return fragment;
}

/** Above this the lines are kept, but not as nodes of their own. */
const PARAGRAPHS_MOST = 200;

function paragraphs(text: string): Node[] {
  const parts = text.split(/\n{2,}/, PARAGRAPHS_MOST + 1);
  return parts.length > PARAGRAPHS_MOST ? [element("pre", [text])] : parts.map((lines) => element("p", withBreaks(lines)));
}

const blocks = (tokens: Token[], depth: number): Node[] => tokens.flatMap((token) => block(token, depth));

function block(token: Token, depth: number): Node[] {
  if (depth > DEPTH_MOST) return paragraphs(token.raw);
  switch (token.type) {
    case "space":
    case "def":
      return [];
    case "checkbox":
      return [document.createTextNode(token.raw)];
    case "paragraph":
    case "text":
      return [element("p", inline(childrenOf(token), token.raw))];
    case "heading":
      return [element("p", [element("strong", inline(childrenOf(token), token.raw))])];
    case "code":
      return [element("pre", [element("code", [(token as Tokens.Code).text])])];
    case "blockquote":
      return [element("blockquote", blocks(childrenOf(token) ?? [], depth + 1))];
    case "hr":
      return [element("hr", [])];
    case "list":
      return [list(token as Tokens.List, depth)];
    default:
      return paragraphs(token.raw);
  }
}

function list({ ordered, start, items }: Tokens.List, depth: number): HTMLElement {
  const made = element(
    ordered ? "ol" : "ul",
    items.map((item) => element("li", listItem(item, depth))),
  );
  if (ordered && typeof start === "number" && start !== 1) made.setAttribute("start", String(start));
  return made;
}

/** A tight item is a line, not a paragraph. */
const listItem = ({ tokens, loose }: Tokens.ListItem, depth: number): Node[] =>
  tokens.flatMap((token) => (token.type === "text" && !loose ? inline(childrenOf(token), token.raw) : block(token, depth + 1)));

const inline = (tokens: Token[] | undefined, raw: string): Node[] => tokens?.flatMap(inlineOne) ?? withBreaks(raw);

function inlineOne(token: Token): Node[] {
  switch (token.type) {
    case "escape":
      return [document.createTextNode((token as Tokens.Escape).text)];
    case "text":
      return childrenOf(token)?.flatMap(inlineOne) ?? withBreaks((token as Tokens.Text).text);
    case "strong":
    case "em":
    case "del":
      return [element(token.type, inline(childrenOf(token), token.raw))];
    case "codespan":
      return [element("code", [(token as Tokens.Codespan).text])];
    case "br":
      return [element("br", [])];
    case "link":
      return link(token as Tokens.Link, inline(childrenOf(token), (token as Tokens.Link).text));
    case "image":
      // A picture would tell its server who reads this and when.
      return link(token as Tokens.Image, [document.createTextNode((token as Tokens.Image).text || (token as Tokens.Image).href)]);
    default:
      return withBreaks(token.raw);
  }
}

function link({ href }: { href: string }, words: Node[]): Node[] {
  const aim = safeLink(href);
  if (!aim) return words;
  const made = element("a", words);
  made.setAttribute("href", aim.href);
  made.setAttribute("target", "_blank");
  made.setAttribute("rel", "noopener noreferrer nofollow");
  const told = trueAim(made.textContent ?? "", aim);
  if (told !== null) made.append(` (${told})`);
  return [made];
}

const childrenOf = (token: Token): Token[] | undefined => (token as { tokens?: Token[] }).tokens;

const withBreaks = (text: string): Node[] =>
  text.split("\n").flatMap((line, index) => [...(index === 0 ? [] : [element("br", [])]), document.createTextNode(line)]);

function element(name: string, children: (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}
