import { createHash } from "node:crypto";
import type { Hours } from "../../application/ports.js";
import type { WorkingDay } from "../../domain/calendar.js";
import { DAY_MS, HOUR_MS, isoOf, MINUTE_MS, type Instant } from "../../domain/time.js";
import type { Locale } from "../../domain/words.js";
import type { Answer, Call, Route } from "./route.js";

/** What may be uploaded, for the file dialog of a browser. */
export interface FilesAllowed {
  bytesMost: number;
  countMost: number;
  /** Content types. */
  types: readonly string[];
}

export interface ChatDeskDeps {
  /** In force now; a publish shows within a minute. */
  desk: () => { company: Record<Locale, string>; assistant: Record<Locale, string>; hours: Hours; files: FilesAllowed };
  /** Desk time. */
  deskNow: () => Promise<Instant>;
  /** Machine time, milliseconds. */
  now: () => number;
}

const CACHED_S = 60;
/** Past the longest holidays. */
const LOOKED_AHEAD_MS = 30 * DAY_MS;

/** GET /chat/desk: who is on the other side and whether people are there, for whoever looks at the page; nothing of any visitor. */
export function chatDeskRoute(deps: ChatDeskDeps): Route {
  const current = cached(deps);
  const handle = async ({ headers: asked }: Call): Promise<Answer> => {
    const { body, etag } = await current();
    const headers = {
      "content-type": "application/json; charset=utf-8",
      "cache-control": `public, max-age=${CACHED_S}`,
      // A shared cache must not give an answer without CORS to a page that needs it.
      vary: "Origin",
      etag,
    };
    return asked["if-none-match"] === etag ? { status: 304, headers } : { status: 200, body, headers };
  };
  return {
    method: "GET",
    path: "/chat/desk",
    who: "public",
    origins: "listed",
    limit: null,
    bodyBytesMax: 0,
    errors: "problem",
    handle,
  };
}

interface Kept {
  body: string;
  etag: string;
}

/** One look at the clock for all who ask within a minute, or until people come or go; what is known stands while the clock is away. */
function cached({ desk, deskNow, now }: ChatDeskDeps): () => Promise<Kept> {
  let kept: (Kept & { until: number }) | null = null;
  let looking: Promise<Kept> | null = null;
  const look = async (): Promise<Kept> => {
    const at = await deskNow();
    const { hours, ...known } = desk();
    const people = peopleOf(hours, at);
    const body = JSON.stringify({ ...known, people: { ...shown(people), zone: hours.zone }, at: isoOf(at) });
    // Without the moment (so it is a weak one): a client that asks again is told that nothing changed.
    const etag = `W/"${createHash("sha256")
      .update(JSON.stringify({ ...known, people }))
      .digest("base64url")
      .slice(0, 22)}"`;
    kept = { body, etag, until: now() + Math.min(CACHED_S * 1_000, (people.changesAt ?? Infinity) - at) };
    return kept;
  };
  return () => {
    if (kept !== null && now() < kept.until) return Promise.resolve(kept);
    looking ??= look().finally(() => (looking = null));
    return kept === null ? looking : looking.catch(() => kept!);
  };
}

interface People {
  now: boolean;
  /** When they come next; null: they are there, or the calendar knows of no day. */
  opensAt: Instant | null;
  changesAt: Instant | null;
  hours: Record<Locale, string>;
}

const shown = ({ now, opensAt, hours }: People) => ({
  now,
  opensAt: opensAt === null ? null : isoOf(opensAt),
  hours,
});

function peopleOf(hours: Hours, at: Instant): People {
  const spans = hours.serviceSpans(at, at + LOOKED_AHEAD_MS);
  const present = spans.find(({ from, to }) => from <= at && at < to);
  const next = spans.find(({ from }) => from > at);
  // Today where people work today, also when they have gone; else the next day on which they do.
  const day = hours.workingDays(at, at + LOOKED_AHEAD_MS)[0] ?? [];
  return {
    now: present !== undefined,
    opensAt: present === undefined ? (next?.from ?? null) : null,
    changesAt: present?.to ?? next?.from ?? null,
    hours: { "zh-CN": wordsOf(day, "、"), en: wordsOf(day, ", ") },
  };
}

const wordsOf = (day: WorkingDay, between: string): string =>
  day.map(({ from, to, clockMs }) => `${wall(clockMs)}–${wall(clockMs + to - from)}`).join(between);

/** `9:00`, `13:30`, `24:00`. */
const wall = (ms: number): string =>
  `${Math.floor(ms / HOUR_MS)}:${String(Math.floor((ms % HOUR_MS) / MINUTE_MS)).padStart(2, "0")}`;
