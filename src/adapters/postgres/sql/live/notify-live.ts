import { statement } from "../../statement.js";

export const LIVE_CHANNEL = "frontdoor_live";

// $1 payloads, each below the 8,000 bytes that a notification may have.
export const notifyLive = statement(
  "notify-live",
  `select pg_notify('${LIVE_CHANNEL}', payload) from unnest($1::text[]) as p(payload)`,
);
