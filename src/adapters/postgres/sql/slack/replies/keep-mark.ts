import { statement } from "../../../statement.js";

// $1 draft, $2 ts, $3 the state shown.
export const keepMark = statement("slack-keep-mark", `update slack_replies set ts = $2, shown = $3 where draft_id = $1`);
