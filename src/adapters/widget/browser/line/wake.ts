import type { World } from "./world.js";

const BEAT_MS = 5_000;
/** The machine slept: no timer is that late otherwise, but in a tab out of sight (browsers let those tick once a minute). */
const SLEPT_MS = 10_000;
const SLEPT_HIDDEN_MS = 90_000;

export interface WakeDeps {
  world: World;
  /** Every few seconds while the machine is awake. */
  onBeat: () => void;
  /** The page is looked at again. */
  onSeen: () => void;
  /** The machine slept, or is in another network now: no socket from before can be trusted. */
  onWoken: () => void;
}

/** The line's pulse, and what it notices of sleep. Answers how to stop it. */
export function makeWake({ world, onBeat, onSeen, onWoken }: WakeDeps): () => void {
  let beatAt = world.now();
  let stop = (): void => undefined;
  const noticeSleep = (): boolean => {
    const gap = world.now() - beatAt - BEAT_MS;
    beatAt = world.now();
    const slept = gap > (world.isVisible() ? SLEPT_MS : SLEPT_HIDDEN_MS);
    if (slept) onWoken();
    return slept;
  };
  const beat = (): void => {
    stop = world.after(BEAT_MS, beat);
    if (!noticeSleep()) onBeat();
  };
  const seen = (): void => {
    if (!world.isVisible()) return;
    const gap = world.now() - beatAt;
    beatAt = world.now();
    if (gap > SLEPT_HIDDEN_MS) onWoken();
    else onSeen();
  };
  const ends = [
    world.on("visibilitychange", seen),
    world.on("online", onWoken),
    world.on("pageshow", (event) => (event as PageTransitionEvent).persisted && onWoken()),
    () => stop(),
  ];
  stop = world.after(BEAT_MS, beat);
  return () => ends.forEach((end) => end());
}
