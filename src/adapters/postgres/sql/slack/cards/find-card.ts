import { statement } from "../../../statement.js";

// $1 ticket.
export const findCard = statement(
  "slack-find-card",
  `select ticket_id, conversation_id, channel, ts, shown, mirrored_seq from slack_cards where ticket_id = $1`,
);
