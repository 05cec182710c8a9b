import { statement } from "../../../statement.js";

// $1 channel, $2 ts of the card.
export const findCardAt = statement(
  "slack-find-card-at",
  `select ticket_id, conversation_id, channel, ts, shown, mirrored_seq from slack_cards where ts = $2 and channel = $1 limit 1`,
);
