import type { Span, WorkingDay, WorkingSpan } from "../../domain/calendar.js";
import type { Instant } from "../../domain/time.js";
import { DAY_MS } from "../../domain/time.js";
import { memo } from "./memo.js";
import type { CalendarPolicy, WallSpan } from "./policy.js";
import { WEEKDAYS } from "./policy.js";
import type { DayNumber, Zone } from "./zone.js";
import { makeZone, ZONE_NAME_LENGTH_MAX, zoneName } from "./zone.js";

/**
 * The desk's calendar in instants. Every list covers the whole local days that from..to touches, `to` included, so its first span may
 * begin before `from` and its last end after `to`. Lists are shared between callers and frozen. Throws RangeError where the range
 * is backwards, not finite or longer than RANGE_DAYS_MAX.
 */
export interface Calendar {
  /** The desk's zone. */
  readonly zone: string;
  /** When people are at the desk (service-process 0): holidays left out, make-up workdays in; spans that touch are one. */
  serviceSpans(from: Instant, to: Instant): readonly Span[];
  /** The same by day, days without service left out; for the domain's addWorkingDays. */
  workingDays(from: Instant, to: Instant): readonly WorkingDay[];
  /** The customer's nights; an unknown or missing zone is the desk's (service-process 0). */
  nights(zone: string | undefined, from: Instant, to: Instant): readonly Span[];
  /** Years of the desk's dates in from..to that the table lacks: there every weekday counts as worked, so the log must warn. */
  missingYears(from: Instant, to: Instant): readonly number[];
}

export const RANGE_DAYS_MAX = 3_700; // ten years: a report; more is a mistake in the caller's arithmetic
const RANGES_REMEMBERED = 32; // turns ask for the same few until local midnight
const DAYS_REMEMBERED = 400; // a year's report does not push itself out
const ZONES_REMEMBERED = 128;
const NAMES_REMEMBERED = 1_024; // spellings of zones, good or bad, as browsers send them

export function makeCalendar(policy: CalendarPolicy): Calendar {
  const desk = makeZone(zoneName(policy.zone) ?? policy.zone);
  const exceptions = exceptionsOf(policy);
  const yearsKnown = new Set(policy.years.map(({ year }) => year));

  const hoursOf = (day: DayNumber): readonly WallSpan[] => {
    const exception = exceptions.get(day);
    return exception === "holiday" ? [] : policy.hours[exception ?? weekdayOf(day)];
  };
  const workingDay = memo(DAYS_REMEMBERED, (day: DayNumber) => spansOfDay(desk, day, hoursOf(day)));
  const workingDays = byRange((first, last) => daysBetween(first, last).map(workingDay).filter(isWorked));
  const serviceSpans = byRange((first, last) => joined(daysBetween(first, last).flatMap(workingDay)));
  const customerZone = zoneFinder(desk, policy.night);

  return {
    zone: policy.zone,
    serviceSpans: (from, to) => serviceSpans(...daysOf(desk, from, to)),
    workingDays: (from, to) => workingDays(...daysOf(desk, from, to)),
    nights: (name, from, to) => {
      const { zone, nights } = customerZone(name);
      return nights(...daysOf(zone, from, to));
    },
    missingYears: (from, to) => {
      const [first, last] = daysOf(desk, from, to);
      const years: number[] = [];
      for (let year = yearOf(first); year <= yearOf(last); year++) if (!yearsKnown.has(year)) years.push(year);
      return years;
    },
  };
}

/** Zones by the name that a browser or a profile gave, with their nights; `desk` where the name is missing or unknown. */
function zoneFinder(desk: Zone, night: WallSpan) {
  const withNights = (zone: Zone) => ({ zone, nights: nightsOf(zone, night) });
  const ofDesk = withNights(desk);
  const byName = memo(ZONES_REMEMBERED, (name: string) => withNights(makeZone(name)));
  const knownName = memo(NAMES_REMEMBERED, (given: string) => zoneName(given) ?? desk.name);
  return (given: string | undefined) => {
    // A name too long to be one is not worth a place in memory.
    if (given === undefined || given.length > ZONE_NAME_LENGTH_MAX) return ofDesk;
    const name = knownName(given);
    return name === desk.name ? ofDesk : byName(name);
  };
}

function nightsOf(zone: Zone, { fromMinute, toMinute }: WallSpan) {
  const endsNextDay = toMinute <= fromMinute;
  return byRange((first, last) =>
    joined(
      // The night that the first day wakes up in began the day before.
      daysBetween(endsNextDay ? first - 1 : first, last).flatMap((day) => {
        const night = { from: zone.instantOf(day, fromMinute), to: zone.instantOf(endsNextDay ? day + 1 : day, toMinute) };
        return night.from < night.to ? [Object.freeze(night)] : [];
      }),
    ),
  );
}

/** A day's spans as instants. What a spring gap swallows whole is left out. */
function spansOfDay(zone: Zone, day: DayNumber, hours: readonly WallSpan[]): readonly WorkingSpan[] {
  const spans = hours.flatMap(({ fromMinute, toMinute }) => {
    const from = zone.instantOf(day, fromMinute);
    const to = zone.instantOf(day, toMinute);
    return from < to ? [Object.freeze({ from, to, clockMs: zone.clockMs(from) })] : [];
  });
  return Object.freeze(spans);
}

const isWorked = (day: readonly WorkingSpan[]): boolean => day.length > 0;

/** Spans that touch become one; the input is sorted. */
function joined(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const { from, to } of spans) {
    const last = result.at(-1);
    if (last && last.to >= from) result[result.length - 1] = Object.freeze({ from: last.from, to });
    else result.push(Object.freeze({ from, to }));
  }
  return result;
}

/** Remembers lists by their first and last day, and freezes them, since callers share them. */
function byRange<T>(list: (first: DayNumber, last: DayNumber) => readonly T[]) {
  const byKey = memo(RANGES_REMEMBERED, (key: string) => {
    const [first, last] = key.split(":").map(Number) as [DayNumber, DayNumber];
    return Object.freeze(list(first, last));
  });
  return (first: DayNumber, last: DayNumber): readonly T[] => byKey(`${first}:${last}`);
}

function daysOf(zone: Zone, from: Instant, to: Instant): [first: DayNumber, last: DayNumber] {
  if (!(to >= from && to - from <= RANGE_DAYS_MAX * DAY_MS)) {
    throw new RangeError(`calendar asked for ${from} to ${to}: give two instants in order, at most ${RANGE_DAYS_MAX} days apart`);
  }
  return [zone.dayOf(from), zone.dayOf(to)];
}

const daysBetween = (first: DayNumber, last: DayNumber): DayNumber[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** "2026-02-14" as a day number; both count days of the proleptic Gregorian calendar. */
const dayNumber = (date: string): DayNumber => Date.parse(`${date}T00:00:00Z`) / DAY_MS;

const yearOf = (day: DayNumber): number => new Date(day * DAY_MS).getUTCFullYear();

/** 1970-01-01, day 0, was a Thursday. */
const weekdayOf = (day: DayNumber) => WEEKDAYS[(((day + 3) % 7) + 7) % 7]!;

type DayException = "holiday" | "makeUp";

function exceptionsOf({ years }: CalendarPolicy): ReadonlyMap<DayNumber, DayException> {
  const dated = (dates: readonly string[], what: DayException) => dates.map((date) => [dayNumber(date), what] as const);
  return new Map(years.flatMap(({ holidays, workdays }) => [...dated(holidays, "holiday"), ...dated(workdays, "makeUp")]));
}
