import { useCallback, useEffect, useRef, useState } from "react";

/** A list as it is shown while its order is held. */
export interface Settled<T> {
  /** In the held order, each as new as can be. */
  rows: T[];
  /** Shown still, owed no more. */
  gone: ReadonlySet<string>;
  /** What would come, go or change its place. */
  waiting: number;
}

/** Keeps the order of `shown` and takes over what is new about each; the rest waits. */
export function settle<T>(shown: readonly T[], fresh: readonly T[], idOf: (row: T) => string): Settled<T> {
  const now = new Map(fresh.map((row) => [idOf(row), row]));
  const known = new Set(shown.map(idOf));
  const gone = new Set([...known].filter((id) => !now.has(id)));
  const before = shown.map(idOf).filter((id) => now.has(id));
  const after = fresh.map(idOf).filter((id) => known.has(id));
  const moved = before.filter((id, place) => after[place] !== id).length;
  return {
    rows: shown.map((row) => now.get(idOf(row)) ?? row),
    gone,
    waiting: gone.size + (now.size - before.length) + moved,
  };
}

/** Without pointer or key for so long, the list may order itself. */
const CALM_MS = 10_000;

interface Still<T> extends Settled<T> {
  /** When the order shown was made, desk time: its windows are cut by it. */
  at: number;
  apply: () => void;
  /** For the element around the rows. */
  hold: { onPointerMove: () => void; onPointerLeave: () => void; onKeyDown: () => void };
}

/** A list that does not jump: while somebody points at it or uses its keys, its order waits to be asked for (design 3). */
export function useStill<T>(fresh: readonly T[], idOf: (row: T) => string, at: number): Still<T> {
  const [held, setHeld] = useState<{ rows: readonly T[]; at: number } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef({ rows: fresh, at });
  if (held === null) latest.current = { rows: fresh, at };
  const apply = useCallback(() => {
    clearTimeout(timer.current);
    setHeld(null);
  }, []);
  const touch = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setHeld(null), CALM_MS);
    setHeld((already) => already ?? latest.current);
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);
  const settled = held === null ? { rows: [...fresh], gone: NONE, waiting: 0 } : settle(held.rows, fresh, idOf);
  return { ...settled, at: held?.at ?? at, apply, hold: { onPointerMove: touch, onPointerLeave: apply, onKeyDown: touch } };
}

const NONE: ReadonlySet<string> = new Set();
