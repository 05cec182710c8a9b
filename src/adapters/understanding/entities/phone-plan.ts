import { createRequire } from "node:module";
import type * as Library from "libphonenumber-js/max";

let loaded: typeof Library | undefined;
/** Loaded with the first number that names another country: mainland ones need none of its tables, and they take 50 ms. */
const library = (): typeof Library => (loaded ??= createRequire(import.meta.url)("libphonenumber-js/max") as typeof Library);

/** What a run of digits is as a telephone number: reachable, or wrong and why, or nothing of the kind. */
export type Dialled = { e164: string } | { bad: "too_short" | "too_long" | "invalid" } | null;

const CN_MOBILE = /^0?(1[3-9]\d{9})$/;
const CN_LANDLINE = /^0((?:10|2\d)[2-9]\d{7}|[3-9]\d{2}[2-9]\d{6,7})$/;
const CN_LANDLINE_BARE = /^((?:10|2\d)[2-9]\d{7}|[3-9]\d{2}[2-9]\d{6,7})$/;
const CN_HOTLINE = /^([48]00\d{7})$/;
const TW_MOBILE = /^0(9\d{8})$/;
const TW_LANDLINE = /^0(2\d{8}|[3-8]\d{7,8})$/;
const NANP_SHAPE = /^1?[2-9]\d{2}[2-9]\d{6}$/;

function chinese(digits: string, international: boolean): string | null {
  const found =
    CN_MOBILE.exec(digits) ??
    CN_HOTLINE.exec(digits) ??
    CN_LANDLINE.exec(digits) ??
    (international ? CN_LANDLINE_BARE.exec(digits) : null);
  return found?.[1] === undefined ? null : `+86${found[1]}`;
}

/** `+…`, `00…`: the country is named, so what is possible there is taken, and what is not has a reason. */
function international(digits: string): Dialled {
  if (digits.startsWith("86")) {
    const e164 = chinese(digits.slice(2), true);
    if (e164) return { e164 };
    if (digits.length === 12 || digits.length === 14) return { bad: digits.length < 13 ? "too_short" : "too_long" };
    return { bad: "invalid" };
  }
  const number = `+${digits}`;
  const { validatePhoneNumberLength, parsePhoneNumberFromString } = library();
  const fault = validatePhoneNumberLength(number);
  if (fault === "TOO_SHORT") return { bad: "too_short" };
  if (fault === "TOO_LONG") return { bad: "too_long" };
  if (fault) return { bad: "invalid" };
  const parsed = parsePhoneNumberFromString(number);
  return parsed?.isPossible() ? { e164: parsed.number } : { bad: "invalid" };
}

function elsewhere(digits: string, region: Library.CountryCode): string | null {
  const parsed = library().parsePhoneNumberFromString(digits, region);
  return parsed?.isValid() ? parsed.number : null;
}

export interface Run {
  digits: string;
  plus: boolean;
  region: string;
  /** Traditional Chinese in the message: a Taiwanese reading of 0… is likely where a mainland one fails. */
  traditional: boolean;
}

/** Reads one run of digits. Strict where no country is named: a wrong number is worse than a question. */
export function dial({ digits, plus, region, traditional }: Run): Dialled {
  if (digits.length < 7 || digits.length > 17) return null;
  if (plus) return international(digits.replace(/^00/, ""));
  if (digits.startsWith("00")) {
    const read = international(digits.slice(2));
    return read && "e164" in read ? read : null;
  }
  if (region !== "CN") {
    const e164 = elsewhere(digits, region as Library.CountryCode);
    if (e164) return { e164 };
  }
  const e164 = chinese(digits, false) ?? (digits.startsWith("86") && digits.length >= 12 ? chinese(digits.slice(2), true) : null);
  if (e164) return { e164 };
  const taiwanese = TW_MOBILE.exec(digits) ?? (traditional ? TW_LANDLINE.exec(digits) : null);
  if (taiwanese?.[1]) return { e164: `+886${taiwanese[1]}` };
  return null;
}

/** Looks like a number of North America written without its country: asked about, never taken for a Chinese landline. */
export const looksNorthAmerican = (digits: string): boolean => NANP_SHAPE.test(digits);

const SHORT_ALWAYS = /^(?:95\d{3,4}|100(?:86|10|00)|123(?:15|45|06|33|48|66|29|20|65|69|88|89|58)|12110)$/;
const SHORT_CALLED = /^(?:1(?:1[0249]|2[012]|6[018]\d{2})|911|999|112|96\d{3,4}|11[48]\d{0,3})$/;

/** Service numbers that exist inside one country only: said, masked, but no E.164 and nobody to call back. */
export const isShortCode = (digits: string, called: boolean): boolean =>
  SHORT_ALWAYS.test(digits) || (called && SHORT_CALLED.test(digits));
