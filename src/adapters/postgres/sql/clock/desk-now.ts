/** Desk time inside a statement: Postgres' time plus the one offset (architecture 6). A desk without a clock row is a mistake, so null. */
export const DESK_NOW = "(now() + (select offset_ms from clock) * interval '1 millisecond')";
