import { documentOf, type Counted } from "../../../src/domain/digest/digest.js";
import type { DigestDocument } from "../../../src/domain/digest/document.js";
import type { Measures, Names, WatchFigures, WeeklyFigures } from "../../../src/domain/digest/figures.js";
import { dayPeriod, weekPeriod } from "../../../src/domain/digest/period.js";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../src/domain/time.js";
import type { Locale } from "../../../src/domain/words.js";

/** Sunday, 2026-11-22, 08:30 in Shanghai. */
export const NOW = Date.parse("2026-11-22T00:30:00Z");

/** Agents and teams who try everything that a name can try. */
export const EVIL = {
  a1: '=HYPERLINK("http://x")',
  a2: "<!channel> <@U1> <at id=all></at>",
  a3: "</font><script>alert(1)</script> & co",
  a4: "**bold** [link](http://evil) `code` ```\n# head | cell",
  a5: "@everyone ‮desrever\u0000\u001b[31m",
} as const;
export const evil: Names = { team: (id) => `${EVIL.a2} ${id}`, agent: (id) => EVIL[id as keyof typeof EVIL] ?? id };

const mark = (n: number, satisfied: number) => ({ n, satisfied, mean: n === 0 ? null : 4.2 });

export const aMeasure = (n = 7): Measures => ({
  demands: {
    demands: 12,
    counted: 11,
    resolved: 8,
    firstResponse: { n: 10, meanMs: 25 * MINUTE_MS, medianMs: 12 * MINUTE_MS, p90Ms: 2 * HOUR_MS + 5 * MINUTE_MS },
  },
  closed: { handling: { n: 8, meanMs: 30 * HOUR_MS, medianMs: 26 * HOUR_MS, p90Ms: 3 * DAY_MS }, reopened: 1 },
  promises: { met: 30, broken: 4, toldBefore: 3, heldByBot: 2, byReprioritising: 1 },
  marks: {
    asked: 20,
    answered: n,
    dimensions: { speed: mark(n, n - 1), resolution: mark(n, n), attitude: mark(n, n), overall: mark(n, n - 1) },
  },
});

export const theWeek = (of: Partial<WeeklyFigures> = {}): WeeklyFigures => ({
  whole: aMeasure(),
  before: { demands: 10, closed: 0 },
  kinds: [
    { category: "aftersale", form: "complaint", n: 5 },
    { category: null, form: "consultation", n: 7 },
  ],
  sla: [
    { priority: "P2", met: 3, broken: 1 },
    { priority: "P1", met: 2, broken: 0 },
  ],
  teams: { care: aMeasure() },
  agents: Object.fromEntries(Object.keys(EVIL).map((id) => [id, aMeasure(12)])),
  keywords: [{ word: "电机", n: 4 }],
  ...of,
});

const owed = { number: 123, priority: "P1", kind: "first_response", dueAt: NOW + HOUR_MS, owner: "a1" } as const;

export const theWatch = (): WatchFigures => ({
  urgent: {
    total: 25,
    rows: Object.keys(EVIL).map((owner) => ({ number: 1, priority: "P1", status: "open", dueAt: null, owner })),
  },
  overdue: { total: 1, rows: [owed] },
  owed: { total: 1, rows: [owed] },
  broken: { silent: 1, toldBefore: 2, rows: [owed] },
  unanswered: { total: 1, rows: [{ number: null, since: NOW - 3 * HOUR_MS, holder: "bot", agent: null }] },
  waiting: { total: 1, rows: [{ number: 9, priority: "P4", createdAt: NOW - DAY_MS, owner: "a3" }] },
  unseen: { total: 0, rows: [] },
  alerts: { owner: 3, supervisor: 1, manager: 0 },
  teams: { care: { open: 4, urgent: 1, overdue: 1, owed: 2 } },
  agents: { a4: { open: 4, urgent: 1, overdue: 1, owed: 2 } },
});

const day = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;

export const counted = (of: Partial<Counted> = {}): Counted => ({
  name: "watch",
  counted: { of: "watch", figures: theWatch() },
  period: dayPeriod(day("2026-11-22")),
  zone: "Asia/Shanghai",
  team: null,
  cutOff: NOW,
  lateSince: null,
  company: { "zh-CN": "澄川科技", en: "Chengchuan" },
  deskUrl: "https://desk.example.com/desk/reports",
  ...of,
});

export const watchDocument = (locale: Locale = "zh-CN"): DigestDocument => documentOf(counted(), locale, evil);
export const weeklyDocument = (locale: Locale = "zh-CN", of: Partial<WeeklyFigures> = {}): DigestDocument =>
  documentOf(
    counted({ name: "weekly", counted: { of: "weekly", figures: theWeek(of) }, period: weekPeriod(day("2026-11-16")) }),
    locale,
    evil,
  );
