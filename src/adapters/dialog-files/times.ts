import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../domain/time.js";
import type { Instant } from "../../domain/time.js";
import { compile, fill } from "./template.js";
import type { Template } from "./template.js";

/** What each text about a time must contain. */
export const TIME_PLACEHOLDERS = {
  today: ["time"],
  tomorrow: ["time"],
  yesterday: ["time"],
  weekday: ["weekday", "time"],
  date: ["month", "day", "time"],
  year: ["year", "month", "day", "time"],
  elsewhere: ["when", "offset"],
} as const;

type TimeText = keyof typeof TIME_PLACEHOLDERS;

/** How one language writes a time. */
export type TimeTexts = Record<TimeText, string> & { weekdays: string[]; months: string[] };

/** Whose clock is read, and from when. */
export interface TimeContext {
  /** IANA; null, or one the runtime does not know: the desk's. */
  zone: string | null;
  deskZone: string;
  now: Instant;
}

/**
 * Writes times as design.md "Time" has it: today the time, tomorrow and yesterday by name, within the next six days the weekday (so that
 * a weekday is always one to come), this year the date, else with the year. In another zone than the desk's the offset is named.
 */
export function makeTimes(texts: TimeTexts): (at: Instant, context: TimeContext) => string {
  const templates = Object.fromEntries(
    Object.keys(TIME_PLACEHOLDERS).map((key) => [key, templateOf(texts[key as TimeText])]),
  ) as Record<TimeText, Template>;

  return (at, { zone, deskZone, now }) => {
    const offset = (zone === null ? undefined : offsetMs(zone, at)) ?? deskOffsetMs(deskZone, at);
    const nowOffset = (zone === null ? undefined : offsetMs(zone, now)) ?? deskOffsetMs(deskZone, now);
    const local = new Date(at + offset);
    const days = Math.floor((at + offset) / DAY_MS) - Math.floor((now + nowOffset) / DAY_MS);
    const sameYear = local.getUTCFullYear() === new Date(now + nowOffset).getUTCFullYear();
    const when = fill(templates[textFor(days, sameYear)], (name) => partOf(local, { name, texts }));
    if (offset === deskOffsetMs(deskZone, at)) return when;
    return fill(templates.elsewhere, (name) => (name === "when" ? when : offsetName(offset)));
  };
}

const WEEKDAYS_AHEAD = 6;

function textFor(days: number, sameYear: boolean): TimeText {
  if (days === 0) return "today";
  if (days === 1) return "tomorrow";
  if (days === -1) return "yesterday";
  if (days > 1 && days <= WEEKDAYS_AHEAD) return "weekday";
  return sameYear ? "date" : "year";
}

function partOf(local: Date, { name, texts }: { name: string; texts: TimeTexts }): string {
  if (name === "time") return `${twoDigits(local.getUTCHours())}:${twoDigits(local.getUTCMinutes())}`;
  if (name === "weekday") return texts.weekdays[(local.getUTCDay() + 6) % 7]!;
  if (name === "month") return texts.months[local.getUTCMonth()]!;
  if (name === "day") return String(local.getUTCDate());
  return String(local.getUTCFullYear());
}

const twoDigits = (n: number): string => (n < 10 ? `0${n}` : String(n));

const offsetName = (offset: number): string => {
  const [hours, minutes] = [Math.trunc(Math.abs(offset) / HOUR_MS), Math.trunc((Math.abs(offset) % HOUR_MS) / MINUTE_MS)];
  return `UTC${offset < 0 ? "-" : "+"}${hours}${minutes === 0 ? "" : `:${twoDigits(minutes)}`}`;
};

function templateOf(text: string): Template {
  const compiled = compile(text);
  if ("message" in compiled) throw new Error(`"${text}": ${compiled.message}. ${compiled.remedy}`);
  return compiled.template;
}

// Intl takes microseconds to name an offset, and a busy desk renders thousands of times a second: offsets are remembered by quarter hours,
// since no zone has changed its clock at another moment for a century. Customers' devices name their zone, so the memory is bounded.
const QUARTER_MS = 15 * MINUTE_MS;
const ZONES_MOST = 500;
const QUARTERS_MOST = 2_000;

interface ZoneMemory {
  clock: Intl.DateTimeFormat;
  offsets: Map<number, number>;
}

const zones = new Map<string, ZoneMemory | null>();

const deskOffsetMs = (zone: string, at: Instant): number => {
  const offset = offsetMs(zone, at);
  if (offset === undefined)
    throw new Error(`The desk's zone ${zone} is not known here; give an IANA name in config/calendar.yaml.`);
  return offset;
};

function offsetMs(zone: string, at: Instant): number | undefined {
  const memory = zoneMemory(zone);
  if (memory === null) return undefined;
  const quarter = Math.floor(at / QUARTER_MS);
  let offset = memory.offsets.get(quarter);
  if (offset === undefined) {
    offset = measure(memory.clock, quarter * QUARTER_MS);
    if (memory.offsets.size >= QUARTERS_MOST) memory.offsets.clear();
    memory.offsets.set(quarter, offset);
  }
  return offset;
}

const ZONE_LENGTH_MOST = 64;

function zoneMemory(zone: string): ZoneMemory | null {
  const known = zones.get(zone);
  if (known !== undefined) return known;
  const memory = zone.length > ZONE_LENGTH_MOST ? null : makeMemory(zone);
  if (zones.size >= ZONES_MOST) zones.clear();
  zones.set(zone, memory);
  return memory;
}

function makeMemory(zone: string): ZoneMemory | null {
  try {
    const clock = new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle: "h23", ...CLOCK_PARTS });
    return { clock, offsets: new Map() };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const CLOCK_PARTS = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" } as const;

function measure(clock: Intl.DateTimeFormat, at: Instant): number {
  const parts = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(parts["year"]!, parts["month"]! - 1, parts["day"], parts["hour"], parts["minute"]) - at;
}
