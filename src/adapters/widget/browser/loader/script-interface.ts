import type { WidgetEvent } from "../options.js";
import type { Locale } from "../words.js";

export type Listener = (detail: unknown) => void;

/** `window.frontdoor`, as the site sees it. */
export interface ScriptInterface {
  open(): void;
  close(): void;
  toggle(): void;
  /** Answers how to stop listening. */
  on(event: WidgetEvent, listener: Listener): () => void;
  identify(jwt: string | null): void;
  setLocale(locale: Locale): void;
  shutdown(): void;
}

type Queued = [name: string, ...values: unknown[]];
export type Global = Partial<ScriptInterface> & { q?: { push(...calls: Queued[]): unknown } };

declare global {
  interface Window {
    frontdoor?: Global;
  }
}

export interface Listeners {
  on: ScriptInterface["on"];
  emit(event: WidgetEvent, detail: unknown): void;
}

/** A listener that throws is reported and harms nobody. */
export function makeListeners(): Listeners {
  const listening = new Map<WidgetEvent, Set<Listener>>();
  return {
    on: (event, listener) => {
      const listeners = listening.get(event) ?? new Set();
      listening.set(event, listeners.add(listener));
      return () => void listeners.delete(listener);
    },
    emit: (event, detail) => {
      for (const listener of [...(listening.get(event) ?? [])]) {
        try {
          listener(detail);
        } catch (error) {
          console.error("[frontdoor] a listener failed", error);
        }
      }
    },
  };
}

/** Takes the place of the queue, if the site made one, and does what waits in it. `q.push([name, …])` works for ever. */
export function publish(offered: ScriptInterface): void {
  const acts: Partial<Record<string, (...values: never[]) => unknown>> = { ...offered };
  const push = (...calls: Queued[]): void => {
    for (const [name, ...values] of calls) acts[name]?.(...(values as never[]));
  };
  const waiting = window.frontdoor?.q;
  window.frontdoor = { ...offered, q: { push } };
  if (Array.isArray(waiting)) push(...(waiting as Queued[]));
}
