import type { Entity } from "../../../domain/conversation/heard.js";
import { FILLER, type Folded } from "./fold.js";
import { labelBefore, unitFollows, type Label } from "./labels.js";

const TOKEN = /[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*/g;
const TOKEN_MAX = 40;
/** Tokens looked at closely in one message; a longer list of numbers is an attachment, not a message. */
const TOKENS_MAX = 300;
const DATE = /^(?:19|20)\d\d-(?:0?[1-9]|1[0-2])-(?:[0-2]?\d|3[01])$/;
const ORDER_AFTER = /^[\s"”']{0,2}(?:号|这个|那个|这|那|的|是我的){0,2}(?:订单|单子|这单|那单)/;
const JOINED = /^[\s、,，;；和跟与及\/&]{1,4}(?:and |or |还有|以及)?#?$/;
const SHOP_PREFIX = /^(?:so|po|dd|ord|order|web)[-_]?\d{4,}/i;
const BARE_TICKET = /(?<![A-Za-z0-9])[Tt](?:[-#]?\s?|\s[-#]?)(\d{3,9})(?![\dA-Za-z_-]\w)/g;

const digitsIn = (token: string): number => token.replace(/\D/g, "").length;

/** The desk's own numbers have six digits (`T-000123`); longer ones, of another system, stay as written. */
export function ticketNumber(written: string): string {
  const digits = written.replace(/\D/g, "");
  if (digits.length > 6) return written.toUpperCase();
  return `T-${digits.padStart(6, "0")}`;
}

interface Token {
  text: string;
  from: number;
  to: number;
  label: Label | null;
}

function tokens({ plain, lower }: Folded): Token[] {
  const all: Token[] = [];
  for (const match of plain.matchAll(TOKEN)) {
    const [text, from] = [match[0], match.index];
    if (text.length > TOKEN_MAX || !/\d/.test(text) || digitsIn(text) < 2) continue;
    all.push({ text, from, to: from + text.length, label: labelBefore(lower, from) });
    if (all.length >= TOKENS_MAX) break;
  }
  return all;
}

function isOrder(token: Token, before: Token | null, folded: Folded): boolean {
  const { text, from, to, label } = token;
  const { lower } = folded;
  const [plausible, after] = [digitsIn(text) >= 3 && !DATE.test(text) && !unitFollows(lower, to), lower.slice(to, to + 12)];
  if (label === "order") return plausible || (digitsIn(text) === 2 && /号|#|no/.test(lower.slice(Math.max(0, from - 4), from)));
  if (!plausible) return false;
  if (ORDER_AFTER.test(after) && (label === null || label === "phone")) return true;
  if (before && JOINED.test(lower.slice(before.to, from)) && label === null) return alike(before.text, text);
  if (label !== null) return false;
  const shopping = /订单|单子|发货|出货|到货|包裹|order|parcel|package|deliver|ship/.test(lower);
  return shopping && (SHOP_PREFIX.test(text) || (lower.charAt(from - 1) === "#" && digitsIn(text) >= 4));
}

/** One of several in a list: the same length or the same letters in front. */
const alike = (a: string, b: string): boolean =>
  a.length === b.length || (/^[A-Za-z]+/.exec(a)?.[0] ?? "-") === (/^[A-Za-z]+/.exec(b)?.[0] ?? "+");

function isTicketSpaced(folded: Folded, from: number, to: number): boolean {
  if (!/\s/.test(folded.plain.slice(from, to))) return true;
  const alone = folded.plain.slice(0, from).trim() === "" && folded.plain.slice(to).trim() === "";
  return alone || labelBefore(folded.lower, from) === "ticket" || folded.plain.charAt(from) === "T";
}

function findTickets(folded: Folded): Entity[] {
  const found: Entity[] = [];
  for (const match of folded.plain.matchAll(BARE_TICKET)) {
    const [from, to] = [match.index, match.index + match[0].length];
    const label = labelBefore(folded.lower, from);
    if ((label !== null && label !== "ticket" && label !== "phone") || unitFollows(folded.lower, to)) continue;
    if (!isTicketSpaced(folded, from, to)) continue;
    found.push({ type: "ticket_no", value: ticketNumber(match[0].trim()), from, to });
    if (found.length >= TOKENS_MAX) break;
  }
  return found;
}

/** Order and ticket numbers: by what they are called, never by their shape alone. */
export function findNumbers(folded: Folded): Entity[] {
  const found = findTickets(folded);
  const taken = new Set(found.flatMap(({ from, to }) => [from, to]));
  let before: Token | null = null;
  for (const token of tokens(folded)) {
    const value = token.text.replaceAll(FILLER, "");
    if (taken.has(token.from) || taken.has(token.to)) continue;
    if (token.label === "ticket" && digitsIn(value) >= 2 && !unitFollows(folded.lower, token.to)) {
      found.push({ type: "ticket_no", value: ticketNumber(value), from: token.from, to: token.to });
    } else if (isOrder(token, before, folded)) {
      found.push({ type: "order_no", value, from: token.from, to: token.to });
      before = token;
    }
  }
  return found.sort((a, b) => a.from - b.from);
}
