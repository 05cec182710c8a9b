import { statement } from "../../statement.js";

// $1 how many at most. A message may name a file although nobody came to note it down: a process died between the two.
export const bindFiles = statement(
  "bind-files",
  `
  update attachments set bound_at = now() where id = any (array(
    select a.id from attachments a
    where a.bound_at is null and a.created_at < now() - interval '24 hours' and exists (
      select from messages m
      where m.conversation_id = a.conversation_id and m.attachments @> jsonb_build_array(jsonb_build_object('id', a.id::text))
    )
    order by a.created_at limit $1
  )) returning 1`,
);
