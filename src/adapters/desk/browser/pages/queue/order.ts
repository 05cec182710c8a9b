import type { DueGroup } from "../../../../../application/desk-pages.js";

/*
 * The queue does not jump (design 3): while somebody points at a row or works at one, the rows stand as they stood; what has changed
 * waits until it is asked for. Nothing here knows of pointers, time or pages.
 */

/** What the order is made of; `group` is that of the heading above it. */
export interface Placed {
  id: string;
  group: DueGroup;
}

export interface Shown {
  rows: readonly Placed[];
  /** All that ever stood here, so that what comes for the first time can be told. */
  known: ReadonlySet<string>;
  /** Came by themselves, and nobody has opened them since: they carry a dot. */
  fresh: ReadonlySet<string>;
}

/** As the list is opened: everything is as it was, nothing is new. */
export const opened = (server: readonly Placed[]): Shown => ({ rows: server, known: idsOf(server), fresh: new Set() });

/** The server's order, at once. `unasked`: what is not known came by itself, not by turning the page. */
export function applied(shown: Shown, server: readonly Placed[], unasked = true): Shown {
  const come = server.filter(({ id }) => !shown.known.has(id)).map(({ id }) => id);
  return {
    rows: server,
    known: new Set([...shown.known, ...come]),
    fresh: unasked ? new Set([...shown.fresh, ...come]) : shown.fresh,
  };
}

/**
 * Every row keeps its place, those too that the server no longer has; only what stands below all others is added, for that pushes
 * nothing.
 */
export function held(shown: Shown, server: readonly Placed[], unasked = true): Shown {
  const there = idsOf(shown.rows);
  const below = server.slice(server.findLastIndex(({ id }) => there.has(id)) + 1);
  // Nothing in common: another list altogether, which has no "below".
  if (below.length === 0 || (below.length === server.length && shown.rows.length > 0)) return shown;
  const added = applied(shown, below, unasked);
  return { ...added, rows: [...shown.rows, ...below] };
}

/** Opened by somebody: no longer new. */
export function looked(shown: Shown, id: string): Shown {
  if (!shown.fresh.has(id)) return shown;
  return { ...shown, fresh: new Set([...shown.fresh].filter((other) => other !== id)) };
}

/** Rows that the server no longer has. `more`: it has further pages, so what is missing at the end may just stand on those. */
export function goneFrom(shown: Shown, server: readonly Placed[], more: boolean): ReadonlySet<string> {
  const there = idsOf(server);
  const end = more ? shown.rows.findLastIndex(({ id }) => there.has(id)) + 1 : shown.rows.length;
  return idsOf(shown.rows.slice(0, end).filter(({ id }) => !there.has(id)));
}

/** How many rows would come, go, move or change their heading: the fewest that account for the difference. */
export function changes(shown: Shown, server: readonly Placed[], more: boolean): number {
  const at = new Map(shown.rows.map(({ id, group }, place) => [id, { place, group }]));
  const common = server.flatMap(({ id, group }) => {
    const was = at.get(id);
    return was === undefined ? [] : [{ place: was.place, sameGroup: was.group === group }];
  });
  const come = server.length - common.length;
  const still = common.filter(({ sameGroup }) => sameGroup).map(({ place }) => place);
  return come + goneFrom(shown, server, more).size + common.length - longestRising(still);
}

/** Length of the longest part, not necessarily in one piece, that rises. */
function longestRising(places: readonly number[]): number {
  // ends[n]: the smallest place that a rising part of n + 1 can end with.
  const ends: number[] = [];
  for (const place of places) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle]! < place) low = middle + 1;
      else high = middle;
    }
    ends[low] = place;
  }
  return ends.length;
}

const idsOf = (rows: readonly Placed[]): ReadonlySet<string> => new Set(rows.map(({ id }) => id));
