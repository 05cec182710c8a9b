import { simplified } from "./traditional.js";

/** Readings of one text, all as long as the text itself, so that an offset in one is an offset in all. */
export interface Folded {
  text: string;
  /** Half-width, ASCII digits, plain dashes and spaces; letters keep their case and script. */
  plain: string;
  /** `plain` in simplified Chinese: what names are looked up in. */
  han: string;
  /** `han` in lower case: what words are looked up in. */
  lower: string;
  /** `plain` with numerals that were spelt out (幺三八…, 壹叁柒…) as digits: what numbers are looked up in. */
  digits: string;
  /** Some of it is traditional Chinese. */
  traditional: boolean;
}

/** Stands where a character vanished (joiners, keycaps, the second half of a digit): separates nothing. */
export const FILLER = "\u200b";

const FOREIGN = /[^\x00-\x7f]/;
const WIDE = new RegExp(
  "[\\uff01-\\uff5e]|[\\u3000\\u00a0\\u2000-\\u200a\\u202f]|[\\u2010-\\u2015\\u2212]|" +
    "[\\u200b-\\u200f\\u2060\\ufeff\\u00ad\\ufe0f\\u20e3]|[\\u0660-\\u0669\\u06f0-\\u06f9\\u0966-\\u096f]|" +
    "[\\u2460-\\u2468\\u00b2\\u00b3\\u00b9\\u2070\\u2074-\\u2079]|\\ud835[\\udfce-\\udfff]",
  "g",
);
const NUMERALS: Readonly<Record<string, string>> = Object.fromEntries(
  ["0零〇", "1一幺壹", "2二两贰貳", "3三叁參", "4四肆", "5五伍", "6六陆陸", "7七柒", "8八捌", "9九玖"].flatMap((row) =>
    [...row.slice(1)].map((numeral) => [numeral, row.charAt(0)]),
  ),
);
const SPELT =
  /[零〇一幺壹二两贰貳三叁參四肆五伍六陆陸七柒八捌九玖\d](?:[ ,，、\-]{0,2}[零〇一幺壹二两贰貳三叁參四肆五伍六陆陸七柒八捌九玖\d]){6,40}/g;
const ANY_NUMERAL = /[零〇一幺壹二两贰貳三叁參四肆五伍六陆陸七柒八捌九玖]/g;

function narrow(found: string): string {
  const code = found.charCodeAt(0);
  if (found.length === 2) return String((((found.charCodeAt(1) - 0xdfce) % 10) + 10) % 10) + FILLER;
  if (code >= 0xff01 && code <= 0xff5e && code !== 0xff0d) return String.fromCharCode(code - 0xfee0);
  if (code === 0x3000 || code === 0xa0 || (code >= 0x2000 && code <= 0x200a) || code === 0x202f) return " ";
  if ((code >= 0x2010 && code <= 0x2015) || code === 0x2212 || code === 0xff0d) return "-";
  if (code >= 0x2460 && code <= 0x2468) return String(code - 0x245f);
  const digit = found.normalize("NFKC");
  if (/^\d$/.test(digit)) return digit;
  for (const zero of [0x660, 0x6f0, 0x966]) if (code >= zero && code <= zero + 9) return String(code - zero);
  return FILLER;
}

const spelt = (run: string): string => {
  ANY_NUMERAL.lastIndex = 0;
  if (!ANY_NUMERAL.test(run)) return run;
  return run.replace(ANY_NUMERAL, (numeral) => NUMERALS[numeral] ?? numeral).replace(/[,，、]/g, " ");
};

/** Lower case of ASCII only: `toLowerCase` may lengthen a text and every offset would move. */
const lowered = (text: string): string => text.replace(/[A-ZÀ-ÖØ-Þ]+/g, (run) => run.toLowerCase());

export function fold(text: string): Folded {
  if (!FOREIGN.test(text)) return { text, plain: text, han: text, lower: text.toLowerCase(), digits: text, traditional: false };
  const plain = text.replace(WIDE, narrow);
  const han = simplified(plain);
  return { text, plain, han, lower: lowered(han), digits: plain.replace(SPELT, spelt), traditional: han !== plain };
}

/** The beginning of it, in every reading. */
export const beginning = (folded: Folded, most: number): Folded =>
  folded.text.length <= most
    ? folded
    : {
        text: folded.text.slice(0, most),
        plain: folded.plain.slice(0, most),
        han: folded.han.slice(0, most),
        lower: folded.lower.slice(0, most),
        digits: folded.digits.slice(0, most),
        traditional: folded.traditional,
      };
