import { IANAZone } from "luxon";
import type { Instant } from "../../domain/time.js";
import { DAY_MS, MINUTE_MS } from "../../domain/time.js";
import { memo } from "./memo.js";

/** A local date as whole days since 1970-01-01, so that dates add and compare as numbers. */
export type DayNumber = number;

/** Wall clocks of one IANA zone. */
export interface Zone {
  readonly name: string;
  /** The local date that an instant falls on. */
  dayOf(at: Instant): DayNumber;
  /**
   * The first instant at which the local clock reads this minute of this day (0 to 1440), or later. So an opening inside a spring gap is
   * the end of the gap, a time that occurs twice in autumn is its first occurrence, and a later reading never comes earlier: spans
   * made of two readings stay disjoint. (luxon itself moves 02:30 in a gap to 03:30, past 03:00.)
   */
  instantOf(day: DayNumber, minute: number): Instant;
  /** What the wall clock shows at an instant, in ms after midnight of its local date. */
  clockMs(at: Instant): number;
}

export const ZONE_NAME_LENGTH_MAX = 64; // the longest IANA name has 32
const DAY_MINUTES = 1_440;
const DAYS_REMEMBERED = 400; // a year's report does not push itself out

/** The zone's own spelling of a name ("asia/shanghai" is Asia/Shanghai), or undefined where the runtime does not know it. */
export function zoneName(name: string): string | undefined {
  if (name.length > ZONE_NAME_LENGTH_MAX) return undefined;
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * `name` must come from zoneName: luxon keeps every spelling it is shown for ever, and customers' browsers choose theirs. Throws
 * RangeError for a name that the runtime does not know.
 */
export function makeZone(name: string): Zone {
  const zone = IANAZone.create(name);
  if (!zone.isValid) throw new RangeError(`no such time zone: ${name}`);
  const offsetMs = (at: Instant) => zone.offset(at) * MINUTE_MS;
  const startOf = memo(DAYS_REMEMBERED, (day: DayNumber) => firstReading(offsetMs, day * DAY_MS));

  const dayOf = (at: Instant): DayNumber => {
    // Local dates differ from UTC's by a day at most, so three remembered midnights answer without asking Intl.
    let day = Math.floor(at / DAY_MS) + 1;
    while (startOf(day) > at) day--;
    return day;
  };
  return {
    name,
    dayOf,
    instantOf: (day, minute) => {
      if (minute === 0) return startOf(day);
      return minute === DAY_MINUTES ? startOf(day + 1) : firstReading(offsetMs, day * DAY_MS + minute * MINUTE_MS);
    },
    clockMs: (at) => at + offsetMs(at) - dayOf(at) * DAY_MS,
  };
}

/** `reading`: a wall clock's date and time as if it were UTC, in ms. No zone changes its clock twice within two days. */
function firstReading(offsetMs: (at: Instant) => number, reading: number): Instant {
  const before = offsetMs(reading - DAY_MS);
  const after = offsetMs(reading + DAY_MS);
  if (before === after) return reading - before;
  const early = reading - Math.max(before, after);
  const late = reading - Math.min(before, after);
  if (early + offsetMs(early) === reading) return early;
  if (late + offsetMs(late) === reading) return late;
  // In a gap, which lies between the two: halve the way to its end.
  let low = early;
  let high = late;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (middle + offsetMs(middle) >= reading) high = middle;
    else low = middle;
  }
  return high;
}
