import type { Instant } from "../time.js";
import { MINUTE_MS } from "../time.js";
import type { Commitment } from "./commitment.js";

/**
 * How a commitment is spoken of at a moment. `said`: it was told and waits to be seen, nothing is left to do. `told`: the customer
 * heard beforehand that it would not be kept. Broken without a word stays `overdue` for good.
 */
export const DUE_WORDS = ["owed", "due_soon", "overdue", "paused", "said", "told", "kept", "dropped"] as const;
export type DueWord = (typeof DUE_WORDS)[number];

const SOON_MS = 30 * MINUTE_MS;
const LAST_PART = 0.25;

type Owing = Pick<Commitment, "state" | "startedAt" | "dueAt" | "saidAt" | "toldBefore">;

/** Due soon: the last quarter of its span, or the last 30 minutes. */
export function dueWord(c: Owing, now: Instant): DueWord {
  if (c.state === "met") return "kept";
  if (c.state === "dropped") return "dropped";
  if (c.state === "paused") return "paused";
  if (c.state === "owed" && c.saidAt !== null) return "said";
  if (c.toldBefore) return "told";
  const left = c.dueAt - now;
  if (c.state === "broken" || left < 0) return "overdue";
  return left <= SOON_MS || left <= LAST_PART * (c.dueAt - c.startedAt) ? "due_soon" : "owed";
}
