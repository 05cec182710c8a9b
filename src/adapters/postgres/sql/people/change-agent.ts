import { statement } from "../../statement.js";

// $1 id, $2 available or null to leave it
export const changeAgent = statement(
  "change-agent",
  `update agents set available = coalesce($2::boolean, available) where id = $1 returning id`,
);
