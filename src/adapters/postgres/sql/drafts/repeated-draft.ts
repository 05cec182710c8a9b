import { statement } from "../../statement.js";

// $1 repeat key
export const repeatedDraft = statement("repeated-draft", `select * from drafts where repeat_key = $1`);
