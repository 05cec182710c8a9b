const PARTS = {
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
} as const;

/** How far the zone's wall clock is ahead of UTC at a moment, in milliseconds. */
function aheadOf(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", { ...PARTS, timeZone: zone, hourCycle: "h23" }).formatToParts(at);
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value);
  const wall = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return wall - Math.floor(at / 1_000) * 1_000;
}

/**
 * A wall-clock time of the desk's zone (`2026-11-23T15:30`, as date fields give it) as a moment; null: none. Where the clock is put
 * forward the hour that is skipped counts from before; where it is put back the first of the two is meant.
 */
export function momentIn(zone: string, wall: string): number | null {
  const asUtc = Date.parse(`${wall}Z`);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(wall) || Number.isNaN(asUtc)) return null;
  const before = asUtc - aheadOf(asUtc - DAY_MS, zone);
  const after = asUtc - aheadOf(asUtc + DAY_MS, zone);
  const fits = [before, after].filter((at) => at + aheadOf(at, zone) === asUtc);
  return fits.length === 0 ? before : Math.min(...fits);
}

const DAY_MS = 24 * 60 * 60_000;

/** The other way round: what a date field shows for a moment. */
export function wallIn(zone: string, at: number): string {
  return new Date(at + aheadOf(at, zone)).toISOString().slice(0, 16);
}
