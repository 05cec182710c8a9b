import type { QueueRow } from "../../../../../application/desk-pages.js";
import type { DueWord } from "../../../../../domain/commitment/due-word.js";
import type { SayTime } from "../../clock/say-time.js";
import type { QueueWords } from "./words.js";

export interface DueSaid {
  /** Absolute first: 15:00, or the state where no time runs. */
  big: string;
  /** Beside it: how long, or of which day. */
  small: string;
  ink: DueWord | "calm";
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Two hours still read as minutes: "98 分". */
const IN_MINUTES_MS = 2 * HOUR_MS;
const DAY_MS = 24 * HOUR_MS;

const spanOf = (ms: number, t: QueueWords): string =>
  ms < IN_MINUTES_MS
    ? t.minutes(Math.floor(ms / MINUTE_MS))
    : ms < DAY_MS
      ? t.hours(Math.floor(ms / HOUR_MS))
      : t.days(Math.floor(ms / DAY_MS));

/** When a row is due, in two short lines; `now` is desk time in milliseconds. Late is counted on, day after day. */
export function sayDue({ nearest, waitingFor }: QueueRow, now: number, { say, t }: { say: SayTime; t: QueueWords }): DueSaid {
  if (nearest === null) return { big: t.noTime, small: t.nothingOwed, ink: "calm" };
  const { word, dueAt, pausedUntil } = nearest;
  if (word === "paused") return { big: t.paused, small: pauseOf(waitingFor, pausedUntil, { now, say, t }), ink: "paused" };
  const big = say.clock(dueAt);
  if (word === "said") return { big, small: t.said, ink: word };
  const left = Date.parse(dueAt) - now;
  if (left < 0 || word === "overdue")
    return { big, small: t.late(spanOf(Math.max(0, -left), t)), ink: word === "told" ? word : "overdue" };
  const day = dayOf(dueAt, now, say);
  const ink = word === "owed" && day !== null ? "calm" : word;
  return { big, small: day ?? (word === "told" ? t.moved : spanOf(left, t)), ink };
}

function pauseOf(
  waitingFor: string | null,
  until: string | null,
  { now, say, t }: { now: number; say: SayTime; t: QueueWords },
): string {
  if (waitingFor === "customer") return t.withCustomer;
  if (waitingFor === "third_party") return t.withThird;
  return until === null ? "" : t.pausedUntil(dayOf(until, now, say) ?? say.clock(until));
}

/** Null: today. 周一; 11月25日. */
function dayOf(when: string, now: number, say: SayTime): string | null {
  const at = say.at(when, now);
  const clock = say.clock(when);
  return at === clock ? null : at.slice(0, -clock.length).trim();
}

/** How long a customer has waited, for the mark of a row. */
export const sayWaited = (since: string, now: number, t: QueueWords): string => spanOf(Math.max(0, now - Date.parse(since)), t);
