import { statement } from "../../../statement.js";

// $1 e-mail, normalised: whose it is and who is linked to nobody yet.
export const findUnlinked = statement(
  "slack-find-unlinked",
  `select id, name, role, team_id as team from agents where email = $1 and slack is null and disabled_at is null`,
);
