import { statement } from "../../statement.js";

// $1 id, $2 conversation, $3 name, $4 type, $5 bytes (0: more will come), $6 sha256, $7 by whom, $8 the first chunk, sealed
export const beginFile = statement(
  "begin-file",
  `
  with file as (
    insert into attachments (id, conversation_id, name, type, bytes, sha256, by) values ($1, $2, $3, $4, $5, $6, $7) returning id
  )
  insert into attachment_chunks (attachment_id, n, sealed) select id, 0, $8 from file`,
);
