/**
 * Of replies `r`: with the draft `d`, its message `m`, the conversation `n` and the message's last delivery `v`. Where the log is the
 * delivery (web chat), what the customer has seen is delivered.
 */
export const REPLY_STATE = `
  slack_replies r join drafts d on d.id = r.draft_id join conversations n on n.id = r.conversation_id
  left join messages m on m.id = d.message_id
  left join lateral (select state, reason from deliveries where message_id = m.id order by seq desc limit 1) v on true
  cross join lateral (select case
    when d.state <> 'sent' then d.state
    when v.state is null then case when n.seen_seq >= m.seq then 'delivered' else 'sent' end
    when v.state = 'waiting' then 'sent' when v.state = 'sent' then 'delivered' else 'failed' end as state) s`;
