import { statement } from "../../../statement.js";

// $1 ticket, $2 the last message shown. What is above it is asked for anew.
export const keepMirror = statement(
  "slack-keep-mirror",
  `update slack_cards set mirrored_seq = greatest(mirrored_seq, $2::bigint), asked_seq = $2 where ticket_id = $1`,
);
