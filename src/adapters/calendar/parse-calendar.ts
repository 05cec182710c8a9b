import { z } from "zod";
import { DAY_MS } from "../../domain/time.js";
import type { CalendarPolicy, WallSpan, YearTable } from "./policy.js";
import { zoneName } from "./zone.js";

/** One thing wrong in config/calendar.yaml: where (keys and indexes from the top, for the line), what, and what to write instead. */
export interface CalendarFault {
  readonly path: readonly (string | number)[];
  readonly fault: string;
  readonly remedy: string;
}

/**
 * Checks what the YAML parser made of config/calendar.yaml; gives the policy, or every fault at once. Faults between years (a date
 * that is both holiday and workday) show only when each year is well-formed by itself. A missing year is no fault: see missingYears.
 */
export function parseCalendar(raw: unknown): { policy: CalendarPolicy } | { faults: readonly CalendarFault[] } {
  const parsed = CalendarFile.safeParse(raw);
  if (parsed.success) return { policy: parsed.data };
  return { faults: parsed.error.issues.map(toFault) };
}

const HOLIDAY_DAYS_MAX = 31; // the longest ever published has 9; more is a slip in a month or a year

const TIME = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;
const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const report = (ctx: z.RefinementCtx, fault: string, at: { remedy: string; path?: (string | number)[] }) =>
  ctx.addIssue({ code: "custom", message: fault, path: at.path ?? [], params: { remedy: at.remedy } });

const ZoneName = z.string().superRefine((name, ctx) => {
  if (zoneName(name) === undefined) report(ctx, `no such time zone: ${name}`, { remedy: REMEDIES.zone });
});

const DaySpan = z.string().transform((text, ctx): WallSpan => {
  const [from = "", to = "", ...rest] = text.split("-");
  if (rest.length > 0 || !TIME.test(from) || !TIME.test(to)) {
    report(ctx, `not a span of two times: ${text}`, { remedy: 'write it as "09:00-12:00", with two digits each, up to 24:00' });
    return z.NEVER;
  }
  if (minuteOf(to) <= minuteOf(from)) {
    const remedy = `swap the times, or, past midnight, write "${from}-24:00" here and "00:00-${to}" on the next day`;
    report(ctx, `ends at ${to}, before or when it begins, ${from}`, { remedy });
  }
  return { fromMinute: minuteOf(from), toMinute: minuteOf(to) };
});

const DayHours = z.array(DaySpan).transform((spans, ctx) => {
  const sorted = spans.map((span, index) => ({ span, index })).sort((a, b) => a.span.fromMinute - b.span.fromMinute);
  for (const [place, { span, index }] of sorted.entries()) {
    const earlier = sorted[place - 1];
    if (earlier && earlier.span.toMinute > span.fromMinute) {
      const remedy = "end the earlier span where the later one begins, or make the two one";
      report(ctx, `overlaps the span at index ${earlier.index} of the same day`, { path: [index], remedy });
    }
  }
  return sorted.map(({ span }) => span);
});

const Hours = z
  .strictObject({
    mon: DayHours,
    tue: DayHours,
    wed: DayHours,
    thu: DayHours,
    fri: DayHours,
    sat: DayHours,
    sun: DayHours,
    makeUp: DayHours,
  })
  .superRefine(({ makeUp, ...week }, ctx) => {
    if (Object.values(week).every((spans) => spans.length === 0)) {
      report(ctx, "no day of the week has service hours, so no working time would ever pass", { remedy: REMEDIES.hours });
    }
    if (makeUp.length === 0) {
      const remedy = 'give the hours of a make-up workday, such as ["09:00-12:00", "13:30-18:00"]';
      report(ctx, "a make-up workday without hours is a day off", { path: ["makeUp"], remedy });
    }
  });

const Night = z
  .strictObject({ from: z.string().regex(TIME), to: z.string().regex(TIME) })
  .transform(({ from, to }, ctx): WallSpan => {
    if ((minuteOf(to) - minuteOf(from)) % minuteOf("24:00") === 0) {
      report(ctx, `a night from ${from} to ${to} would never begin or never end`, { remedy: REMEDIES.night });
    }
    return { fromMinute: minuteOf(from) % minuteOf("24:00"), toMinute: minuteOf(to) };
  });

const Holiday = z
  .strictObject({ name: z.string().min(1), from: z.iso.date(), to: z.iso.date() })
  .transform(({ name, from, to }, ctx) => {
    const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
    if (days < 1 || days > HOLIDAY_DAYS_MAX) {
      const remedy = `give the first and the last day off, at most ${HOLIDAY_DAYS_MAX} days`;
      report(ctx, `${name} has ${days} days, ${from} to ${to}`, { path: ["to"], remedy });
      return z.NEVER;
    }
    return Array.from({ length: days }, (_, day) => new Date(Date.parse(from) + day * DAY_MS).toISOString().slice(0, 10));
  });

const Year = z.strictObject({ holidays: z.array(Holiday), workdays: z.array(z.iso.date()) });

const Years = z.record(z.string().regex(/^\d{4}$/), Year).transform((years, ctx): YearTable[] => {
  const holidays = new Set(Object.values(years).flatMap((year) => year.holidays.flat()));
  return Object.entries(years).map(([key, year]) => {
    year.holidays.forEach((dates, index) => {
      if (!dates.every((date) => belongs(date, key))) strayDate(ctx, ["holidays", index], key);
    });
    year.workdays.forEach((date, index) => {
      if (!belongs(date, key)) strayDate(ctx, ["workdays", index], key);
      if (holidays.has(date)) {
        const remedy = "take it out of workdays, or shorten the holiday: compare with the State Council's notice";
        report(ctx, `${date} is both a holiday and a make-up workday`, { path: [key, "workdays", index], remedy });
      }
    });
    return { year: Number(key), holidays: year.holidays.flat(), workdays: year.workdays };
  });
});

/** A notice for a year may move days of the December before: the one for 2019 made 29 December 2018 a workday. */
const belongs = (date: string, year: string): boolean => date.startsWith(year) || date.startsWith(`${Number(year) - 1}-12`);

function strayDate(ctx: z.RefinementCtx, path: (string | number)[], year: string): void {
  const remedy = `correct the date, or move it to its own year's table`;
  report(ctx, `not in ${year} nor in the December before`, { path: [year, ...path], remedy });
}

const CalendarFile = z.strictObject({ zone: ZoneName, hours: Hours, night: Night, years: Years });

/** For what zod finds by itself, by the part of the file it is in. */
const REMEDIES = {
  zone: "give an IANA name, such as Asia/Shanghai",
  hours: 'give mon to sun and makeUp, each a list such as ["09:00-12:00", "13:30-18:00"], or [] for a closed day',
  night: 'give two different times, such as { from: "21:00", to: "09:00" }',
  years: "give each year as 2026: { holidays: [{ name: 元旦, from: 2026-01-01, to: 2026-01-03 }], workdays: [2026-01-04] }",
};

function toFault(issue: z.core.$ZodIssue): CalendarFault {
  const path = issue.path.map((part) => (typeof part === "number" ? part : String(part)));
  if (issue.code === "custom" && typeof issue.params?.remedy === "string") {
    return { path, fault: issue.message, remedy: issue.params.remedy };
  }
  const part = path[0];
  const known = typeof part === "string" && part in REMEDIES ? REMEDIES[part as keyof typeof REMEDIES] : undefined;
  return { path, fault: issue.message, remedy: known ?? "give exactly zone, hours, night and years" };
}
