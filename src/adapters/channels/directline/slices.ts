/** Sockets told in one go, and for how long at most, before everybody else has a turn: a broadcast to 10,000 takes 300 ms and more. */
const AT_ONCE = 256;
const SLICE_MS = 10;

/** Puts a piece of work behind what waits, or does it at once. */
export type Slices = (work: () => void) => void;

/**
 * Does pieces of work in the order given: at once while little is asked in one go, the rest in slices with the event loop between
 * them. What is put later never overtakes what waits.
 */
export function makeSlices(failed: (error: unknown) => void): Slices {
  let waiting: (() => void)[] = [];
  let next = 0;
  let done = 0;
  let until = 0;
  let counting = false;

  const mayGoOn = (): boolean => done < AT_ONCE && performance.now() < until;
  const one = (work: () => void): void => {
    done += 1;
    try {
      work();
    } catch (error) {
      failed(error);
    }
  };
  const count = (): void => {
    done = 0;
    until = performance.now() + SLICE_MS;
    counting = true;
    setImmediate(slice);
  };
  const slice = (): void => {
    counting = false;
    if (next === waiting.length) return;
    count();
    while (next < waiting.length && mayGoOn()) one(waiting[next++]!);
    if (next < waiting.length) return;
    waiting = [];
    next = 0;
  };
  return (work) => {
    if (!counting) count();
    if (waiting.length === 0 && mayGoOn()) one(work);
    else waiting.push(work);
  };
}

/** A bounded number at a time; the others wait their turn, first come first served. */
export function makeLanes(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = most;
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const first = waiting.shift();
      if (first === undefined) free += 1;
      else first();
    }
  };
}
