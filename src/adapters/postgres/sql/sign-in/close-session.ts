import { statement } from "../../statement.js";

// $1 hash, $2 audit id
export const closeSession = statement(
  "close-session",
  `
  with closed as (
    delete from sessions where hash = $1 returning agent_id
  )
  insert into audit (id, by, agent_id, action, subject_kind, subject_id)
  select $2, 'agent', agent_id, 'signed_out', 'agent', agent_id::text from closed`,
);
