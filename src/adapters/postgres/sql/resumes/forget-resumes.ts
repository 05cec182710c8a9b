import { statement } from "../../statement.js";

// $1 conversation. Rare (erasure), so without an index.
export const forgetResumes = statement("forget-resumes", `delete from resumes where conversation_id = $1`);
