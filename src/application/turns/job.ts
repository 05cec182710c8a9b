import type { Wanted } from "../turn-store.js";
import type { Parked } from "./deps.js";

/** A turn that somebody waits for. */
export interface Job<Input, Answer> {
  wanted: Wanted;
  input: Input;
  weight: number;
  resolve(answer: Answer | Parked): void;
  reject(error: unknown): void;
  /** When it was taken, in machine time. */
  since: number;
  losses: number;
  failures: number;
  /** How often it could not even be parked. */
  unparked: number;
}

/** What the jobs of a batch do next; those that are not in it are settled. */
export type Next<J> = Map<J, "again" | "alone">;
