import { BadCursor } from "../../../../application/desk-queries.js";

/** A row's place: which part of the list, its due time, the order of its rank, its id. */
export interface Place {
  part: number;
  due: string;
  rank: number;
  id: string;
}

const SHAPE = {
  due: /^(-infinity|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?)$/,
  id: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
} as const;

/** Ten of anything is more than there are parts or ranks. */
const isSmall = (value: unknown): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 && value < 10;

export const encodePlace = (list: string, { part, due, rank, id }: Place): string =>
  Buffer.from(JSON.stringify([list, part, due, rank, id])).toString("base64url");

/** Throws `BadCursor` for what none of the list's pages gave. */
export function decodePlace(list: string, cursor: string): Place {
  try {
    const [of, part, due, rank, id, ...more] = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")) as unknown[];
    const fits = typeof due === "string" && SHAPE.due.test(due) && typeof id === "string" && SHAPE.id.test(id);
    if (of === list && fits && isSmall(part) && isSmall(rank) && more.length === 0) return { part, due, rank, id };
  } catch {
    // No JSON: refused below.
  }
  throw new BadCursor();
}

/** A made-up cursor can have the shape of a time and be none: 31 February. */
export const isNoMoment = (error: unknown): boolean =>
  error instanceof Error && "code" in error && (error.code === "22007" || error.code === "22008");
