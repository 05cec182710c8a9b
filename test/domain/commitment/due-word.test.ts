import { dueWord } from "../../../src/domain/commitment/due-word.js";
import type { DueWord } from "../../../src/domain/commitment/due-word.js";
import { HOUR_MS, MINUTE_MS } from "../../../src/domain/time.js";

const START = Date.parse("2026-11-23T02:00:00Z");
const owing = { state: "owed", startedAt: START, dueAt: START + 4 * HOUR_MS, saidAt: null, toldBefore: false } as const;

const CASES: [string, Partial<Parameters<typeof dueWord>[0]>, number, DueWord][] = [
  ["three quarters are not over", {}, 3 * HOUR_MS - 1, "owed"],
  ["the last quarter has begun", {}, 3 * HOUR_MS, "due_soon"],
  ["half an hour is left of a short one", { dueAt: START + HOUR_MS }, 30 * MINUTE_MS, "due_soon"],
  ["its moment is not past", {}, 4 * HOUR_MS, "due_soon"],
  ["its moment is past", {}, 4 * HOUR_MS + 1, "overdue"],
  ["it waits for the customer", { state: "paused" }, 5 * HOUR_MS, "paused"],
  ["it was said and waits to be seen", { saidAt: START }, 5 * HOUR_MS, "said"],
  ["the customer heard beforehand that it is late", { toldBefore: true }, 5 * HOUR_MS, "told"],
  ["it was kept", { state: "met", saidAt: START }, 5 * HOUR_MS, "kept"],
  ["it was broken and told before", { state: "broken", toldBefore: true }, 5 * HOUR_MS, "told"],
  ["it was broken in silence", { state: "broken", saidAt: START }, 5 * HOUR_MS, "overdue"],
  ["it lost its reason", { state: "dropped" }, 5 * HOUR_MS, "dropped"],
];

for (const [when, of, after, word] of CASES)
  test(`${when}: ${word}`, () => expect(dueWord({ ...owing, ...of }, START + after)).toBe(word));
