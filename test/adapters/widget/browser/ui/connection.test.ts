import { signal } from "@preact/signals-core";
import type { Connection } from "../../../../../src/adapters/widget/browser/line/types.js";
import { watchConnection } from "../../../../../src/adapters/widget/browser/ui/connection.js";

beforeEach(() => jest.useFakeTimers({ now: 0 }));
afterEach(() => jest.useRealTimers());

const up: Connection = { state: "up" };
const lost = (tries: number): Connection => ({ state: "lost", since: 0, tries, nextTryAt: 0 });

test("a loss of a moment is not told", () => {
  const connection = signal<Connection>(up);
  const { shown } = watchConnection(connection);
  connection.value = lost(0);
  jest.advanceTimersByTime(1_000);
  connection.value = up;
  jest.advanceTimersByTime(10_000);
  expect(shown.value).toEqual(up);
});

test("a loss is told after a moment, however often it is tried again meanwhile, and being back for a while", () => {
  const connection = signal<Connection>(up);
  const { shown } = watchConnection(connection);
  connection.value = lost(0);
  jest.advanceTimersByTime(700);
  connection.value = lost(1);
  jest.advanceTimersByTime(500);
  expect(shown.value).toEqual(lost(1));
  connection.value = up;
  expect(shown.value).toEqual({ state: "back" });
  jest.advanceTimersByTime(3_000);
  expect(shown.value).toEqual(up);
});
