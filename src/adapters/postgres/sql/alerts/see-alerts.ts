import { statement } from "../../statement.js";

// $1 agent, $2 alerts. The first look counts.
export const seeAlerts = statement(
  "see-alerts",
  `insert into alert_reads (agent_id, alert_id) select $1, id from unnest($2::uuid[]) as id on conflict do nothing`,
);
