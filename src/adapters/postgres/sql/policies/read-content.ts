import { statement } from "../../statement.js";

// $1 kind, $2 hash
export const readContent = statement("read-content", `select content from policies where kind = $1 and hash = $2`);
