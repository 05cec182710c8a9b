import { statement } from "../../statement.js";

// $1 id, $2 name, $3 role, $4 team, $5 e-mail, $6 Slack. Answers no row where the name is taken.
export const addAgent = statement(
  "add-agent",
  `
  insert into agents (id, name, role, team_id, email, slack) values ($1, $2, $3, $4, $5, $6)
  on conflict (name) do nothing
  returning id`,
);
