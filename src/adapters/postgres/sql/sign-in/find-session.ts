import type { Role } from "../../../../domain/words.js";
import { statement } from "../../statement.js";

export interface SessionRow {
  id: string;
  name: string;
  role: Role;
  team_id: string;
  email: string | null;
  /** Its use was not written down for a minute. */
  stale: boolean;
}

// $1 hash. Read at every call and kept nowhere: what ends a session ends it for all instances with the commit.
export const findSession = statement(
  "find-session",
  `
  select a.id, a.name, a.role, a.team_id, a.email, s.seen_at < now() - interval '1 minute' as stale
  from sessions s join agents a on a.id = s.agent_id
  where s.hash = $1 and s.expires_at > now() and s.created_at > now() - interval '30 days' and a.disabled_at is null`,
);
