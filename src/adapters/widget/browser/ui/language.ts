import { computed, effect, signal } from "@preact/signals";
import type { ReadonlySignal } from "@preact/signals";
import type { Line } from "../line/types.js";
import type { Locale } from "../words.js";
import { makeKept } from "../line/kept.js";

const kept = makeKept(() => sessionStorage);
const LOCALE = "frontdoor.locale";

export interface Language {
  locale: ReadonlySignal<Locale>;
  /** Resolves to the language that is now spoken. */
  change(): Locale;
  dispose(): void;
}

/** Before a word was said: chosen on this visit, the site's, the browser's. */
export function firstLocale(site: Locale | null): Locale {
  return parse(kept.get(LOCALE)) ?? site ?? (navigator.language.toLowerCase().startsWith("zh") ? "zh-CN" : "en");
}

const parse = (text: string | null): Locale | null => (text === "zh-CN" || text === "en" ? text : null);

/**
 * The language of the widget's own words. Once the customer has spoken it follows the desk's newest message, since a customer may change
 * it in words; what was chosen by the switch holds until the desk has caught up.
 */
export function followLanguage(line: Line, site: Locale | null): Language {
  const first = firstLocale(site);
  const chosen = signal<Locale | null>(null);
  const heard = computed(() => newestLocale(line, site));
  const locale = computed(() => chosen.value ?? heard.value ?? first);
  const stops = [
    effect(() => {
      if (chosen.value === heard.value) chosen.value = null;
    }),
    effect(() => line.setLocale(locale.value)),
  ];
  return {
    locale,
    change: () => {
      const other = locale.value === "en" ? "zh-CN" : "en";
      kept.set(LOCALE, other);
      chosen.value = other;
      return other;
    },
    dispose: () => stops.forEach((stop) => stop()),
  };
}

function newestLocale(line: Line, site: Locale | null): Locale | null {
  let locale: Locale | null = null;
  let spoken = false;
  for (const entry of line.entries.value) {
    if (entry.kind === "own" || entry.activity.from.role === "user") spoken = true;
    else locale = entry.activity.locale;
  }
  return spoken || (site === null && parse(kept.get(LOCALE)) === null) ? locale : null;
}
