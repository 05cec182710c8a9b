import { statement } from "../../statement.js";

// $1 id, $2 its number, $3 the chunk, sealed. The key of the table refers to the file: none is added to one that is gone.
export const addChunk = statement("add-chunk", `insert into attachment_chunks (attachment_id, n, sealed) values ($1, $2, $3)`);
