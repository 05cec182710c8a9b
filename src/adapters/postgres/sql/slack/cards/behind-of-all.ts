import { statement } from "../../../statement.js";
import { BEHIND } from "./behind.js";

// $1: see the shared part; $2 at most. What ended longer ago than a month is told of by its own commit or not at all. Those
// that have a card come first, however many there are that no channel shows.
export const behindOfAll = statement(
  "slack-behind-of-all",
  `
  with lately as materialized (
    select id from tickets where closed_at is null
    union all
    select id from tickets where closed_at > now() + (select offset_ms from clock) * interval '1 millisecond' - interval '30 days'
  )
  ${BEHIND} and t.id in (select id from lately) order by c.ticket_id is null, t.id desc limit $2`,
);
