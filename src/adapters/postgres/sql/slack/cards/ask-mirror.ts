import { statement } from "../../../statement.js";
import { MIRROR_WAITS } from "./mirror-waits.js";

// $1 ticket, $2 the newest message, $3 delivery. No row: somebody else asked.
export const askMirror = statement(
  "slack-ask-mirror",
  `
  update slack_cards c set asked_seq = $2, mirror_delivery = $3
  where c.ticket_id = $1 and c.asked_seq < $2 and not ${MIRROR_WAITS} returning ticket_id`,
);
