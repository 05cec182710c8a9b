/** Below this a share says nothing: the numbers stand alone (design 3). */
export const SHARE_LEAST = 10;

/** `95.8%`; null where there are too few. */
export const percentOf = (part: number, of: number): string | null =>
  of < SHARE_LEAST ? null : `${((100 * part) / of).toFixed(1).replace(/\.0$/, "")}%`;
