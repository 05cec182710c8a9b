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
