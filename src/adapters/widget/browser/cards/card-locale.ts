import { AdaptiveCard } from "adaptivecards";
import type { CardElement } from "adaptivecards";
import type { Locale } from "../words.js";

/** A card that knows what language its fields speak. Its own `lang` knows two letters only, and forgets them every other time (adaptivecards 3.0.6). */
export class LocalCard extends AdaptiveCard {
  readonly locale: Locale;

  constructor(locale: Locale) {
    super();
    this.locale = locale;
  }
}

export function localeOf(element: CardElement): Locale {
  const card = element.getRootElement();
  return card instanceof LocalCard ? card.locale : "zh-CN";
}
