import type { Role } from "../../../../domain/words.js";
import { statement } from "../../statement.js";

export interface CallerRow {
  agent_id: string;
  name: string;
  role: Role;
}

// $1 hash
export const findToken = statement(
  "find-token",
  `
  select t.agent_id, a.name, t.role from tokens t join agents a on a.id = t.agent_id
  where t.hash = $1 and t.revoked_at is null and a.disabled_at is null`,
);
