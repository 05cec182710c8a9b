import { statement } from "../../../statement.js";

// $1 conversation.
export const findHolder = statement(
  "slack-find-holder",
  `
  select a.id, a.name, coalesce(n.taken_at, n.last_at) as since from conversations n join agents a on a.id = n.agent_id where n.id = $1`,
);
