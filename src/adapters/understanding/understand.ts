import type { Entity, Heard, Wish } from "../../domain/conversation/heard.js";
import { LOCALES, type Locale } from "../../domain/words.js";
import { bareNameIn } from "./bare-name.js";
import { findEntities } from "./entities/entities.js";
import { beginning, fold } from "./entities/fold.js";
import { judge, wordsOf } from "./judge.js";
import { languageOf } from "./language.js";
import { WISHES, type Lexicon, type Meaning } from "./lexicon.js";
import { marksIn } from "./marks.js";
import { compile, match, type Hit } from "./matcher.js";
import { makeWholes } from "./wholes.js";

export interface UnderstandingContext {
  locale: Locale;
  /** ISO country of the customer: decides how a number without a country code is read. */
  region: string;
}

export type Understand = (text: string, ctx: UnderstandingContext) => Heard;

/** A demand is told in far less; the rest is kept and searched for contacts, but not weighed. */
const CLASSIFIED_MAX = 2_000;
const KEYWORDS_MAX = 8;
const WISH_FROM = 4;
const SPEAKS = /^(?:category|nature)\.|^sign\.(?:outage|core|fault|complaint|heavy_loss|topic)$/;

const weightOf = (hits: readonly Hit[], meaning: Meaning): number =>
  Math.max(0, ...hits.flatMap((hit) => hit.idea.says.filter(([said]) => said === meaning).map(([, weight]) => weight)));

/** A wish that the whole message is, or a set phrase for a person or for where a ticket stands inside a longer one. */
function wishOf(whole: readonly Meaning[], hits: readonly Hit[], heard: Pick<Heard, "intent" | "category">): Wish | null {
  const said = WISHES.find((wish) => whole.includes(`wish.${wish}`));
  if (said) return said;
  if (weightOf(hits, "wish.human") >= WISH_FROM) return "human";
  if (weightOf(hits, "wish.cancel") >= WISH_FROM && heard.intent === "cancel" && heard.category === null) return "cancel";
  if (weightOf(hits, "wish.status") >= WISH_FROM && heard.intent === "status" && heard.category === null) return "status";
  return null;
}

function switchOf(whole: readonly Meaning[], hits: readonly Hit[]): Locale | null {
  return (
    LOCALES.find((locale) => whole.includes(`language.${locale}`) || weightOf(hits, `language.${locale}`) >= WISH_FROM) ?? null
  );
}

function keywordsOf(hits: readonly Hit[], text: string): string[] {
  const telling = hits.filter((hit) => hit.idea.says.some(([meaning, weight]) => weight > 0 && SPEAKS.test(meaning)));
  const words = telling.map((hit) => wordsOf(hit, text));
  const unique = [...new Set(words)];
  return unique.filter((word) => !unique.some((other) => other !== word && other.includes(word))).slice(0, KEYWORDS_MAX);
}

/** What is named is not said: an address must not speak for English, nor a company's name for logistics. */
const blanked = (lower: string, entities: readonly Entity[]): string =>
  entities
    .filter(({ type }) => type !== "position")
    .reduce(
      (text, { from, to }) =>
        from < text.length ? text.slice(0, from) + " ".repeat(Math.min(to, text.length) - from) + text.slice(to) : text,
      lower,
    )
    .replaceAll("’", "'");

/** Compiles the lexicons once; the function that results is synchronous, pure and bounded in time (performance 6). */
export function makeUnderstand(lexicons: readonly Lexicon[]): Understand {
  const matcher = compile(lexicons);
  const wholes = makeWholes(lexicons);
  return (text, { region }) => {
    const folded = fold(text);
    const { entities, badPhone } = findEntities(folded, region);
    const near = beginning(folded, CLASSIFIED_MAX);
    const lower = blanked(near.lower, entities);
    const whole = wholes.meaningsOf(lower);
    const hits = match(matcher, lower);
    const marks = marksIn(near.lower);
    const judged = judge({ text: near.text, lower, hits, whole, lead: whole.length > 0 ? [] : wholes.leadOf(lower), entities });
    const bareName = marks.length > 0 || whole.length > 0 ? null : bareNameIn(near, hits.length > 0);
    if (bareName !== null && hits.length === 0) Object.assign(judged, { intent: "provide_info", confidence: { intent: 0.6 } });
    return {
      ...judged,
      wish: wishOf(whole, hits, judged),
      switchTo: switchOf(whole, hits),
      writtenIn: languageOf(near, lower, whole.length > 0 || hits.length > 0),
      keywords: keywordsOf(hits, near.text),
      entities,
      marks,
      bareName,
      badPhone,
      simplified: folded.han,
    };
  };
}
