import { statement } from "../../statement.js";
import { THE_NEWEST } from "./the-newest.js";

export interface FoundInviteRow {
  kind: "invite" | "welcome";
  name: string | null;
  email: string | null;
}

// $1 hash: whether it is worth the work of hashing a password.
export const findInvite = statement(
  "find-invite",
  `
  select i.kind, a.name, a.email from invites i left join agents a on a.id = i.agent_id
  where i.hash = $1 and i.used_at is null and i.expires_at > now() and a.disabled_at is null and ${THE_NEWEST}`,
);
