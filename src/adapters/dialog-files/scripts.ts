import { z } from "zod";
import { SENTENCES, WORDS } from "../../domain/say.js";
import type { SayKey, WordKey } from "../../domain/say.js";
import type { Locale } from "../../domain/words.js";
import type { Checked, Problem } from "./fault.js";
import { emptyOr, uncleanParts, unknownPlaceholders } from "./sentence-checks.js";
import type { Part } from "./sentence-checks.js";
import { shaped } from "./shape.js";
import { didYouMean } from "./suggest.js";
import { TIME_PLACEHOLDERS } from "./times.js";
import type { TimeTexts } from "./times.js";

/** All that is said in one language. */
export interface Script {
  sentences: Record<SayKey, string>;
  words: Record<WordKey, string>;
  times: TimeTexts;
}

/** Words no customer should read, and what to write in their place (service-process 2). */
export type Forbidden = Record<Locale, { word: string; instead: string }[]>;

const SENTENCE_LENGTH_MOST = 1_000;
const Text = z.string().max(SENTENCE_LENGTH_MOST);

export const ScriptFile = z.strictObject({
  sentences: z.record(z.string(), Text),
  words: z.record(z.string(), Text),
  times: z.strictObject({
    today: Text,
    tomorrow: Text,
    yesterday: Text,
    weekday: Text,
    date: Text,
    year: Text,
    elsewhere: Text,
    weekdays: z.array(Text).length(7),
    months: z.array(Text).length(12),
  }),
});

const ForbiddenWord = z.strictObject({ word: z.string().trim().min(1), instead: z.string().trim().min(1) });
export const ForbiddenFile = z.strictObject({ "zh-CN": z.array(ForbiddenWord), en: z.array(ForbiddenWord) });

export const scriptFile = (locale: Locale): string => `dialogs/scripts/${locale}.yaml`;

/** Checks one language's script against the table of sentences; `forbidden` may be missing where its own file is faulty. */
export function readScript(raw: unknown, locale: Locale, forbidden?: Forbidden): Checked<Script> {
  const file = scriptFile(locale);
  const read = shaped(ScriptFile, file, raw);
  if (!read.value) return { problems: read.problems };
  const { sentences, words, times } = read.value;
  const unclean = (text: string) => uncleanParts(text, { locale, words: forbidden?.[locale] ?? [] });
  const problems = [
    ...keyProblems({ file, part: "sentences", given: sentences, known: Object.keys(SENTENCES) }),
    ...keyProblems({ file, part: "words", given: words, known: WORDS }),
    ...Object.entries(sentences).flatMap(([key, text]) => {
      const names: readonly string[] | undefined = Object.hasOwn(SENTENCES, key) ? SENTENCES[key as SayKey] : undefined;
      return at(file, ["sentences", key], [...(names ? placeholderParts(text, names) : []), ...unclean(text)]);
    }),
    ...Object.entries(words).flatMap(([key, text]) =>
      at(file, ["words", key], [...placeholderParts(text, []), ...unclean(text)]),
    ),
    ...Object.entries(TIME_PLACEHOLDERS).flatMap(([key, names]) =>
      at(file, ["times", key], placeholderParts(times[key as keyof typeof TIME_PLACEHOLDERS], names)),
    ),
  ];
  if (problems.length > 0) return { problems };
  return { value: { sentences, words, times }, problems };
}

const at = (file: string, path: string[], parts: Part[]): Problem[] => parts.map((part) => ({ file, path, ...part }));

interface Keys {
  file: string;
  part: "sentences" | "words";
  given: Record<string, string>;
  known: readonly string[];
}

function keyProblems({ file, part, given, known }: Keys): Problem[] {
  const missing = known.filter((key) => !Object.hasOwn(given, key));
  const one = part === "words" ? "word" : "sentence";
  return [
    ...Object.keys(given)
      .filter((key) => !known.includes(key))
      .map((key) => ({
        file,
        path: [part, key],
        message: `no ${one} is called "${key}"`,
        remedy: didYouMean(key, missing.length > 0 ? missing : known),
      })),
    ...missing.map((key) => ({
      file,
      path: [part, key],
      message: `the ${one} "${key}" is missing`,
      remedy: `Add it under ${part}${placeholderHint(key)}.`,
    })),
  ];
}

const placeholderHint = (key: string): string => {
  const names: readonly string[] = Object.hasOwn(SENTENCES, key) ? SENTENCES[key as SayKey] : [];
  return names.length === 0 ? "" : `, with ${names.map((name) => `{${name}}`).join(", ")}`;
};

/** The same table holds for every language, so that their placeholders agree with each other too. */
const placeholderParts = (text: string, names: readonly string[]): Part[] =>
  emptyOr(text, (template) => [
    ...unknownPlaceholders(template, names),
    ...names
      .filter((name) => !template.names.includes(name))
      .map((name) => ({ message: `the placeholder {${name}} is missing`, remedy: "Say it in the sentence." })),
  ]);
