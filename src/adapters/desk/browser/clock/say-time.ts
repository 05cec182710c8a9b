import type { Locale } from "../../../../domain/words.js";
import { usePreferences } from "../preferences.js";
import { deskZone } from "./now.js";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How the desk says times: absolute first, 24 h, in the desk's zone (design 3). All take ISO 8601 or milliseconds. */
export interface SayTime {
  /** Today 15:00; this week 周一 10:00; this year 11月25日 10:00; else with the year. */
  at(when: string | number, now: number): string;
  /** 15:00, always. */
  clock(when: string | number): string;
  /** 15:00:07 */
  second(when: string | number): string;
  /** 22 分; 3 时 10 分; 2 天: how much, without a direction. */
  span(ms: number): string;
  /** 11月20日 周五 */
  day(when: string | number): string;
  zoneName(now: number): string;
}

const ms = (when: string | number): number => (typeof when === "number" ? when : Date.parse(when));

const made = new Map<string, Intl.DateTimeFormat>();
function format(locale: Locale, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, zone, options]);
  const known = made.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone: zone, hourCycle: "h23", ...options });
  made.set(key, known);
  return known;
}

const HM = { hour: "2-digit", minute: "2-digit" } as const;
/** The calendar day in the zone as YYYY-MM-DD: days are compared by it, whatever the clock's changes. */
const dayKey = (when: number, zone: string): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(when);

export function sayTime(locale: Locale, zone: string): SayTime {
  const by = (options: Intl.DateTimeFormatOptions) => (when: number) => format(locale, zone, options).format(when);
  const clock = by(HM);
  const day = by({ month: locale === "en" ? "short" : "long", day: "numeric" });
  const weekday = by({ weekday: "short" });
  const withYear = by({ year: "numeric", month: locale === "en" ? "short" : "long", day: "numeric" });
  const at = (when: number, now: number): string => {
    const [then, today] = [dayKey(when, zone), dayKey(now, zone)];
    if (then === today) return clock(when);
    const apart = Math.round((Date.parse(then) - Date.parse(today)) / DAY_MS);
    if (Math.abs(apart) < 7) return `${weekday(when)} ${clock(when)}`;
    if (then.slice(0, 4) === today.slice(0, 4)) return `${day(when)} ${clock(when)}`;
    return `${withYear(when)} ${clock(when)}`;
  };
  return {
    at: (when, now) => at(ms(when), now),
    clock: (when) => clock(ms(when)),
    second: (when) => format(locale, zone, { ...HM, second: "2-digit" }).format(ms(when)),
    span: (span) => spanIn(locale, Math.abs(span)),
    day: (when) => `${day(ms(when))} ${weekday(ms(when))}`,
    zoneName: (now) => zoneNameOf(locale, zone, now),
  };
}

function spanIn(locale: Locale, span: number): string {
  const minutes = Math.floor(span / MINUTE_MS);
  const [m, h, d] = locale === "en" ? [" min", " h", " d"] : [" 分", " 时", " 天"];
  if (minutes < 60) return `${minutes}${m}`;
  if (span < DAY_MS) return minutes % 60 === 0 ? `${minutes / 60}${h}` : `${Math.floor(minutes / 60)}${h} ${minutes % 60}${m}`;
  return `${Math.floor(span / DAY_MS)}${d}`;
}

function zoneNameOf(locale: Locale, zone: string, now: number): string {
  // 中国标准时间 is what nobody calls it.
  if (locale === "zh-CN" && zone === "Asia/Shanghai") return "北京时间";
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: "shortGeneric" }).formatToParts(now);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? zone;
}

export const useSayTime = (): SayTime => sayTime(usePreferences().locale, deskZone());
