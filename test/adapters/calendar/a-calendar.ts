import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Calendar } from "../../../src/adapters/calendar/calendar.js";
import { makeCalendar } from "../../../src/adapters/calendar/calendar.js";
import { parseCalendar } from "../../../src/adapters/calendar/parse-calendar.js";
import type { CalendarPolicy, DayKind, WallSpan } from "../../../src/adapters/calendar/policy.js";
import { WEEKDAYS } from "../../../src/adapters/calendar/policy.js";

/** config/calendar.yaml as the YAML parser gives it: fresh each time, so that a test may spoil it. */
export const shippedFile = (): Record<string, unknown> =>
  parse(readFileSync(join(__dirname, "../../../config/calendar.yaml"), "utf8")) as Record<string, unknown>;

/** The policy that we ship. */
export function shippedPolicy(): CalendarPolicy {
  const parsed = parseCalendar(shippedFile());
  if ("faults" in parsed) throw new Error(JSON.stringify(parsed.faults));
  return parsed.policy;
}

/** The shipped calendar with changes. */
export const aCalendar = (changes: Partial<CalendarPolicy>): Calendar => makeCalendar({ ...shippedPolicy(), ...changes });

/** "09:00-12:00" */
export const wall = (text: string): WallSpan => {
  const [fromMinute, toMinute] = text.split("-").map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));
  return { fromMinute: fromMinute!, toMinute: toMinute! };
};

/** The same hours on each day of the week and on make-up workdays. */
export const everyDay = (...spans: string[]) =>
  Object.fromEntries([...WEEKDAYS, "makeUp"].map((day) => [day, spans.map(wall)])) as Record<DayKind, WallSpan[]>;
