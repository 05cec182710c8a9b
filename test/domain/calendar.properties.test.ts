import fc from "fast-check";
import type { Span, WorkingDay } from "../../src/domain/calendar.js";
import {
  addWorking,
  addWorkingDays,
  beforeNight,
  isOpen,
  nextOpening,
  outOfNight,
  withinWorkingDays,
  workingBetween,
} from "../../src/domain/calendar.js";
import { DAY_MS, MINUTE_MS } from "../../src/domain/time.js";

/** Minutes from 0 to 600 as instants; short enough to be walked minute by minute. */
const END = 600;
const minutes = (n: number): number => n * MINUTE_MS;

/** Sorted, disjoint spans; they may touch, and the list may be empty. */
const someSpans = fc.array(fc.nat(END), { maxLength: 14 }).map((edges): Span[] => {
  const sorted = [...new Set(edges)].sort((a, b) => a - b);
  return sorted.slice(1).flatMap((to, i) => ((sorted[i]! * 7 + to) % 3 ? [{ from: minutes(sorted[i]!), to: minutes(to) }] : []));
});
const someInstant = fc.nat(END).map(minutes);
const someAmount = fc.nat(END / 2).map(minutes);

describe("properties of working time", () => {
  const RUNS = { seed: 20261122, numRuns: 2_000 };
  const openByHand = (spans: readonly Span[], instant: number): boolean => spans.some((s) => s.from <= instant && instant < s.to);
  const inSpanOrAtEnd = (spans: readonly Span[], instant: number): boolean =>
    spans.some((s) => s.from <= instant && instant <= s.to);

  test("minute by minute gives the same", () => {
    const walked = (spans: readonly Span[], start: number, ms: number): number | undefined => {
      let left = ms;
      for (let now = start; now <= minutes(END); now += MINUTE_MS) {
        if (left === 0 && inSpanOrAtEnd(spans, now)) return now;
        if (openByHand(spans, now)) left -= MINUTE_MS;
      }
      return undefined;
    };
    fc.assert(
      fc.property(someSpans, someInstant, someAmount, (spans, start, ms) => {
        expect(addWorking(spans, start, ms)).toBe(walked(spans, start, ms));
      }),
      RUNS,
    );
  });

  test("time between is what is counted minute by minute, and open is what a linear look finds", () => {
    fc.assert(
      fc.property(someSpans, someInstant, someInstant, (spans, a, b) => {
        let ms = 0;
        for (let now = a; now < b; now += MINUTE_MS) if (openByHand(spans, now)) ms += MINUTE_MS;
        expect(workingBetween(spans, a, b)).toBe(ms);
        expect(isOpen(spans, a)).toBe(openByHand(spans, a));
        const back = nextOpening(spans, a);
        if (back === undefined) expect(spans.every((s) => s.to <= a)).toBe(true);
        else {
          expect(back >= a && openByHand(spans, back)).toBe(true);
          expect(workingBetween(spans, a, back)).toBe(0);
        }
      }),
      RUNS,
    );
  });

  test("adding and measuring are inverse, to the millisecond", () => {
    fc.assert(
      fc.property(someSpans, fc.nat(minutes(END)), fc.nat(minutes(END / 2)), (spans, start, ms) => {
        const due = addWorking(spans, start, ms);
        if (due === undefined) return workingBetween(spans, start, Infinity) < ms || spans.every((s) => s.to < start);
        expect(workingBetween(spans, start, due)).toBe(ms);
        expect(due).toBeGreaterThanOrEqual(start);
        expect(inSpanOrAtEnd(spans, due)).toBe(true);
        return true;
      }),
      RUNS,
    );
  });

  test("in two parts or in one, the same moment", () => {
    fc.assert(
      fc.property(someSpans, someInstant, fc.tuple(someAmount, someAmount), (spans, start, [first, second]) => {
        const half = addWorking(spans, start, first);
        const inTwo = half === undefined ? undefined : addWorking(spans, half, second);
        expect(inTwo).toBe(addWorking(spans, start, first + second));
      }),
      RUNS,
    );
  });

  test("a later start or a larger amount is never due earlier", () => {
    fc.assert(
      fc.property(
        someSpans,
        fc.tuple(someInstant, someInstant),
        fc.tuple(someAmount, someAmount),
        (spans, [s1, s2], [m1, m2]) => {
          const early = addWorking(spans, Math.min(s1, s2), Math.min(m1, m2)) ?? Infinity;
          const late = addWorking(spans, Math.max(s1, s2), Math.max(m1, m2)) ?? Infinity;
          expect(early).toBeLessThanOrEqual(late);
        },
      ),
      RUNS,
    );
  });

  test("an instant moved out of the night is not in it, has not gone back, and is not moved twice", () => {
    fc.assert(
      fc.property(someSpans, someInstant, someInstant, (spans, due, now) => {
        const nights = spans.filter((s, i) => spans[i - 1]?.to !== s.from);
        const moved = outOfNight(nights, due);
        expect(openByHand(nights, moved)).toBe(false);
        expect(moved).toBeGreaterThanOrEqual(due);
        const told = beforeNight(nights, due, now);
        expect(beforeNight(nights, told, now)).toBe(told);
        if (due > now) expect(told).toBeGreaterThan(now);
        if (told > due) expect(told).toBe(moved);
      }),
      RUNS,
    );
  });
});

describe("properties of working days", () => {
  const RUNS = { seed: 26022028, numRuns: 1_000 };
  /** Up to 9 days, each with one to three spans on the half hour, some days apart. */
  const someDays = fc
    .array(fc.tuple(fc.uniqueArray(fc.nat(48), { minLength: 2, maxLength: 6 }), fc.integer({ min: 1, max: 4 })), { maxLength: 9 })
    .map((days) => {
      let date = 0;
      return days.map(([edges, gap]): WorkingDay => {
        date += gap;
        const sorted = [...edges].sort((a, b) => a - b);
        const pairs = sorted.slice(0, sorted.length - (sorted.length % 2));
        return pairs.flatMap((from, i) => {
          if (i % 2) return [];
          const clockMs = minutes(from * 30);
          return [{ from: date * DAY_MS + clockMs, to: date * DAY_MS + minutes(pairs[i + 1]! * 30), clockMs }];
        });
      });
    });

  test("after n days lies in service hours, no earlier by clock than the start, and within n days differs by no working time", () => {
    fc.assert(
      fc.property(someDays, fc.nat(20 * DAY_MS), fc.nat(4), (days, start, n) => {
        const spans = days.flat();
        const after = addWorkingDays(days, start, n);
        const within = withinWorkingDays(days, start, n);
        expect(within === undefined).toBe(after === undefined);
        if (after === undefined || within === undefined) return;
        expect(isOpen(spans, after)).toBe(true);
        expect(within).toBeLessThanOrEqual(after);
        expect(within).toBeGreaterThanOrEqual(start);
        expect(workingBetween(spans, within, after)).toBe(0);
        const opened = nextOpening(spans, start)!;
        const passed = days.filter((day) => day[0]!.from > opened && day[0]!.from <= after).length;
        // One day more only where the clock time lies past the closing of the nth day.
        const nth = days[days.findIndex((day) => day.at(-1)!.to > opened) + n]!;
        const pastClosing = nth.at(-1)!.to % DAY_MS <= opened % DAY_MS && nth.at(-1)!.to % DAY_MS !== 0;
        expect(passed).toBe(pastClosing ? n + 1 : n);
        if (!pastClosing && isOpen(nth, nth[0]!.from - nth[0]!.clockMs + (opened % DAY_MS))) {
          expect(after % DAY_MS).toBe(opened % DAY_MS);
        }
      }),
      RUNS,
    );
  });

  test("a later start is never due earlier", () => {
    fc.assert(
      fc.property(someDays, fc.tuple(fc.nat(20 * DAY_MS), fc.nat(20 * DAY_MS)), fc.nat(4), (days, [s1, s2], n) => {
        const early = addWorkingDays(days, Math.min(s1, s2), n) ?? Infinity;
        expect(early).toBeLessThanOrEqual(addWorkingDays(days, Math.max(s1, s2), n) ?? Infinity);
      }),
      RUNS,
    );
  });
});
