import type { Meaning, Sign } from "./lexicon.js";
import type { Hit } from "./matcher.js";

/** How much each meaning was said in a stretch of text, and the words that said it. */
export interface Weights {
  of(meaning: Meaning): number;
  sign(sign: Sign): number;
  /** Something the speaker says is not so ("没有宕机", "not down"). */
  denied: number;
  hits: readonly Hit[];
}

const NEGATION_REACH = { "zh-CN": 4, en: 16 } as const;
const CLAUSE_END = /[,，。.！？!?;；:：\n]/;
/** A second and third word for the same thing add this share of its weight; more add nothing. */
const REPEAT_SHARE = 0.4;
const REPEATS_MAX = 3;

function isDenied(hit: Hit, negators: readonly Hit[], text: string): boolean {
  const last = hit.literals.at(-1) ?? hit;
  return negators.some((negator) => {
    if (negator.to > last.from || negator.to < hit.from - NEGATION_REACH[negator.idea.locale]) return false;
    if (hit.literals.some((literal) => literal.from <= negator.from && negator.to <= literal.to)) return false;
    return negator.from >= hit.from || !CLAUSE_END.test(text.slice(negator.to, hit.from));
  });
}

const isNegator = (hit: Hit): boolean => hit.idea.says.some(([meaning]) => meaning === "sign.negator");

/** Drops what is denied. Negation reaches a few characters ahead in its clause, or stands in a phrase's own gap. */
export function affirmed(hits: readonly Hit[], text: string): { kept: Hit[]; denied: Hit[] } {
  const negators = hits.filter(isNegator);
  if (negators.length === 0) return { kept: [...hits], denied: [] };
  const [kept, denied]: [Hit[], Hit[]] = [[], []];
  for (const hit of hits) (hit.idea.negatable && isDenied(hit, negators, text) ? denied : kept).push(hit);
  return { kept, denied };
}

export function weigh(hits: readonly Hit[], denied = 0): Weights {
  const times = new Map<string, number>();
  const sums = new Map<Meaning, number>();
  for (const hit of hits) {
    const key = `${hit.idea.locale}.${hit.idea.name}`;
    const before = times.get(key) ?? 0;
    times.set(key, before + 1);
    if (before >= REPEATS_MAX) continue;
    const share = before === 0 ? 1 : REPEAT_SHARE;
    for (const [meaning, weight] of hit.idea.says) sums.set(meaning, (sums.get(meaning) ?? 0) + weight * share);
  }
  return { of: (meaning) => sums.get(meaning) ?? 0, sign: (sign) => sums.get(`sign.${sign}`) ?? 0, denied, hits };
}
