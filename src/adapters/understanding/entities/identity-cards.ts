import type { Folded } from "./fold.js";
import { labelBefore } from "./labels.js";
import type { Span } from "./phones.js";

export interface Card extends Span {
  kind: "identity" | "bank_card";
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const BORN_18 = /^[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dx]$/i;
const BORN_15 = /^[1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}$/;
/** Long runs, also in groups of four or by the parts of an identity number; bounded, so nothing backtracks far. */
const LONG_RUN = /(?<![\dA-Za-z])\d(?:[ \-\u200b]?\d){11,21}(?:[ -]?[xX](?![A-Za-z]))?/g;

export function hasCheckDigit(number: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(number.charAt(i)), 0);
  return "10X98765432".charAt(sum % 11) === number.charAt(17).toUpperCase();
}

export function passesLuhn(number: string): boolean {
  let sum = 0;
  for (let i = 0; i < number.length; i += 1) {
    const digit = Number(number.charAt(number.length - 1 - i)) * (i % 2 === 1 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

function kindOf(number: string, folded: Folded, from: number): Card["kind"] | null {
  const label = labelBefore(folded.lower, from);
  if (BORN_18.test(number) && (hasCheckDigit(number) || label === "identity")) return "identity";
  if (BORN_15.test(number) && (label === "identity" || label === null) && !passesLuhn(number))
    return label === "identity" ? "identity" : null;
  if (label === "identity" && number.length >= 15 && number.length <= 18) return "identity";
  if (label === "order" || label === "ticket" || label === "tracking" || /x$/i.test(number)) return null;
  if (number.length < 13 || number.length > 19) return null;
  if (label === "bank") return "bank_card";
  return number.length >= 14 && /^[2-6]/.test(number) && passesLuhn(number) ? "bank_card" : null;
}

/** Identity numbers and bank cards: by check digit, or by what they are called. */
export function findCards(folded: Folded): Card[] {
  const cards: Card[] = [];
  for (const match of folded.digits.matchAll(LONG_RUN)) {
    const number = match[0].replace(/[ \-\u200b]/g, "");
    const kind = kindOf(number, folded, match.index);
    if (kind) cards.push({ kind, from: match.index, to: match.index + match[0].length });
  }
  return cards;
}
