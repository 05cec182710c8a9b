import type { Instant } from "../time.js";
import { DAY_MS } from "../time.js";

/** A local date as whole days since 1970-01-01. */
export type DayNumber = number;

/** Wall clocks of one IANA zone; a time that a spring gap swallows is the gap's end, one that comes twice is its first coming. */
export interface ZoneClock {
  dayOf(at: Instant): DayNumber;
  instantOf(day: DayNumber, minute: number): Instant;
}

/** A line that rings at most once a local day: one minute, one hour, and the days on which it does. Plain lists: it is kept as JSON. */
export interface CronLine {
  minute: number;
  hour: number;
  days: readonly number[];
  months: readonly number[];
  /** From Sunday, 0. */
  weekdays: readonly number[];
}

export interface CronFault {
  message: string;
  remedy: string;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const REMEDY = 'Write minute, hour, day of month, month and weekday, such as "30 8 * * 1-5" for weekdays at 8:30.';
const CHARACTERS_MAX = 100;
/** Every 29 February and every weekday of it come by in as many days. */
const DAYS_TRIED = 28 * 366 + 7;

interface Field {
  name: string;
  low: number;
  high: number;
  names?: readonly string[];
}

const FIELDS: readonly Field[] = [
  { name: "minute", low: 0, high: 59 },
  { name: "hour", low: 0, high: 23 },
  { name: "day of month", low: 1, high: 31 },
  { name: "month", low: 1, high: 12, names: ["", ...MONTHS] },
  { name: "weekday", low: 0, high: 7, names: WEEKDAYS },
];

/** Reads five cron fields, or says what makes no sense in them. A digest has one minute and one hour: it is posted once a period. */
export function parseCron(text: string): CronLine | CronFault {
  const parts = text.trim().split(/\s+/);
  if (text.length > CHARACTERS_MAX || parts.length !== FIELDS.length)
    return {
      message: `"${text.slice(0, CHARACTERS_MAX)}" is no cron line: it has ${parts.length} fields, not 5`,
      remedy: REMEDY,
    };
  const sets: Set<number>[] = [];
  for (const [index, field] of FIELDS.entries()) {
    const read = readField(parts[index]!, field);
    if ("message" in read) return { message: `"${text}": ${read.message}`, remedy: REMEDY };
    sets.push(read.values);
  }
  const [minutes, hours, days, months, weekdays] = sets as [Set<number>, Set<number>, Set<number>, Set<number>, Set<number>];
  if (minutes.size !== 1 || hours.size !== 1)
    return {
      message: `"${text}" rings ${minutes.size * hours.size} times a day: a digest is posted once a period`,
      remedy: 'Give one minute and one hour, such as "30 8 * * *".',
    };
  if (weekdays.delete(7)) weekdays.add(0);
  if (days.size < 31 && weekdays.size < 7)
    return {
      message: `"${text}" names days of the month and weekdays: programs disagree whether one of them or both must fit`,
      remedy: "Put * for one of the two.",
    };
  const line = {
    minute: [...minutes][0]!,
    hour: [...hours][0]!,
    days: [...days],
    months: [...months],
    weekdays: [...weekdays],
  };
  const comes = Array.from({ length: DAYS_TRIED }, (_, day) => day).some((day) => ringsOn(line, day));
  return comes ? line : { message: `"${text}" never comes: no month has that day`, remedy: "Give a day that the month has." };
}

function readField(text: string, field: Field): { values: Set<number> } | { message: string } {
  const values = new Set<number>();
  for (const part of text.split(",")) {
    const [, from, to, step] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d{1,2}))?$/.exec(part) ?? [];
    const low = from === "*" ? field.low : valueOf(from, field);
    const high = from === "*" ? lastOf(field) : to !== undefined ? valueOf(to, field) : step === undefined ? low : lastOf(field);
    const by = step === undefined ? 1 : Number(step);
    if (low === undefined || high === undefined || low > high || by < 1 || (from === "*" && to !== undefined))
      return { message: `"${part}" is no ${field.name} (${field.low} to ${field.high})` };
    for (let value = low; value <= high; value += by) values.add(value);
  }
  return { values };
}

/** Sunday is 0 and 7: `*` takes it once. */
const lastOf = ({ name, high }: Field): number => (name === "weekday" ? high - 1 : high);

function valueOf(text: string | undefined, { low, high, names }: Field): number | undefined {
  if (text === undefined) return undefined;
  const named = names?.indexOf(text.toLowerCase()) ?? -1;
  const value = named >= 0 && text !== "" ? named : /^\d{1,2}$/.test(text) ? Number(text) : NaN;
  return value >= low && value <= high ? value : undefined;
}

function ringsOn({ days, months, weekdays }: CronLine, day: DayNumber): boolean {
  const date = new Date(day * DAY_MS);
  return days.includes(date.getUTCDate()) && months.includes(date.getUTCMonth() + 1) && weekdays.includes(date.getUTCDay());
}

/** How far back a missed ring is looked for. */
const LOOKED_BACK_DAYS = 400;

/** Its rings after `after` and up to `upTo`, the newest first, at most `most`: UTC instants, one a local day whatever the clocks do. */
export function ringsBetween(
  line: CronLine,
  zone: ZoneClock,
  { after, upTo, most }: { after: Instant; upTo: Instant; most: number },
): Instant[] {
  const rings: Instant[] = [];
  const today = zone.dayOf(upTo);
  const first = Math.max(zone.dayOf(Math.min(after, upTo)), today - LOOKED_BACK_DAYS);
  for (let day = today; day >= first && rings.length < most; day--) {
    if (!ringsOn(line, day)) continue;
    const at = zone.instantOf(day, line.hour * 60 + line.minute);
    if (at > after && at <= upTo) rings.push(at);
  }
  return rings;
}
