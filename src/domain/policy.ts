import type { Category, Locale, Priority } from "./words.js";

/** Which time a span runs on: the clock, or only the desk's service hours (service-process 3). */
export type Clock = "always" | "service";

export interface PromisedSpan {
  ms: number;
  clock: Clock;
}

/** What a priority promises (service-process 3). */
export interface PriorityPolicy {
  firstResponse: PromisedSpan;
  /** A plan owed beside the first response (P2). */
  plan: PromisedSpan | null;
  /** Progress at least this often, on the clock. */
  cadenceMs: number;
}

export interface TeamPolicy {
  id: string;
  name: Record<Locale, string>;
  /** The name of the agent who stands at the duty post; made if missing, so that no ticket is ever without an owner. */
  duty: string;
}

/** What the process steps of a category are (service-process 0: no formalism). */
export interface PlaybookPolicy {
  team: string;
  survey: "full" | "short" | "none";
  visit: boolean;
}

/**
 * The numbers of the service process as plain values; every one comes from `config/`, is validated there and stands in
 * Postgres under its content hash. Durations are milliseconds.
 */
export interface Policy {
  /** The content hash this policy is stored under. */
  version: string;
  company: Record<Locale, string>;
  assistant: Record<Locale, string>;
  defaultLocale: Locale;
  region: string;
  teams: TeamPolicy[];
  /** The team whose duty post takes what nothing else routes. */
  defaultTeam: string;
  playbooks: Record<Category, PlaybookPolicy>;
  priorities: Record<Priority, PriorityPolicy>;
  outage: { firstResponseMs: number; leastBeforeMs: number };
  complaint: { firstResponseMs: number; investigationMs: number; solutionMs: number };
  handoff: PromisedSpan;
  tell: {
    /** The owner is warned at this share of the span. */
    warnAt: number;
    /** The customer is told the truth at this share of the span with nothing told… */
    holdAt: number;
    /** …and at least this long before the due; P1 and outages have their own. */
    leastBeforeMs: number;
    urgentLeastBeforeMs: number;
  };
  /** After an overdue: how long until each level hears of it, once. */
  escalation: { ownerMs: number; supervisorMs: number; managerMs: number };
  unseen: { urgentMs: number; otherMs: number; callWithinMs: number; urgentCallWithinMs: number };
  acceptance: { reminderWorkingDays: number; silenceWorkingDays: number };
  survey: { afterMs: number; latestMs: number; reminderMs: number; expiresMs: number; lowAtMost: number; followUpMs: number };
  visit: { workingDays: number };
  takeover: { silenceMs: number };
  waiting: { remindersMost: number };
  understanding: { threshold: number };
  /** Kindly asked again this often before a person takes over. */
  oddAnswersMost: number;
  openAsksMost: number;
  openTicketsMost: number;
}
