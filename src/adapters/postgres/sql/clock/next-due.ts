import { statement } from "../../statement.js";

export interface NextDueRow {
  next_at: Date;
  count: number;
}

// $1 after, $2 up to: the first moment between at which something falls due, and how much does.
export const nextDue = statement(
  "next-due",
  `
  select next_at, count(*)::int as count from commitments where next_at > $1::timestamptz and next_at <= $2::timestamptz
  group by next_at order by next_at limit 1`,
);
