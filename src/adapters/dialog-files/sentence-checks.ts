import type { Locale } from "../../domain/words.js";
import type { Problem } from "./fault.js";
import { didYouMean } from "./suggest.js";
import { compile } from "./template.js";
import type { Template } from "./template.js";

/** What is wrong with a sentence, wherever it stands. */
export type Part = Pick<Problem, "message" | "remedy">;

/** An empty or broken sentence is told of once; `check` looks at one that can be cut at its placeholders. */
export function emptyOr(text: string, check: (template: Template) => Part[]): Part[] {
  if (text.trim() === "") return [{ message: "the text is empty", remedy: "Write what is to be said." }];
  const compiled = compile(text);
  return "message" in compiled ? [compiled] : check(compiled.template);
}

export const unknownPlaceholders = ({ names: used }: Template, known: readonly string[]): Part[] =>
  [...new Set(used)]
    .filter((name) => !known.includes(name))
    .map((name) => ({ message: `nothing is put into {${name}} here`, remedy: didYouMean(name, known).replace(/"/g, "") }));

const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;
const SHOUT = /[!！]\s*[!！]/;

/** Words, emoji and shouting that no customer should read (service-process 2). */
export function uncleanParts(
  text: string,
  { locale, words }: { locale: Locale; words: readonly { word: string; instead: string }[] },
): Part[] {
  const parts = words
    .filter(({ word }) => says(text, { locale, word }))
    .map(({ word, instead }) => ({ message: `"${word}" is vague or evasive`, remedy: instead }));
  if (EMOJI.test(text)) parts.push({ message: "an emoji stands in the text", remedy: "Take it out." });
  if (SHOUT.test(text)) parts.push({ message: "exclamation marks stand in pairs", remedy: "Keep a full stop." });
  return parts;
}

/** Chinese has no spaces between words; English words are found whole, "sorry" not in "sorrys". */
function says(text: string, { locale, word }: { locale: Locale; word: string }): boolean {
  const [hay, needle] = [text.toLowerCase(), word.toLowerCase()];
  if (locale === "zh-CN") return hay.includes(needle);
  for (let from = hay.indexOf(needle); from >= 0; from = hay.indexOf(needle, from + 1)) {
    if (!/[a-z]/.test(hay[from - 1] ?? " ") && !/[a-z]/.test(hay[from + needle.length] ?? " ")) return true;
  }
  return false;
}
