import { statement } from "../../../statement.js";

// $1 ticket. Before the thread is made: what is said from now on asks for another.
export const takeMirror = statement(
  "slack-take-mirror",
  `update slack_cards set mirror_delivery = null where ticket_id = $1
  returning ticket_id, conversation_id, channel, ts, shown, mirrored_seq`,
);
