import type { Turn } from "../turn.js";
import type { ReachChannel } from "../words.js";

/** Where the customer wants to be told things (issue: the one they chose); null: where they wrote last. */
export function prefer(turn: Turn, to: ReachChannel | null): void {
  const file = turn.customer;
  if (!file || file.prefers === to) return;
  turn.customer = { ...file, prefers: to };
  turn.placed = { ...turn.placed, prefers: to };
  turn.event("reach_chosen", null, { customerId: file.id, before: file.prefers, to });
}
