import type { Instant } from "../time.js";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../time.js";
import type { Locale } from "../words.js";
import type { DigestTable } from "./document.js";
import type { Names } from "./figures.js";
import type { Words } from "./words.js";

/** What the shaping of a digest needs to print its figures. */
export interface Printing {
  locale: Locale;
  words: Words;
  zone: string;
  names: Names;
}

/** Below this many answers a percentage would tell more than is known (service-process 6). */
export const ANSWERS_LEAST = 10;

/** `2026-11-22 14:30` on the wall clock of the zone. */
export function moment(at: Instant, { zone }: Pick<Printing, "zone">): string {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")} ${part("hour")}:${part("minute")}`;
}

const UNITS = {
  "zh-CN": { d: " 天", h: " 小时", min: " 分钟" },
  en: { d: " d", h: " h", min: " min" },
} as const satisfies Record<Locale, unknown>;

/** The two largest units, rounded to a minute. */
export function span(ms: number | null, { locale, words }: Pick<Printing, "locale" | "words">): string {
  if (ms === null) return words("nothing");
  const rounded = Math.round(Math.max(ms, 0) / MINUTE_MS) * MINUTE_MS;
  const unit = UNITS[locale];
  const [days, hours, minutes] = [
    Math.floor(rounded / DAY_MS),
    Math.floor((rounded % DAY_MS) / HOUR_MS),
    Math.floor((rounded % HOUR_MS) / MINUTE_MS),
  ];
  const parts = [
    days > 0 && `${days}${unit.d}`,
    hours > 0 && `${hours}${unit.h}`,
    minutes > 0 && days === 0 && `${minutes}${unit.min}`,
  ];
  return parts.filter(Boolean).join(" ") || `0${unit.min}`;
}

/** One decimal, `66.7%`; each share stands beside its n. */
export const percent = (part: number, of: number): string => `${Math.round((part / of) * 1_000) / 10}%`;

export const share = (part: number, of: number, { words }: Pick<Printing, "words">): string =>
  of === 0 ? words("nothing") : words("of", { share: percent(part, of), n: of });

/** A share of answers of a survey: none below ten, but the words that they are too few. */
export const answered = (part: number, n: number, { words }: Pick<Printing, "words">): string =>
  n < ANSWERS_LEAST ? words("tooFew", { n }) : words("ofAnswers", { share: percent(part, n), n });

export const left = (...labels: string[]): DigestTable["columns"] => labels.map((label) => ({ label, align: "left" }));
export const right = (...labels: string[]): DigestTable["columns"] => labels.map((label) => ({ label, align: "right" }));

/** `T-000123`. */
export { ticketNumber } from "../ticket/ticket.js";
