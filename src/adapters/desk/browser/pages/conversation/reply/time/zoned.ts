// A moment as a person writes it into a field for date and time, in the desk's zone: the browser's own field knows no zones.

const PARTS = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" } as const;

/** 2026-11-23T15:00 */
export function fieldOf(ms: number, zone: string): string {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, hourCycle: "h23", ...PARTS });
  return format.format(ms).replace(" ", "T");
}

const MINUTE_MS = 60_000;

/** Null: no moment. In the hour that a clock repeats the first is meant; in one that it skips, the time after it. */
export function momentOf(field: string, zone: string): number | null {
  const asUtc = Date.parse(`${field}Z`);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(field) || Number.isNaN(asUtc)) return null;
  const offsetAt = (ms: number): number => Date.parse(`${fieldOf(ms, zone)}Z`) - Math.floor(ms / MINUTE_MS) * MINUTE_MS;
  const guesses = [asUtc - offsetAt(asUtc - 24 * 60 * MINUTE_MS), asUtc - offsetAt(asUtc + 24 * 60 * MINUTE_MS)];
  return guesses.find((ms) => fieldOf(ms, zone) === field) ?? guesses[0] ?? null;
}

const DAY_MS = 24 * 60 * MINUTE_MS;

/** The days from that moment on, each with a moment in the middle of it. */
export function daysFrom(now: number, zone: string, count: number): { day: string; at: number }[] {
  const noon = momentOf(`${fieldOf(now, zone).slice(0, 10)}T12:00`, zone) ?? now;
  return Array.from({ length: count }, (_, index) => {
    const at = noon + index * DAY_MS;
    return { day: fieldOf(at, zone).slice(0, 10), at };
  });
}

/** 15:00 from 15:00, 1500, 9:05, 15：00 or 15; null: no time of day. */
export function timeOf(typed: string): string | null {
  const [, hours, minutes = "00"] = /^(\d{1,2})(?:[:：.点时]?(\d{2}))?$/.exec(typed.trim()) ?? [];
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59) return null;
  return `${hours.padStart(2, "0")}:${minutes}`;
}
