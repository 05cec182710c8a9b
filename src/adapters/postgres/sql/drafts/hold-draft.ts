import { statement } from "../../statement.js";

// $1 id, $2 conversation, $3 ticket, $4 agent, $5 force, $6 sealed, $7 attachments, $8 seconds, $9 repeat key, $10 hash of the body,
// $11 how many one agent may hold. Machine time: undo is no matter of the desk's clock. No row: a repeat, or too many.
export const holdDraft = statement(
  "hold-draft",
  `insert into drafts (id, conversation_id, ticket_id, agent_id, state, force, sealed, attachments, release_at, repeat_key, body_hash)
  select $1, $2::uuid, $3::uuid, $4::uuid, 'held', $5, $6, $7, now() + $8::double precision * interval '1 second', $9, $10
  where (select count(*) from drafts where agent_id = $4 and state = 'held') < $11::bigint
  on conflict (repeat_key) do nothing returning *`,
);
