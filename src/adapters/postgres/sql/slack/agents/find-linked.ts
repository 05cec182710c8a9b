import { statement } from "../../../statement.js";

// $1 the chat's user.
export const findLinked = statement(
  "slack-find-linked",
  `select id, name, role, team_id as team from agents where slack = $1 and disabled_at is null order by id limit 1`,
);
