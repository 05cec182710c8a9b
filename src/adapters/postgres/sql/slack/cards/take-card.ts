import { statement } from "../../../statement.js";

// $1 ticket. Before the card is made: what changes from now on asks for another.
export const takeCard = statement(
  "slack-take-card",
  `update slack_cards set card_delivery = null where ticket_id = $1
  returning ticket_id, conversation_id, channel, ts, shown, mirrored_seq`,
);
