import { MINUTE_MS, SECOND_MS } from "../../domain/time.js";
import type { Sent } from "./messenger.js";
import type { DeliveryKind, Settled, Waiting } from "./outbox.js";

/** Answers that blame the message; outages are tried again up to the deadline instead. */
export const REFUSALS_MAX = 3;
/** A message to a customer is sent again at most once where its outcome is not known and the channel cannot tell (I2). */
const UNKNOWNS_MAX = 2;

const RETRY_MOST_MS: Record<DeliveryKind, number> = {
  typing: SECOND_MS,
  // A customer waits: when the channel is back, the answer is there within a minute.
  customer: MINUTE_MS,
  alert: MINUTE_MS,
  card: MINUTE_MS,
  digest: 15 * MINUTE_MS,
  webhook: 15 * MINUTE_MS,
};

/** `random` from 0 to 1 spreads those that failed together. */
export const retryDelayMs = (attempt: number, { kind, random }: { kind: DeliveryKind; random: number }): number =>
  Math.round(Math.min(2 ** Math.min(attempt, 20) * SECOND_MS, RETRY_MOST_MS[kind]) * (0.8 + 0.4 * random));

/** What to do with a delivery whose lease was just taken: its end without sending, or null to send it. */
export function settleUnsent(waiting: Waiting, { looksUp }: { looksUp: boolean }): Settled | null {
  if (waiting.dead === "deadline") return ended(waiting, "expired", "deadline");
  if (waiting.dead === "unreadable") return ended(waiting, "parked", "unreadable");
  if (waiting.unknowns === 0 || looksUp) return null;
  if (waiting.kind === "typing") return ended(waiting, "expired", "outcome unknown");
  const again = sentAgain(waiting.kind) && waiting.unknowns < UNKNOWNS_MAX;
  return again ? null : ended(waiting, "unknown", "outcome unknown");
}

export interface Outcome {
  settled: Settled;
  /** Null: the next may go at once. Else nothing goes to this destination before. */
  retryMs: number | null;
}

/** What an answer of the channel makes of a delivery. */
export function settle(waiting: Waiting, sent: Sent, { looksUp, random }: { looksUp: boolean; random: number }): Outcome {
  const delay = (attempt: number) => retryDelayMs(attempt, { kind: waiting.kind, random });
  switch (sent.status) {
    case "sent":
      return { settled: ended(waiting, "sent", null), retryMs: null };
    case "gone":
    case "window-closed":
      return { settled: ended(waiting, "parked", sent.status), retryMs: null };
    case "refused": {
      const refused = { ...waiting, refusals: waiting.refusals + 1 };
      if (refused.refusals >= REFUSALS_MAX) return { settled: ended(refused, "parked", sent.reason), retryMs: null };
      return { settled: ended(refused, "waiting", sent.reason), retryMs: delay(refused.refusals) };
    }
    case "retry": {
      const retryMs = sent.afterMs ?? delay(waiting.attempts + 1);
      // Typing that comes later says nothing; the destination is left alone all the same.
      if (waiting.kind === "typing") return { settled: ended(waiting, "expired", "outage"), retryMs };
      return { settled: ended({ ...waiting, attempts: waiting.attempts + 1 }, "waiting", "outage"), retryMs };
    }
    case "unknown":
      return settleUnknown({ ...waiting, attempts: waiting.attempts + 1, unknowns: waiting.unknowns + 1 }, looksUp, delay);
  }
}

function settleUnknown(waiting: Waiting, looksUp: boolean, delay: (attempt: number) => number): Outcome {
  const end = settleUnsent(waiting, { looksUp });
  if (end) return { settled: end, retryMs: null };
  return { settled: ended(waiting, "waiting", "outcome unknown"), retryMs: delay(waiting.attempts) };
}

/** A digest or an alert is not sent twice, but shown with a resend button (I2). */
const sentAgain = (kind: DeliveryKind): boolean => kind === "customer" || kind === "webhook";

const ended = (
  { id, kind, messageId, refusals, attempts, unknowns }: Waiting,
  state: Settled["state"],
  reason: string | null,
): Settled => ({
  id,
  kind,
  messageId,
  state,
  reason,
  refusals,
  attempts,
  unknowns,
});
