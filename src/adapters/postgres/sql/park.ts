import { statement } from "../statement.js";

/** Keeps an input whose turn cannot be done, together with the key that acknowledges it; a key known already fails both. */
export const park = statement(
  "park",
  `
with kept as (
  insert into received (channel, key, answer) select $1, $2, $3 where $1::text is not null
)
insert into parked (id, conversation_id, reason, sealed) values ($4, $5, $6, $7)`,
);
