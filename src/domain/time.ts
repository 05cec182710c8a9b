/** A moment in UTC, in milliseconds since 1970. Desk time unless a name says otherwise (architecture 6). */
export type Instant = number;

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** As times stand in events and in the API: ISO 8601, UTC. */
export const isoOf = (at: Instant): string => new Date(at).toISOString();
