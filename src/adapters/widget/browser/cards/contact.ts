import type { Locale } from "../words.js";
import { WORDS } from "./words.js";

const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/;
/** Digits as people write them; the server reads them all. */
const DIGIT = /[\d〇零一二三四五六七八九幺]/g;
const DIGITS_LEAST = 5;
/** Without "+" only a mainland mobile begins so: numbers from abroad begin with 0, or with 1 and eleven digits in all. */
const MOBILE_SHORT = /^(?:\+?86)?1[3-9]\d{8}$/;
const MOBILE_LONG = /^(?:\+?86)?1[3-9]\d{10}$/;

/** What is certainly wrong with a phone number or e-mail, in words; null where it may be right. The server has the last word. */
export function contactFault(text: string, locale: Locale): string | null {
  const words = WORDS[locale];
  const typed = text.normalize("NFKC").trim();
  if (typed.includes("@")) return typed.split(/[\s,，;；、]+/).some((part) => MAIL.test(part)) ? null : words.mailCut;
  const number = typed.replace(/[\s().·-]/g, "");
  if (MOBILE_SHORT.test(number)) return words.digitMissing;
  if (MOBILE_LONG.test(number)) return words.digitTooMany;
  return (typed.match(DIGIT)?.length ?? 0) < DIGITS_LEAST ? words.noContact : null;
}
