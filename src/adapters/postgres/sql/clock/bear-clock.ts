import { statement } from "../../statement.js";

// $1 mode, $2 desk time now or null. Changes nothing where the clock stands already.
export const bearClock = statement(
  "bear-clock",
  `
  insert into clock (mode, offset_ms)
  values ($1, coalesce(round(extract(epoch from $2::timestamptz - now()) * 1000), 0)::bigint)
  on conflict do nothing`,
);
