import type { Locale } from "../words.js";

const DAY_MS = 86_400_000;
const WEEKDAYS_AHEAD = 6;

/**
 * Times as the assistant writes them, in the zone of this device: today the time, tomorrow and yesterday by name, within the next six days
 * the weekday, this year the date, else with the year. `now` is the desk's clock.
 */
export function when(at: number, now: number, locale: Locale): string {
  const days = dayNumber(at) - dayNumber(now);
  return days === 0 ? clock(at) : `${dayName(at, { days, now, locale, past: false })} ${clock(at)}`;
}

/** This device's offset, where the desk's zone (IANA; undefined: not known) stands at another one; else null. */
export function offsetElsewhere(at: number, deskZone: string | undefined): string | null {
  const here = offsetName(at, undefined);
  return deskZone === undefined || offsetName(at, deskZone) === here ? null : here;
}

/** Above what was said on another day: "今天 12:50", "周六 10:00", "25 Nov 10:00". */
export function dayAndTime(at: number, now: number, locale: Locale): string {
  const days = dayNumber(at) - dayNumber(now);
  return `${dayName(at, { days, now, locale, past: true })} ${clock(at)}`;
}

/** "13:02", in both languages. */
export function clock(at: number): string {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** Counts days in this device's zone. */
export function dayNumber(at: number): number {
  const date = new Date(at);
  return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY_MS);
}

interface DayAsked {
  days: number;
  now: number;
  locale: Locale;
  /** Weekdays are those gone by, not those to come. */
  past: boolean;
}

const NEAR: Record<Locale, Record<number, string>> = {
  "zh-CN": { [-1]: "昨天", 0: "今天", 1: "明天" },
  en: { [-1]: "yesterday", 0: "today", 1: "tomorrow" },
};

function dayName(at: number, { days, now, locale, past }: DayAsked): string {
  const near = NEAR[locale][days];
  if (near !== undefined) return past && locale === "en" ? near.charAt(0).toUpperCase() + near.slice(1) : near;
  const away = past ? -days : days;
  if (away > 0 && away <= WEEKDAYS_AHEAD) return format(at, locale, { weekday: "short" });
  const year = new Date(at).getFullYear() === new Date(now).getFullYear() ? {} : ({ year: "numeric" } as const);
  // British order: "25 Nov"; the widget's English has no other trace of it.
  return format(at, locale === "en" ? "en-GB" : locale, { month: locale === "en" ? "short" : "long", day: "numeric", ...year });
}

const format = (at: number, locale: string, parts: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locale, parts).format(at);

const two = (n: number): string => String(n).padStart(2, "0");

/** "UTC+8", "UTC+5:30"; null where the zone or its offsets are not known here. */
export function offsetName(at: number, zone: string | undefined): string | null {
  try {
    const parts = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "shortOffset" }).formatToParts(at);
    const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? null;
    return name === "GMT" ? "UTC+0" : (name?.replace("GMT", "UTC") ?? null);
  } catch {
    return null;
  }
}
