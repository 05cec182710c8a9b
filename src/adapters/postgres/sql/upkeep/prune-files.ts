import { statement } from "../../statement.js";

// $1 how many at most. What no message of its conversation names a day after it was stored, cut-off uploads included.
export const pruneFiles = statement(
  "prune-files",
  `
  delete from attachments where id = any (array(
    select a.id from attachments a
    where a.bound_at is null and a.created_at < now() - interval '24 hours' and not exists (
      select from messages m
      where m.conversation_id = a.conversation_id and m.attachments @> jsonb_build_array(jsonb_build_object('id', a.id::text))
    )
    order by a.created_at limit $1
  )) returning 1`,
);
