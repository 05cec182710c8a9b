import { DAY_MS } from "../time.js";
import type { DayNumber } from "./cron.js";

/** What figures are about: a local day (`2026-11-22`), an ISO week (`2026-W47`) or a month (`2026-11`). */
export interface Period {
  kind: "day" | "week" | "month";
  key: string;
  firstDay: DayNumber;
  /** The first day after it. */
  endDay: DayNumber;
}

const THURSDAY = 3;
const WEEK_DAYS = 7;

export const dateOf = (day: DayNumber): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

export const dayPeriod = (day: DayNumber): Period => ({ kind: "day", key: dateOf(day), firstDay: day, endDay: day + 1 });

/** The ISO week that a day lies in: Monday to Sunday, of the year that its Thursday lies in. */
export function weekPeriod(day: DayNumber): Period {
  const monday = day - mod(day + 3, WEEK_DAYS); // 1970-01-01 was a Thursday
  const year = new Date((monday + THURSDAY) * DAY_MS).getUTCFullYear();
  const week = Math.floor((monday + THURSDAY - Date.UTC(year, 0, 1) / DAY_MS) / WEEK_DAYS) + 1;
  return { kind: "week", key: `${year}-W${String(week).padStart(2, "0")}`, firstDay: monday, endDay: monday + WEEK_DAYS };
}

export const weekBefore = ({ firstDay }: Period): Period => weekPeriod(firstDay - WEEK_DAYS);

/** The calendar month that a day lies in. */
export function monthPeriod(day: DayNumber): Period {
  const at = new Date(day * DAY_MS);
  const first = (months: number): DayNumber => Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1) / DAY_MS;
  return { kind: "month", key: dateOf(first(0)).slice(0, 7), firstDay: first(0), endDay: first(1) };
}

/** The one of its kind that ends where it begins. */
export function periodBefore({ kind, firstDay }: Period): Period {
  const day = firstDay - 1;
  return kind === "day" ? dayPeriod(day) : kind === "week" ? weekPeriod(day) : monthPeriod(day);
}

/** Null where it is no such day or week. */
export function parsePeriod(text: string): Period | null {
  const week = /^(\d{4})-W(\d{2})$/.exec(text);
  if (week) {
    // 4 January lies in the first week of its year.
    const found = weekPeriod(Date.UTC(Number(week[1]), 0, 4) / DAY_MS + (Number(week[2]) - 1) * WEEK_DAYS);
    return found.key === text ? found : null;
  }
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(at) || dateOf(at / DAY_MS) !== text ? null : dayPeriod(at / DAY_MS);
}

const mod = (n: number, by: number): number => ((n % by) + by) % by;
