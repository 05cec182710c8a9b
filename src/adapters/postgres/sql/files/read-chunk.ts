import { statement } from "../../statement.js";

// $1 id, $2 its number
export const readChunk = statement("read-chunk", `select sealed from attachment_chunks where attachment_id = $1 and n = $2`);
