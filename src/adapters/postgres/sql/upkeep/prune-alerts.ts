import { statement } from "../../statement.js";

// $1 how many at most. Alerts are shown for 30 days.
export const pruneAlertReads = statement(
  "prune-alert-reads",
  `delete from alert_reads where ctid = any (array(select ctid from alert_reads where seen_at < now() - interval '31 days' limit $1)) returning 1`,
);

// $1 how many at most. Nothing is posted an hour after it was raised.
export const pruneAlertPosts = statement(
  "prune-alert-posts",
  `delete from alert_posts where ctid = any (array(select ctid from alert_posts where at < now() - interval '1 day' limit $1)) returning 1`,
);
