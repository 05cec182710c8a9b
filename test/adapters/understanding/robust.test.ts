import fc from "fast-check";
import { detectSensitive } from "../../../src/adapters/understanding/index.js";
import { hear } from "./spoken-to.js";

const HOSTILE: Record<string, string> = {
  "300,000 characters": "系统宕机了客户下不了单。".repeat(25_000),
  "100 KB of aaaa!": "aaaa!".repeat(20_000),
  "10k brackets": "(".repeat(10_000) + ")".repeat(10_000),
  "lone surrogates": "\ud800电话13800138000\udfff".repeat(200),
  NUL: "\0".repeat(50_000),
  "combining marks": `e${"\u0301".repeat(50_000)}`,
  "one long number": "1".repeat(300_000),
  "digits apart": "1 ".repeat(150_000),
  numerals: "一".repeat(300_000),
  "at signs": "@".repeat(300_000),
  "dotted domains": `a@${"b.".repeat(150_000)}`,
  introductions: "我是".repeat(100_000),
  "numbers of a card": "4111 1111 1111 1111 ".repeat(10_000),
  "joined tokens": "a1_".repeat(100_000),
};

// Quadratic work would take minutes, which the runner's own time limit ends; speed is measured by the benches.
test.each(Object.entries(HOSTILE))("never throws and stays bounded: %s", (_name, text) => {
  expect(hear(text).entities.every(({ from, to }) => from < to && to <= text.length)).toBe(true);
  expect(detectSensitive(text).every(({ from, to }) => from < to && to <= text.length)).toBe(true);
});

test("any text is heard without an error, with places inside it", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      for (const { from, to } of [...hear(text).entities, ...detectSensitive(text)]) {
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeGreaterThan(from);
        expect(to).toBeLessThanOrEqual(text.length);
      }
    }),
    { seed: 11, numRuns: 500 },
  );
});

test("the same words give the same answer, whatever was heard before", () => {
  const text = "订单A10023什么时候发货，电话13800138000";
  const first = hear(text);
  hear("转人工");
  expect(hear(text)).toEqual(first);
});
