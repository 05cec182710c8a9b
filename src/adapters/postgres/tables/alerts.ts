import { key, now, table, text, uuid } from "./table.js";

/** Who has seen which alert: an event's or a delivery's id. */
export const alertReads = table(
  "alert_reads",
  { agent_id: key(uuid), alert_id: key(uuid), seen_at: now },
  { references: { agent_id: "agents" }, goesWith: ["agent_id"] },
);

/** Which alerts went to which robot. */
export const alertPosts = table("alert_posts", { channel: key(text), alert_id: key(uuid), at: now });
