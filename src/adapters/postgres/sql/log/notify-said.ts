import { statement } from "../../statement.js";

export const SAID_CHANNEL = "frontdoor_said";

// $1 payloads, each below the 8,000 bytes that a notification may have.
export const notifySaid = statement(
  "notify-said",
  `select pg_notify('${SAID_CHANNEL}', payload) from unnest($1::text[]) as p(payload)`,
);
