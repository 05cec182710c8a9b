import { statement } from "../../../statement.js";

// $1 draft. Before its mark is made: what changes from now on asks for another.
export const takeMark = statement(
  "slack-take-mark",
  `update slack_replies set mark_delivery = null where draft_id = $1 returning draft_id`,
);
