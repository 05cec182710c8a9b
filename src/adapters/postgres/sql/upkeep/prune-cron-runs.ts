import { statement } from "../../statement.js";

// $1 how many at most. Every instance has rung long before.
export const pruneCronRuns = statement(
  "prune-cron-runs",
  `delete from cron_runs where ctid = any (array(select ctid from cron_runs where at < now() - interval '7 days' limit $1)) returning 1`,
);
