import { statement } from "../../../statement.js";

// $1 draft, $2 delivery. No row: one is on its way.
export const askMark = statement(
  "slack-ask-mark",
  `
  update slack_replies r set mark_delivery = $2
  where r.draft_id = $1 and not exists (select from deliveries w where w.id = r.mark_delivery and w.state = 'waiting')
  returning draft_id`,
);
