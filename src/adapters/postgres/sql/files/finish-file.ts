import { statement } from "../../statement.js";

// $1 id, $2 name, $3 type, $4 bytes, $5 sha256: known once the last byte is there, and what makes the file one
export const finishFile = statement(
  "finish-file",
  `update attachments set name = $2, type = $3, bytes = $4, sha256 = $5 where id = $1 returning id`,
);
