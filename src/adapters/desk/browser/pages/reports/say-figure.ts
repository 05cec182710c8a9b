import type { Worth } from "../../../../../application/reports/ports.js";
import { percentOf } from "./share.js";

/** `answers`: a share of people who answered; below ten of them none is said. */
export type Unit = "count" | "share" | "answers" | "ms" | "mark";

export interface FigureWords {
  none: string;
  few: (n: number) => string;
  span: (ms: number) => string;
}

/** A figure in words; a share of fewer than ten is a fraction, of too few answers a sentence (design 3). */
export function sayWorth({ value, n }: Worth, unit: Unit, words: FigureWords): string {
  if (unit === "count") return String(value ?? 0);
  if (n === 0) return words.none;
  if (unit === "answers" && (value === null || n < 10)) return words.few(n);
  if (value === null) return words.none;
  if (unit === "ms") return words.span(value);
  if (unit === "mark") return value.toFixed(1);
  const part = Math.round(value * n);
  return percentOf(part, n) ?? `${part}/${n}`;
}

/** By how much it differs from the period before: `+18`, `-2`; null: there is nothing to compare with. */
export function difference({ value }: Worth, before: Worth): string | null {
  if (value === null || before.value === null || before.n === 0) return null;
  const by = value - before.value;
  return `${by > 0 ? "+" : by < 0 ? "−" : "±"}${Math.abs(by)}`;
}
