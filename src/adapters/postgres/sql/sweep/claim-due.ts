import { statement } from "../../statement.js";
import { DESK_NOW } from "../clock/desk-now.js";

// $1 how many commitments at most. What is due is desk time; the claim is machine time. The rows are found by the partial index on
// next_at; what another instance claims at the same moment is passed over, never waited for. P1 first: after down-time much is due.
export const claimDue = statement(
  "claim-due",
  `
  with due as materialized (
    select id from commitments
    where next_at <= ${DESK_NOW} and coalesce(claimed_until, '-infinity') <= now()
    order by next_at, id limit $1 for update skip locked
  ), claimed as (
    update commitments c set claimed_until = now() + interval '10 seconds' from due where c.id = due.id
    returning c.conversation_id, c.ticket_id, c.next_at
  )
  select c.conversation_id from claimed c left join tickets t on t.id = c.ticket_id
  group by c.conversation_id
  order by min(coalesce(t.priority, 'P4')), min(c.next_at), c.conversation_id`,
);
