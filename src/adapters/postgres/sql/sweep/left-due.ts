import { statement } from "../../statement.js";
import { DESK_NOW } from "../clock/desk-now.js";

// Conversations with something due now, whoever has claimed it.
export const leftDue = statement(
  "left-due",
  `
  select distinct conversation_id from (
    select conversation_id from commitments where next_at <= ${DESK_NOW} order by next_at, id limit 1000
  ) as due`,
);
