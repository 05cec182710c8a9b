export type Warn = (facts: Readonly<Record<string, string | number>>, words: string) => void;

const QUIET_MS = 60_000;

/**
 * One line a minute of each kind: the first at once, with how many like it were left out since the last. `kind` is one of a few
 * words of ours, never what a caller sent. `now`: machine time in milliseconds.
 */
export function makeSeldom(warn: Warn, now: () => number) {
  const told = new Map<string, { at: number; leftOut: number }>();
  return (kind: string, words: string): void => {
    const last = told.get(kind);
    if (last !== undefined && now() - last.at < QUIET_MS) {
      last.leftOut += 1;
      return;
    }
    told.set(kind, { at: now(), leftOut: 0 });
    warn({ reason: kind, leftOut: last?.leftOut ?? 0 }, words);
  };
}
