export interface Ticker {
  /** Runs at once, then at every tick. */
  readonly start: () => void;
  /** Runs now; while a run is on, once more after it. Before the start and after the stop: nothing. */
  readonly ring: () => void;
  /** Resolves once no run is on any more. */
  readonly stop: () => Promise<void>;
}

/** Never two runs at once, and no ring is lost. A run that fails is reported and tried again at the next tick. */
export function makeTicker(of: { everyMs: () => number; run: () => Promise<void>; failed: (error: unknown) => void }): Ticker {
  let on = false;
  let rung = false;
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;

  const runs = async () => {
    do {
      rung = false;
      try {
        await of.run();
      } catch (error) {
        of.failed(error);
      }
    } while (rung && on);
    running = null;
    if (on) timer = setTimeout(ring, of.everyMs());
  };
  const ring = () => {
    if (!on) return;
    clearTimeout(timer);
    if (running) rung = true;
    else running = runs();
  };
  return {
    start: () => {
      if (on) return;
      on = true;
      ring();
    },
    ring,
    stop: async () => {
      on = false;
      clearTimeout(timer);
      await running;
    },
  };
}
