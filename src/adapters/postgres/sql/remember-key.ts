import { statement } from "../statement.js";

/** Of two instances that start at once, the second reads what the first one wrote: hence the update that changes nothing. */
export const rememberKey = statement(
  "remember-key",
  `insert into keys (fingerprint) values ($1) on conflict (only_row) do update set fingerprint = keys.fingerprint returning fingerprint`,
);
