import { statement } from "../statement.js";

// Instances of the desk that beat within the last 10 seconds: a restore must not run beside one.
export const liveInstances = statement(
  "live-instances",
  `select id from instances where seen_at > now() - interval '10 seconds'`,
);
