import { statement } from "../../../statement.js";

// $1 ticket, $2 channel, $3 ts, $4 hash of what is shown. Not where the card went to another channel meanwhile.
export const keepCard = statement(
  "slack-keep-card",
  `update slack_cards set ts = $3, shown = $4 where ticket_id = $1 and channel = $2`,
);
