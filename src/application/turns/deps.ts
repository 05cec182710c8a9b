import type { Instant } from "../../domain/time.js";
import type { Change, Loaded, TurnStore } from "../turn-store.js";

export interface TurnLimits {
  /** Turns in one batch at most. */
  batch: number;
  /** What the turns of one batch may weigh together; one alone may weigh more. */
  batchWeight: number;
  /** Turns under way and waiting, over all conversations. */
  waiting: number;
  /** How long one may wait for its batch. */
  waitMs: number;
  /** How often a turn may find that its conversation was changed by another instance meanwhile. */
  losses: number;
  /** How often an input that fails by itself is tried. */
  tries: number;
}

export const TURN_LIMITS: TurnLimits = {
  batch: 256,
  batchWeight: 1_000_000,
  waiting: 10_000,
  waitMs: 4_000,
  losses: 5,
  tries: 3,
};

/** The answer to an input that failed by itself each time: kept, shown to a person, and acknowledged. */
export interface Parked {
  parked: true;
}
export const PARKED: Parked = { parked: true };

export interface TurnsDeps<Input, Answer> {
  store: TurnStore;
  /** Pure. A throw is a bug: the input is tried again, then parked. `{ answer }`: nothing is written. */
  decide(loaded: Loaded, input: Input, now: Instant): Change | { answer: Answer };
  /** After each commit, with what it wrote, in the order it was decided. */
  onCommitted(changes: readonly Change[]): void;
  /** Before each batch, with its size: for what `decide` needs and cannot wait for. */
  prepare?(turns: number): Promise<void>;
  /** Roughly how much an input makes the batch carry, in characters: a few of the longest messages must not make it late. */
  weigh?(input: Input): number;
  log: { error(fields: object, text: string): void };
}
