import type { Category } from "../../domain/words.js";
import type { Hit } from "./matcher.js";
import { leading, situationOf } from "./situation.js";
import { weigh } from "./weigh.js";

export interface TwoDemands {
  first: Category;
  second: Category;
  /** How sure the leading one is, judged in its own part of the message. */
  sure: number;
}

const STRONG = 2.5;
/** Of two demands the more pressing leads (P3 before P2 before P4); of equals the first said. */
const PRESSING: Readonly<Record<Category, number>> = { aftersale: 3, insale: 3, value_added: 2, presale: 1 };

const isConnector = (hit: Hit): boolean => hit.idea.says.some(([meaning]) => meaning === "sign.connector");

/** Two demands in one message: strong words of different categories on both sides of a "besides". */
export function twoDemands(hits: readonly Hit[]): TwoDemands | null {
  for (const connector of hits.filter(isConnector)) {
    const left = leading(situationOf(weigh(hits.filter((hit) => hit.to <= connector.from)), false).categories);
    const right = leading(situationOf(weigh(hits.filter((hit) => hit.from >= connector.to)), false).categories);
    if (!left.category || !right.category || left.category === right.category) continue;
    if (left.top < STRONG || right.top < STRONG) continue;
    const swap = PRESSING[right.category] > PRESSING[left.category];
    return swap
      ? { first: right.category, second: left.category, sure: right.sure }
      : { first: left.category, second: right.category, sure: left.sure };
  }
  return null;
}
