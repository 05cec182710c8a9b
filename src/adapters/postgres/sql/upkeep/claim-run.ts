import { statement } from "../../statement.js";

// $1 which job and when. One row a ring: the instance that inserts it runs.
export const claimRun = statement("claim-run", `insert into cron_runs (key) values ($1) on conflict do nothing returning key`);
