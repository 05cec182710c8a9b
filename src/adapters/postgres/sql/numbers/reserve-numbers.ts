import { statement } from "../../statement.js";

/** What a sequence rises by: the first of each block is what it gives. */
export const BLOCK = 20;

export interface BlockRow {
  kind: "ticket" | "customer";
  first: number;
}

// $1, $2: how many blocks of ticket and of customer numbers.
export const reserveNumbers = statement(
  "reserve-numbers",
  `
  select 'ticket' as kind, nextval('ticket_numbers')::int as first from generate_series(1, $1::int)
  union all
  select 'customer', nextval('customer_numbers')::int from generate_series(1, $2::int)`,
);
