import type { Role } from "../../../../domain/words.js";
import { statement } from "../../statement.js";

export interface AccountRow {
  id: string;
  name: string;
  role: Role;
  team_id: string;
  email: string | null;
  password: string | null;
  disabled: boolean;
}

// $1 e-mail or null, $2 agent's id or null: one of them.
export const findAccount = statement(
  "find-account",
  `
  select id, name, role, team_id, email, password, disabled_at is not null as disabled from agents
  where email = $1::text or id = $2::uuid`,
);
