import type { Category } from "../../domain/words.js";
import { CATEGORIES } from "../../domain/words.js";
import type { Weights } from "./weigh.js";

/** What the words say about the case itself, before any field is decided. */
export interface Situation {
  weights: Weights;
  /** Asked before or without a purchase, or about what would be: nothing is broken yet. */
  supposed: boolean;
  over: boolean;
  onePerson: boolean;
  complaint: number;
  outage: number;
  coreStopped: boolean;
  heavyLoss: boolean;
  categories: Readonly<Record<Category, number>>;
}

const SARCASM = 3;
const SHOUTING = 0.8;
/** How much of what speaks for a fault is left where the fault is only supposed. */
const SUPPOSED_SHARE = 0.35;

function complaintOf(weights: Weights, shouting: boolean): number {
  const trouble = weights.sign("fault") >= 2 || weights.of("nature.service") >= 2.4 || weights.of("nature.process") >= 2.4;
  const ironic = weights.sign("praise") >= 2 && trouble && weights.sign("contrast") === 0;
  return weights.sign("complaint") + (ironic ? SARCASM : 0) + (shouting && trouble ? SHOUTING : 0);
}

function outageOf(weights: Weights): number {
  const everyone = weights.sign("everyone") > 0 && weights.sign("fault") > 0 ? 1 : 0;
  const urgent = weights.sign("urgent") >= 2 ? 0.6 : 0;
  const now = weights.sign("now") > 0 ? 0.4 : 0;
  const strength = weights.sign("outage") + Math.min(weights.sign("core"), 3);
  return strength === 0
    ? everyone && weights.sign("topic") > 0 && weights.sign("fault") >= 2
      ? 1.4
      : 0
    : strength + everyone + urgent + now;
}

function categoriesOf(weights: Weights, supposed: boolean): Record<Category, number> {
  const scores = Object.fromEntries(CATEGORIES.map((category) => [category, weights.of(`category.${category}`)])) as Record<
    Category,
    number
  >;
  const question = weights.sign("question") > 0;
  if (supposed || (weights.sign("policy") > 0 && weights.sign("fault") === 0)) scores.aftersale *= SUPPOSED_SHARE;
  if (supposed && weights.sign("before_buying") > 0) scores.insale *= SUPPOSED_SHARE;
  if (weights.denied > 0 && question) scores.aftersale *= SUPPOSED_SHARE;
  if (weights.denied > 0 && question) scores.presale += 1.5;
  if (supposed && (question || weights.sign("hypothetical") > 0)) scores.presale += 2.6;
  const top = Math.max(...CATEGORIES.map((category) => scores[category]));
  if (top >= 1) return scores;
  // Nothing but a thing and a question, or a thing and a statement: a guess, with a confidence that makes the bot ask.
  if (question && weights.sign("topic") > 0) scores.presale += 1.4;
  else if (weights.sign("topic") > 0 && !supposed && weights.sign("praise") === 0)
    scores.aftersale += weights.sign("thing") > 0 ? 1.3 : 0;
  return scores;
}

export function situationOf(weights: Weights, shouting: boolean): Situation {
  const happening = weights.sign("now") > 0;
  const hypothetical = weights.sign("hypothetical") > 0 && !happening && weights.sign("over") === 0;
  const supposed =
    weights.sign("before_buying") > 0 || hypothetical || (weights.sign("third_party") > 0 && weights.sign("question") > 0);
  const share = supposed ? 0.4 : 1;
  return {
    weights,
    supposed,
    over: weights.sign("over") > 0 && !happening,
    onePerson: weights.sign("one_person") > 0,
    complaint: complaintOf(weights, shouting) * share,
    outage: outageOf(weights),
    coreStopped: weights.sign("core") >= 3,
    heavyLoss: weights.sign("heavy_loss") >= 3 && !supposed,
    categories: categoriesOf(weights, supposed),
  };
}

/** The category that leads, and how surely. */
export function leading(categories: Situation["categories"]): { category: Category | null; top: number; sure: number } {
  const ranked = [...CATEGORIES].sort((a, b) => categories[b] - categories[a]);
  const [first, second] = ranked;
  if (first === undefined || second === undefined || categories[first] < 1) return { category: null, top: 0, sure: 0 };
  const margin = categories[first] - 0.8 * categories[second];
  return { category: first, top: categories[first], sure: 1 / (1 + Math.exp(-(margin - 1.6) * 0.9)) };
}
