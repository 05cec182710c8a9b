import type { NearestView, QueueRow } from "../../../../src/application/desk-pages.js";
import { sayDue, sayWaited } from "../../../../src/adapters/desk/browser/pages/queue/due.js";

const NOW = Date.parse("2026-11-23T06:38:00Z");
/** The parts of words and clock that a row needs, plain enough to be read in the expectations below. */
const t = {
  noTime: "-",
  nothingOwed: "nothing",
  paused: "paused",
  withCustomer: "customer",
  withThird: "third",
  said: "said",
  moved: "moved",
  pausedUntil: (when: string) => `to ${when}`,
  late: (span: string) => `late ${span}`,
  minutes: (n: number) => `${n}m`,
  hours: (n: number) => `${n}h`,
  days: (n: number) => `${n}d`,
};
const say = {
  clock: (when: string | number) => new Date(when).toISOString().slice(11, 16),
  at: (when: string | number, now: number) => {
    const [then, today] = [new Date(when).toISOString(), new Date(now).toISOString()];
    return then.slice(0, 10) === today.slice(0, 10) ? then.slice(11, 16) : `${then.slice(5, 10)} ${then.slice(11, 16)}`;
  },
};

function said(nearest: Partial<NearestView> | null, waitingFor: string | null = null): string {
  const row = { nearest: nearest && { word: "owed", pausedUntil: null, ...nearest }, waitingFor } as QueueRow;
  const { big, small, ink } = sayDue(row, NOW, { t, say } as unknown as Parameters<typeof sayDue>[2]);
  return `${big}|${small}|${ink}`;
}

test.each<[string, string, Partial<NearestView> | null, string?]>([
  ["soon: how many minutes are left", "07:00|22m|due_soon", { word: "due_soon", dueAt: "2026-11-23T07:00:30Z" }],
  ["within two hours still in minutes", "08:16|98m|owed", { dueAt: "2026-11-23T08:16:00Z" }],
  ["today, in hours", "13:00|6h|owed", { dueAt: "2026-11-23T13:00:00Z" }],
  ["another day: the day stands in place of how long, and it is calm", "10:00|11-25|calm", { dueAt: "2026-11-25T10:00:00Z" }],
  ["overdue since minutes", "06:20|late 18m|overdue", { word: "overdue", dueAt: "2026-11-23T06:20:00Z" }],
  ["overdue since days is counted on", "06:20|late 2d|overdue", { word: "overdue", dueAt: "2026-11-21T06:20:00Z" }],
  ["overdue between two answers of the server", "06:37|late 1m|overdue", { word: "due_soon", dueAt: "2026-11-23T06:37:00Z" }],
  ["told in time keeps its own sign", "09:00|moved|told", { word: "told", dueAt: "2026-11-23T09:00:00Z" }],
  ["told in time and over: late, and still no silence", "06:20|late 18m|told", { word: "told", dueAt: "2026-11-23T06:20:00Z" }],
  ["said: nothing is left to do", "07:00|said|said", { word: "said", dueAt: "2026-11-23T07:00:00Z" }],
  ["paused for the customer", "paused|customer|paused", { word: "paused" }, "customer"],
  ["paused until a time", "paused|to 07:30|paused", { word: "paused", pausedUntil: "2026-11-23T07:30:00Z" }],
  ["nothing owed", "-|nothing|calm", null],
])("%s", (_, expected, ...[nearest, waitingFor = null]) => {
  expect(said(nearest, waitingFor)).toBe(expected);
});

test("how long a customer waits is never less than nothing", () => {
  const words = t as unknown as Parameters<typeof sayWaited>[2];
  expect(sayWaited("2026-11-23T06:29:00Z", NOW, words)).toBe("9m");
  expect(sayWaited("2026-11-23T06:39:00Z", NOW, words)).toBe("0m");
});
