import { statement } from "../../statement.js";

// $1 id, $2 by, $3 by which agent or null, $4 action, $5 kind and $6 id of what it was done to, $7 detail (jsonb)
export const writeAudit = statement(
  "write-audit",
  `
  insert into audit (id, by, agent_id, action, subject_kind, subject_id, detail)
  values ($1, $2, $3::uuid, $4, $5, $6, $7::jsonb)`,
);
