import { statement } from "../../statement.js";

// $1 agent, $2 conversation, $3 how many at most
export const listDrafts = statement(
  "list-drafts",
  `select * from drafts where agent_id = $1 and conversation_id = $2 and state in ('held', 'failed') order by id limit $3`,
);
