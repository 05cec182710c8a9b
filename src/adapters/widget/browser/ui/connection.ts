import { effect, signal } from "@preact/signals";
import type { ReadonlySignal } from "@preact/signals";
import type { Connection } from "../line/types.js";

/** The connection as it is told: a loss of a moment is not, and being back is told for a moment. */
export type ShownConnection = Connection | { state: "back" };

const UNTOLD_MS = 1_200;
const BACK_MS = 3_000;

export function watchConnection(connection: ReadonlySignal<Connection>): {
  shown: ReadonlySignal<ShownConnection>;
  dispose(): void;
} {
  const shown = signal<ShownConnection>(connection.peek());
  const dispose = effect(() => {
    const next = connection.value;
    const before = shown.peek();
    const trouble = before.state === "lost" || before.state === "busy";
    const show = (value: ShownConnection): void => void (shown.value = value);
    const untold = next.state === "lost" && !trouble ? UNTOLD_MS - (Date.now() - next.since) : 0;
    if (untold > 0) return later(() => show(next), untold);
    if (next.state === "up" && trouble) {
      show({ state: "back" });
      return later(() => show(next), BACK_MS);
    }
    show(next);
    return undefined;
  });
  return { shown, dispose };
}

function later(act: () => void, ms: number): () => void {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
}
