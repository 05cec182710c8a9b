import { statement } from "../../statement.js";

// $1 ids, $2 conversation, $3 the sequence of the message that was to name them. Where there is no such message nothing is settled.
export const settleFiles = statement(
  "settle-files",
  `
  with said as (select coalesce(attachments, '[]') as files from messages where conversation_id = $2 and seq = $3),
  asked as (
    select a.id, said.files @> jsonb_build_array(jsonb_build_object('id', a.id::text)) as named
    from said cross join attachments a where a.id = any ($1)
  ),
  bound as (update attachments a set bound_at = now() from asked where asked.id = a.id and asked.named)
  delete from attachments a using asked where asked.id = a.id and not asked.named`,
);
