import { z } from "zod";
import type { Locale } from "../../../domain/words.js";
import { CATEGORIES, LOCALES } from "../../../domain/words.js";
import type { Checked, Problem } from "../fault.js";
import type { Forbidden } from "../scripts.js";
import { emptyOr, uncleanParts, unknownPlaceholders } from "../sentence-checks.js";
import { shaped } from "../shape.js";

/** What a phrase may have filled in from a ticket. */
export const PHRASE_PLACEHOLDERS = ["customer", "number", "due", "agent"] as const;
export type PhrasePlaceholder = (typeof PHRASE_PLACEHOLDERS)[number];

const TITLE_MOST = 80;
const TEXT_MOST = 1_000;
const PHRASES_MOST = 200;

const Worded = z.strictObject({ title: z.string().max(TITLE_MOST), text: z.string().max(TEXT_MOST) });
const Phrase = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, "a name of small letters, digits and _"),
  category: z.enum(CATEGORIES).optional(),
  "zh-CN": Worded,
  en: Worded,
});
const Unnamed = z.string().max(TITLE_MOST);
export const PhrasesFile = z.strictObject({
  unnamed: z.strictObject({ "zh-CN": Unnamed, en: Unnamed }),
  phrases: z.array(Phrase).max(PHRASES_MOST),
});

/** Standard phrases (话术), in the order of the file. */
export type Phrases = z.output<typeof PhrasesFile>;

export const PHRASES = "dialogs/phrases.yaml";

/** Checked as the scripts are; `forbidden` may be missing where its own file is faulty. */
export function readPhrases(raw: unknown, forbidden?: Forbidden): Checked<Phrases> {
  const read = shaped(PhrasesFile, PHRASES, raw);
  if (!read.value) return { problems: read.problems };
  const { phrases } = read.value;
  const ids = phrases.map(({ id }) => id);
  const problems = phrases.flatMap((phrase, index) => [
    ...(ids.indexOf(phrase.id) < index ? [twice(index, phrase.id)] : []),
    ...LOCALES.flatMap((locale) => wordedProblems(["phrases", index, locale], phrase[locale], { locale, forbidden })),
  ]);
  return problems.length > 0 ? { problems } : { value: read.value, problems };
}

const twice = (index: number, id: string): Problem => ({
  file: PHRASES,
  path: ["phrases", index, "id"],
  message: `the phrase "${id}" is there twice`,
  remedy: "Give one of the two another id.",
});

function wordedProblems(
  path: (string | number)[],
  worded: Phrases["phrases"][number][Locale],
  { locale, forbidden }: { locale: Locale; forbidden: Forbidden | undefined },
): Problem[] {
  const known = { title: [], text: PHRASE_PLACEHOLDERS };
  return (["title", "text"] as const).flatMap((part) =>
    [
      ...emptyOr(worded[part], (template) => unknownPlaceholders(template, known[part])),
      ...uncleanParts(worded[part], { locale, words: forbidden?.[locale] ?? [] }),
    ].map((found) => ({ file: PHRASES, path: [...path, part], ...found })),
  );
}
