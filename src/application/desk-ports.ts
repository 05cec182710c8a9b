import type { Colleague } from "../domain/acts/note.js";
import type { Policy } from "../domain/policy.js";
import type { Instant } from "../domain/time.js";
import type { Role } from "../domain/words.js";
import type { AuditBy } from "./audit.js";
import type { Change } from "./turn-store.js";

/**
 * What a resume secret is: `browser` works alone; `identity` only together with an identity of the same person, so that who signs out
 * of the site leaves nothing behind; `link` is a capability of its own, for another device.
 */
export type ResumeKind = "browser" | "identity" | "link";

/** Secrets that continue a web conversation as the same visitor (`POST /chat/token`). */
export interface Resumes {
  /** A fresh secret, good for 30 days, a link's for 7. */
  create(conversationId: string, userId: string, kind: ResumeKind): Promise<string>;
  /**
   * Renews it: `resume` takes its place. The one used still works for 60 s after its first use, so that two tabs that reload at
   * once both go on; a link's works to its end, and each use gives a resume of its own. `identified`: the visitor whom the site
   * names now, whose own conversation only goes on. Null: never given, expired, replaced longer ago, another's, or forgotten.
   */
  use(secret: string, identified: string | null): Promise<{ conversationId: string; userId: string; resume: string } | null>;
  /** The web conversation of a visitor whom the site names that was last alive within 30 days of desk time. */
  latestOf(userId: string): Promise<string | null>;
  /** Makes every secret of the conversation void (erasure). */
  forget(conversationId: string): Promise<void>;
}

/** Who calls the API: an agent, with the role of the token (not of the agent). */
export interface Caller {
  agentId: string;
  name: string;
  role: Role;
}

export interface Tokens {
  /** The token's secret, shown once. `name`: the agent it acts as, made if missing; null: the default team's duty agent. */
  create(token: { role: Role; name: string | null }): Promise<string>;
  find(secret: string): Promise<Caller | null>;
}

/** The agents' rows. Their acts on tickets are turns; these are not. */
export interface People {
  add(agent: NewAgent, by: AuditBy): Promise<{ id: string } | { refused: "name_taken" | "email_taken" | "unknown_team" }>;
  /** Another role or being disabled ends the person's sessions, and tokens that may more, with the same commit. */
  change(agentId: string, to: AgentChange, by: AuditBy): Promise<{ done: true } | { refused: AgentRefusal }>;
}

export interface NewAgent {
  name: string;
  role: Role;
  team: string;
  email: string | null;
  slack: string | null;
}

export interface AgentChange {
  role?: Role;
  team?: string;
  available?: boolean;
  disabled?: boolean;
}

/** `last_administrator`: nobody could let people in any more. `at_duty_post`: a ticket could be without an owner. */
export type AgentRefusal = "unknown_agent" | "unknown_team" | "last_administrator" | "at_duty_post";

/** Who is who, from memory, for a turn that decides synchronously: a few seconds behind other instances at most. */
export interface Roster {
  nameOf(agentId: string): string | null;
  /** The agent at the team's duty post. */
  dutyOf(teamId: string): string | null;
  /** All who are not disabled. */
  colleagues(): readonly Colleague[];
  /** Reads the roster anew; call it after adding an agent. */
  refresh(): Promise<void>;
}

/** Runs beside the turns from its start to its stop. */
export interface Background {
  /** Resolves once it can be used. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Numbers for a turn, which decides synchronously: `ensure` before it, then as many of each as were ensured. */
export interface Numbers {
  /** Resolves once at least `n` of each are at hand. */
  ensure(n: number): Promise<void>;
  /** Throws when none is at hand. */
  ticket(): number;
  customer(): number;
}

export type ClockMode = "real" | "virtual";

/** Desk time: Postgres' time plus one offset for all instances (architecture 6). */
export interface DeskClock {
  readonly mode: ClockMode;
  now(): Promise<Instant>;
  /**
   * Moves a virtual clock forward, stopping at each moment at which a commitment falls due, in order. `fired` counts what fell due
   * on the way. Concurrent advances follow one another, over all instances.
   */
  advance(wish: { by: number } | { to: Instant }): Promise<Advanced>;
}

export type Advanced = { now: Instant; fired: number } | { refused: "real_clock" } | { refused: "backward"; now: Instant };

/** What is owed and due, claimed for 10 s so that one instance decides it. */
export interface DueCommitments {
  /** Conversations with something due, the most urgent first; claimed by nobody else for 10 s. Empty: nothing is to be done. */
  claim(limit: number): Promise<string[]>;
  /** Conversations with something due now, claimed or not; at most 1,000. */
  left(): Promise<string[]>;
}

/** A loop that does what is due now; see `makeSweep`. */
export interface Sweep {
  start(): void;
  /** Looks at once instead of at the next tick. */
  ring(): void;
  /** Resolves once nothing is due any more on any instance, except what failed here: that is tried again when its claim ends. */
  untilQuiet(): Promise<void>;
  stop(): Promise<void>;
}

/** Content in force under its hash. */
export interface Versioned<T> {
  hash: string;
  content: T;
}

export interface DeskContent<D> {
  policy: Versioned<Policy>;
  dialogs: Versioned<D>;
}

/** The policy and the dialogs in force, and every earlier one that a running conversation or commitment keeps. */
export interface Policies<D> {
  /** From memory; at most two seconds behind a `publish` of another instance. */
  current(): DeskContent<D>;
  /** Cached for ever: a hash never changes its content. Null: unknown here. */
  byHash<K extends keyof DeskContent<D>>(kind: K, hash: string): Promise<DeskContent<D>[K] | null>;
  onChanged(listener: (content: DeskContent<D>) => void): () => void;
}

/** Fed after each flush of turns with what it committed; never throws and never waits. */
export interface Committed {
  committed(changes: readonly Change[]): void;
}

/** Rings a job by the calendar. The job itself decides from rows what is due: cron only rings. */
export interface Schedule {
  /** `expression`: five or six cron fields; `zone`: IANA. Throws `BadSchedule` on either. */
  every(ring: { name: string; expression: string; zone: string }, job: () => Promise<void>): void;
  stop(): Promise<void>;
}
