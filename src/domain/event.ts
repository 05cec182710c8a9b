import type { Instant } from "./time.js";

/** Who did it: an agent's id, or one of the desk's own voices. */
export type By = { kind: "customer" } | { kind: "bot" } | { kind: "agent"; id: string } | { kind: "desk" };

/** One line of the audit. `data` holds ids, numbers and words of the desk: never names, contacts or free text (architecture 7). */
export interface DeskEvent {
  id: string;
  type: string;
  v: number;
  at: Instant;
  by: By;
  ticketId: string | null;
  policyVersion: string;
  data: Record<string, unknown>;
}
