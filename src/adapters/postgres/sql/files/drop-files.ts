import { statement } from "../../statement.js";

// $1 ids. Their chunks go with them.
export const dropFiles = statement("drop-files", `delete from attachments where id = any ($1)`);
