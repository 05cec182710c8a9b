import { useEffect, useMemo, useState } from "react";
import type { QueueRow } from "../../../../../application/desk-pages.js";
import { applied, changes, goneFrom, held, looked, opened, type Shown } from "./order.js";
import type { QueueList } from "./use-queue.js";

/** Without pointer or key for so long, nobody is about to press a row. */
const CALM_MS = 10_000;
const LOOK_MS = 500;

let lastActive = 0;
for (const sign of ["pointermove", "pointerdown", "keydown", "wheel"])
  window.addEventListener(sign, () => (lastActive = Date.now()), { passive: true, capture: true });
const isCalm = (): boolean => Date.now() - lastActive >= CALM_MS;

export interface StillRow {
  row: QueueRow;
  /** The heading it stands under, which waits as the order does. */
  group: QueueRow["group"];
  fresh: boolean;
  /** The server's list has it no longer. */
  gone: boolean;
}

export interface Still {
  rows: readonly StillRow[];
  /** How many changes wait for `apply`. */
  waiting: number;
  apply: () => void;
}

interface Kept {
  name: string;
  pages: number;
  shown: Shown;
  /** What is shown of each, those too that are gone. */
  byId: ReadonlyMap<string, QueueRow>;
}

const none: readonly QueueRow[] = [];

/**
 * The rows as they stand on the page. `isHeld`: somebody points at a row or has one open, so that nothing may move under their hands;
 * undefined while the first page is not here.
 */
export function useStill(
  { name, rows, pages, more }: QueueList,
  isHeld: () => boolean,
  selected: string | null,
): Still | undefined {
  const [kept, setKept] = useState<Kept | null>(null);
  const current = kept?.name === name ? kept : null;
  const server = rows ?? none;
  if (current === null && rows !== undefined) setKept({ name, pages, shown: opened(server), byId: byIdOf(server) });
  useEffect(() => {
    if (rows === undefined) return;
    const step = isHeld() && !isCalm() ? held : applied;
    setKept((was) => (was?.name === name ? next(was, step(was.shown, rows, pages === was.pages), { rows, pages }) : was));
    // Only what the server says starts this; who holds a row is asked then.
  }, [rows]);
  const opened_ = selected === null ? undefined : server.find(({ number }) => number === selected)?.id;
  useEffect(() => {
    if (opened_ !== undefined) setKept((was) => was && { ...was, shown: looked(was.shown, opened_) });
  }, [opened_]);
  const waiting = useMemo(() => (current === null ? 0 : changes(current.shown, server, more)), [current, server, more]);
  const apply = (): void => setKept((was) => was && next(was, applied(was.shown, server), { rows: server, pages }));
  useEffect(() => {
    if (waiting === 0) return;
    const timer = setInterval(() => isCalm() && apply(), LOOK_MS);
    return () => clearInterval(timer);
  });
  const still = useMemo(() => current && stillRows(current, server, more), [current, server, more]);
  return still ? { rows: still, waiting, apply } : undefined;
}

const byIdOf = (rows: readonly QueueRow[]): ReadonlyMap<string, QueueRow> => new Map(rows.map((row) => [row.id, row]));

function next(was: Kept, shown: Shown, { rows, pages }: { rows: readonly QueueRow[]; pages: number }): Kept {
  const now = byIdOf(rows);
  const byId = new Map(
    shown.rows.flatMap(({ id }) => {
      const row = now.get(id) ?? was.byId.get(id);
      return row === undefined ? [] : [[id, row] as const];
    }),
  );
  return { ...was, pages, shown, byId };
}

function stillRows({ shown, byId }: Kept, server: readonly QueueRow[], more: boolean): StillRow[] {
  const gone = goneFrom(shown, server, more);
  return shown.rows.flatMap(({ id, group }) => {
    const row = byId.get(id);
    return row === undefined ? [] : [{ row, group, fresh: shown.fresh.has(id), gone: gone.has(id) }];
  });
}
