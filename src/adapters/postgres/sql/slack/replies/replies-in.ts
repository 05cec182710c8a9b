import { statement } from "../../../statement.js";

// $1 ticket: messages that are shown as replies in its thread.
export const repliesIn = statement(
  "slack-replies-in",
  `select d.message_id from slack_replies r join drafts d on d.id = r.draft_id where r.ticket_id = $1 and d.message_id is not null`,
);
