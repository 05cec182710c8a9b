import type { AlertPosts, PostedAlert } from "../../../../application/alerts/post-alerts.js";
import type { Vault } from "../../../../application/ports.js";
import type { AlertLevel, CommitmentKind, CommitmentState, Priority } from "../../../../domain/words.js";
import type { Pool } from "../../pool.js";
import { claimAlerts, claimedAlerts } from "../../sql/alerts/claim-alerts.js";
import { enqueueDeliveries } from "../../sql/deliveries/enqueue-deliveries.js";
import { enqueueValues } from "../outbox.js";
import { inTransaction } from "../shared/in-transaction.js";

/** Alerts in one post; more come with the next ring. */
const ALERTS_MOST = 20;

interface Row {
  level: AlertLevel;
  at: Date;
  number: number | null;
  priority: Priority | null;
  team_id: string | null;
  owner_id: string | null;
  commitment_kind: CommitmentKind | null;
  due_at: Date;
  state: CommitmentState;
  why: string;
}

/** The row of each alert and channel is the claim; the delivery is enqueued in the same transaction. */
export const makeAlertPosts = ({ pool, vault }: { pool: Pool; vault: Vault }): AlertPosts => ({
  post: (channel, deliveriesOf) =>
    inTransaction(pool, async (ask) => {
      const claimed = await ask<{ alert_id: string }>(claimAlerts, [channel, ALERTS_MOST]);
      if (claimed.length === 0) return 0;
      const rows = await ask<Row>(claimedAlerts, [claimed.map(({ alert_id }) => alert_id)]);
      await ask(enqueueDeliveries, enqueueValues(deliveriesOf(rows.map(postedOf)), vault));
      return claimed.length;
    }),
});

const postedOf = (row: Row): PostedAlert => ({
  level: row.level,
  at: row.at.getTime(),
  number: row.number,
  priority: row.priority,
  team: row.team_id,
  owner: row.owner_id,
  commitment:
    row.commitment_kind === null
      ? null
      : { kind: row.commitment_kind, why: row.why, dueAt: row.due_at.getTime(), state: row.state },
});
