const MS_MAX = 3_600_000;

/** `Retry-After` in seconds; a date is left to our own back-off, since the clocks may differ. */
export function retryAfterMs(header: string | undefined): number | null {
  if (header === undefined || !/^\d{1,6}$/.test(header.trim())) return null;
  return Math.min(Number(header) * 1_000, MS_MAX);
}
