import { z } from "zod";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../../domain/time.js";

const UNITS_MS: Record<string, number> = { s: SECOND_MS, min: MINUTE_MS, h: HOUR_MS, d: DAY_MS };
const PART = String.raw`(\d{1,6}) ?(s|min|h|d)`;
const WHOLE = new RegExp(`^${PART}(?: ${PART})*$`);
const DURATION_MS_MOST = 366 * DAY_MS;

const REMEDY = 'Write a whole number with s, min, h or d, such as "30 min", "2 h" or "1 d 12 h".';

/** Milliseconds of "30 min", "2 h", "1 d 12 h"; undefined where it is no duration. A `d` is 24 hours on the clock. */
export function durationMs(text: string): number | undefined {
  if (!WHOLE.test(text)) return undefined;
  let ms = 0;
  for (const [, count, unit] of text.matchAll(new RegExp(PART, "g"))) ms += Number(count) * UNITS_MS[unit!]!;
  return ms;
}

const duration = (leastMs: number) =>
  z.unknown().transform((value, ctx): number => {
    const refuse = (message: string, remedy = REMEDY) => {
      ctx.issues.push({ code: "custom", message, input: value, params: { remedy } });
      return z.NEVER;
    };
    if (value === undefined) return refuse("a duration is missing");
    const ms = typeof value === "string" ? durationMs(value) : undefined;
    if (ms === undefined) return refuse(`${JSON.stringify(value)} is not a duration`);
    if (ms < leastMs) return refuse(`${JSON.stringify(value)} is no time at all`, "Give more than 0.");
    if (ms > DURATION_MS_MOST) return refuse(`${JSON.stringify(value)} is longer than a year`, "Give at most 366 d.");
    return ms;
  });

/** A span that must take some time. */
export const Duration = duration(1);
/** A span that may be 0: at once. */
export const DurationOrNone = duration(0);
