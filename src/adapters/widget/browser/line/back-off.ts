const LEAST_MS = 500;
const MOST_MS = 15_000;

/** How long to wait after so many failures: at random between 0.5 s and a bound that doubles up to 15 s, so that many come back spread out. */
export const backOffMs = (failures: number, random: () => number): number =>
  LEAST_MS + random() * (Math.min(MOST_MS, LEAST_MS * 2 ** (failures + 1)) - LEAST_MS);
