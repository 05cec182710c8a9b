import { z } from "zod";
import { CATEGORIES, INTENTS, LOCALES, NATURES } from "../../domain/words.js";

/** What a phrase can speak for, beside categories, natures and intents. The rules in `decide` weigh them against each other. */
export const SIGNS = [
  "fault",
  "outage",
  "core",
  "everyone",
  "complaint",
  "praise",
  "dissatisfied",
  "urgent",
  "heavy_loss",
  "impact",
  "important",
  "over",
  "now",
  "hypothetical",
  "policy",
  "one_person",
  "before_buying",
  "contrast",
  "connector",
  "question",
  "negator",
  "ticket",
  "topic",
  "thing",
  "third_party",
] as const;
export const WISHES = [
  "human",
  "status",
  "back",
  "cancel",
  "help",
  "my_data",
  "delete_data",
  "opt_out",
  "reach_web",
  "reach_slack",
  "reach_here",
  "restart",
  "skip",
] as const;

export type Sign = (typeof SIGNS)[number];
const MEANINGS = [
  ...CATEGORIES.map((value) => `category.${value}` as const),
  ...NATURES.map((value) => `nature.${value}` as const),
  ...INTENTS.map((value) => `intent.${value}` as const),
  ...WISHES.map((value) => `wish.${value}` as const),
  ...LOCALES.map((value) => `language.${value}` as const),
  ...SIGNS.map((value) => `sign.${value}` as const),
] as const;
export type Meaning = (typeof MEANINGS)[number];

const PHRASES_MAX = 6_000;
const PHRASE_MAX = 600;
const SPELLINGS_MAX = 3_000;

const Phrase = z
  .string()
  .min(1, "an empty phrase matches everything: remove it")
  .max(PHRASE_MAX, `longer than ${PHRASE_MAX} characters: nobody types it twice the same way; shorten it`)
  .refine((phrase) => phrase.trim() === phrase, "begins or ends with a space: remove it")
  .refine((phrase) => balanced(phrase), "brackets do not pair up: write (a|b) without nesting")
  .refine((phrase) => spellings(phrase).length <= SPELLINGS_MAX, `stands for more than ${SPELLINGS_MAX} spellings: split it`)
  .refine(
    (phrase) => spellings(phrase).every((spelling) => parts(spelling).every((part) => part.length > 0)),
    "a gap … stands at the edge or beside another: put words on both sides",
  );

const Concept = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]*$/, "name it in lower case, digits and underscores"),
  says: z
    .partialRecord(z.enum(MEANINGS), z.number().min(-9, "weigh from -9 to 9").max(9, "weigh from -9 to 9"))
    .refine((says) => Object.keys(says).length > 0, "says nothing: give it at least one weight, such as category.presale: 3"),
  negatable: z.boolean().default(false),
  phrases: z.array(Phrase).min(1, "has no phrase: add one or remove the concept"),
});

const Whole = z.strictObject({
  says: z.enum(MEANINGS),
  phrases: z.array(Phrase).min(1, "has no phrase: add one or remove the line"),
});

const LexiconShape = z.strictObject({
  locale: z.enum(LOCALES),
  gap: z
    .number()
    .int("count whole characters")
    .min(1, "at least 1")
    .max(60, "at most 60, or a gap joins what does not belong together"),
  politeness: z.array(z.string().min(1, "empty: remove it")),
  wholes: z.array(Whole),
  concepts: z.array(Concept).min(1, "has no concept: nothing would be understood"),
});

export type Lexicon = z.infer<typeof LexiconShape>;
export interface LexiconFault {
  /** Where in the file, as keys and positions: `concepts.3.phrases.0`. */
  path: string;
  remedy: string;
}
export type ParsedLexicon = { lexicon: Lexicon } | { faults: LexiconFault[] };

function balanced(phrase: string): boolean {
  let open = false;
  for (const character of phrase) {
    if (character === "(" && open) return false;
    if (character === ")" && !open) return false;
    if (character === "(" || character === ")") open = !open;
  }
  return !open;
}

/** Every way `(a|b|) c` may be written out. */
export const spellings = (phrase: string): string[] => written(phrase).map((spelling) => spelling.replace(/ {2,}/g, " ").trim());

function written(phrase: string): string[] {
  const open = phrase.indexOf("(");
  const close = phrase.indexOf(")", open);
  if (open < 0 || close < 0) return [phrase];
  const ends = written(phrase.slice(close + 1));
  const all: string[] = [];
  for (const choice of phrase.slice(open + 1, close).split("|")) {
    for (const end of ends) {
      all.push(`${phrase.slice(0, open)}${choice}${end}`);
      if (all.length > SPELLINGS_MAX) return all;
    }
  }
  return all;
}

/** The literal parts of a phrase, between its gaps. */
export const parts = (spelling: string): string[] => spelling.split("…").map((part) => part.trim());

/** Reads a lexicon file that was parsed from YAML: the lexicon, or every fault at once with where it is and what to do. */
export function parseLexicon(raw: unknown): ParsedLexicon {
  const read = LexiconShape.safeParse(raw);
  if (!read.success) return { faults: read.error.issues.map((issue) => ({ path: issue.path.join("."), remedy: issue.message })) };
  const faults = doubled(read.data);
  return faults.length > 0 ? { faults } : { lexicon: read.data };
}

function doubled({ concepts }: Lexicon): LexiconFault[] {
  const faults: LexiconFault[] = [];
  const names = new Set<string>();
  let phrases = 0;
  concepts.forEach((concept, i) => {
    if (names.has(concept.name))
      faults.push({ path: `concepts.${i}.name`, remedy: `"${concept.name}" is used twice: join the two or rename one` });
    names.add(concept.name);
    const seen = new Set<string>();
    concept.phrases.forEach((phrase, j) => {
      phrases += 1;
      if (seen.has(phrase))
        faults.push({ path: `concepts.${i}.phrases.${j}`, remedy: `"${phrase}" stands here twice: remove one` });
      seen.add(phrase);
    });
  });
  if (phrases > PHRASES_MAX)
    faults.push({
      path: "concepts",
      remedy: `${phrases} phrases: keep to ${PHRASES_MAX}, a message is read within a millisecond`,
    });
  return faults;
}
