/** Of the ticket `t`: when a person first said something that counts, or, past the due, when the late answer came; null: nobody yet. */
export const FIRST_ANSWER = `least(
  (select min(c.said_at) from commitments c where c.ticket_id = t.id and c.kind = 'first_response' and c.state <> 'dropped'),
  (select min(e.at) from events e where e.ticket_id = t.id and e.type = 'answered_late' and e.data ->> 'kind' = 'first_response')
)`;
