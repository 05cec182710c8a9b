import { Counter, Registry } from "prom-client";
import type { Change } from "./application/turn-store.js";

/** What the desk did, for Prometheus. Labels are words of the desk: nothing of a person. */
export function makeDeskMetrics(registry = new Registry()) {
  const registers = [registry];
  const turns = new Counter({ name: "frontdoor_turns_total", help: "Turns stored", registers });
  const batches = new Counter({ name: "frontdoor_turn_batches_total", help: "Batches of turns stored", registers });
  const events = new Counter({
    name: "frontdoor_events_total",
    help: "Events of the audit, by type",
    labelNames: ["type"],
    registers,
  });
  return {
    registry,
    committed: (changes: readonly Change[]): void => {
      batches.inc();
      turns.inc(changes.length);
      for (const change of changes) for (const { type } of change.events) events.inc({ type });
    },
  };
}
