import type { Colleague } from "./acts/note.js";
import type { Span, WorkingDay } from "./calendar.js";
import type { Flow } from "./conversation/flow.js";
import type { Policy } from "./policy.js";
import type { WordKey } from "./say.js";
import type { Instant } from "./time.js";
import type { Locale } from "./words.js";

/** Everything a decision needs from outside, as plain values: no clock, no ids and no numbers are made inside. */
export interface Context {
  /** Desk time. */
  now: Instant;
  policy: Policy;
  flow: Flow;
  /** The dialogs this turn speaks from; also the version of the privacy notice shown. */
  dialogVersion: string;
  /** From two days before the earliest start asked about, well past the latest due. */
  service: readonly Span[];
  workingDays: readonly WorkingDay[];
  /** The customer's nights, in their own zone. */
  nights: readonly Span[];
  nextId(): string;
  nextTicketNumber(): number;
  nextCustomerNumber(): number;
  /** The agent who stands at a team's duty post. */
  dutyOf(teamId: string): string;
  nameOf(agentId: string): string;
  /** Whom a note can call: all who are not disabled. */
  colleagues: readonly Colleague[];
  /** What stands on a button, in a language. */
  wordOf(word: WordKey, locale: Locale): string;
}
