import type { Instant } from "./time.js";

/**
 * A stretch of time, half-open: `from` belongs to it, `to` does not. Lists of spans are sorted and disjoint (two may touch; nights
 * never do). Every function below is pure and knows only the spans it is given, so give spans from before the earliest instant
 * asked about (the start of the clock, not now): working time before the first span counts as none.
 */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** `clockMs`: what a wall clock reads when the span begins, in ms after local midnight. The domain has no time zones. */
export interface WorkingSpan extends Span {
  readonly clockMs: number;
}

/** A local day on which people work: at least one span, none reaching into the next day. */
export type WorkingDay = readonly WorkingSpan[];

/**
 * The earliest instant at or after `start`, inside a span or at its end, by which `ms` of working time have passed since `start`
 * (service-process 3: P3's first response). Reaching the end of a span stays there: 2 h from 10:00 are due at 12:00, not after
 * lunch. Undefined where the spans do not reach far enough: ask the calendar for more. Throws RangeError when `ms` is negative.
 */
export function addWorking(spans: readonly Span[], start: Instant, ms: number): Instant | undefined {
  if (!(ms >= 0)) throw new RangeError(`working time cannot be ${ms} ms: give 0 or more`);
  let left = ms;
  for (let i = firstIndex(spans, (span) => span.to >= start); i < spans.length; i++) {
    const span = spans[i]!;
    const from = Math.max(span.from, start);
    if (left <= span.to - from) return from + left;
    left -= span.to - from;
  }
  return undefined;
}

/** Working time between two instants, in ms; 0 where `b` is not after `a`. */
export function workingBetween(spans: readonly Span[], a: Instant, b: Instant): number {
  let ms = 0;
  for (let i = firstIndex(spans, (span) => span.to > a); i < spans.length; i++) {
    const span = spans[i]!;
    if (span.from >= b) break;
    ms += Math.max(0, Math.min(span.to, b) - Math.max(span.from, a));
  }
  return ms;
}

export function isOpen(spans: readonly Span[], at: Instant): boolean {
  return spanAt(spans, at) !== undefined;
}

/** `at` itself when open, else when people are back (service-process 1); undefined where the spans do not reach that far. */
export function nextOpening(spans: readonly Span[], at: Instant): Instant | undefined {
  const span = spans[firstIndex(spans, (each) => each.to > at)];
  return span && Math.max(span.from, at);
}

/**
 * "After n working days" (service-process 0: acceptance reminder after 1, closed by silence after 3): the same clock time n
 * working days later. A start outside service hours counts from the next opening, so Friday night and Saturday noon both give
 * Tuesday 09:00 for 1; a landing outside that day's hours moves on to the next opening. Where a DST change falls inside a span,
 * the place in that span is measured in elapsed time. Undefined where the days do not reach far enough; throws RangeError unless
 * `n` is a whole number from 0.
 */
export function addWorkingDays(days: readonly WorkingDay[], start: Instant, n: number): Instant | undefined {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`cannot count ${n} working days: give a whole number from 0`);
  const dayIndex = firstIndex(days, (day) => day.at(-1)!.to > start);
  const span = days[dayIndex]?.find((each) => each.to > start);
  if (!span) return undefined;
  const clockMs = span.clockMs + Math.max(start, span.from) - span.from;
  return openingByClock(days, dayIndex + n, clockMs);
}

/**
 * "Within n working days" (service-process 6: the return visit): the last working moment of what addWorkingDays grants. From 10:00
 * both are 10:00; where "after" lands on an opening, "within" is the closing before it, so that a demand closed on Saturday is
 * visited within 3 by Wednesday 18:00, not by Thursday 09:00. No working time lies between the two. Undefined and throws as
 * addWorkingDays.
 */
export function withinWorkingDays(days: readonly WorkingDay[], start: Instant, n: number): Instant | undefined {
  const after = addWorkingDays(days, start, n);
  if (after === undefined) return undefined;
  const spans = days.flat();
  return addWorking(spans, start, workingBetween(spans, start, after));
}

/** The end of the night that `at` falls in, else `at` (service-process 0: no survey, no visit, no care in the night). */
export function outOfNight(nights: readonly Span[], at: Instant): Instant {
  return spanAt(nights, at)?.to ?? at;
}

/**
 * When to owe an update that would fall due in the customer's night (service-process 3, P2 to P4): at the night's first moment, so
 * that it is told before the night. Where that is not after `notBefore` (now, or the first moment at which it can still be told),
 * the night has begun or is upon us, and it is owed at the night's end instead. Outside the night `at` stays as it is, even if it
 * is before `notBefore`.
 */
export function beforeNight(nights: readonly Span[], at: Instant, notBefore: Instant): Instant {
  const night = spanAt(nights, at);
  if (!night) return at;
  return night.from > notBefore ? night.from : night.to;
}

/** The first moment at or after `clockMs` of the given day that is in service hours, on that day or the next working one. */
function openingByClock(days: readonly WorkingDay[], dayIndex: number, clockMs: number): Instant | undefined {
  const span = days[dayIndex]?.find((each) => each.clockMs + each.to - each.from > clockMs);
  if (span) return span.from + Math.max(0, clockMs - span.clockMs);
  return days[dayIndex + 1]?.[0]?.from;
}

function spanAt(spans: readonly Span[], at: Instant): Span | undefined {
  const span = spans[firstIndex(spans, (each) => each.to > at)];
  return span && span.from <= at ? span : undefined;
}

/** Halves its way to the first item that holds; `holds` must be false up to some item and true from there. */
function firstIndex<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(items[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
