import type { DeliveryQueries, DeliveryView } from "../../../../application/desk-queries.js";
import { DELIVERY_STATES } from "../../../../application/deliveries/outbox.js";
import type { Pool } from "../../pool.js";
import { isUuid } from "../shared/is-uuid.js";
import { anyOf, iso, isoOrNull, list, one, where } from "./list.js";

interface Row {
  id: string;
  channel: string;
  address: string;
  kind: DeliveryView["kind"];
  state: DeliveryView["state"];
  message_id: string | null;
  attempts: number;
  refusals: number;
  reason: string | null;
  created_at: Date;
  deadline_at: Date;
  settled_at: Date | null;
}

const deliveryView = (row: Row): DeliveryView => ({
  id: row.id,
  channel: row.channel,
  address: row.address,
  kind: row.kind,
  state: row.state,
  messageId: row.message_id,
  attempts: row.attempts,
  refusals: row.refusals,
  reason: row.reason,
  createdAt: iso(row.created_at),
  deadlineAt: iso(row.deadline_at),
  settledAt: isoOrNull(row.settled_at),
});

/** Not what is said in them: that stands in the log. */
const OF = {
  select: `v.id, d.channel, d.address, v.kind, v.state, v.message_id, v.attempts, v.refusals, v.reason, v.created_at, v.deadline_at,
    v.settled_at`,
  table: { name: "deliveries", as: "v" },
  join: "join destinations d on d.id = v.destination_id",
  view: deliveryView,
};
const NEWEST = { by: [{ column: "v.id", cast: "uuid" }], descending: true } as const;

export function makeDeliveryQueries(pool: Pool): DeliveryQueries {
  return {
    list: async (filter, page) => {
      const wanted = where().and("v.destination_id in (select id from destinations where channel = ?)", filter.channel);
      if (filter.state) wanted.and(anyOf("v.state", filter.state, DELIVERY_STATES));
      return list(pool, { ...OF, name: "deliveries", where: wanted, order: NEWEST }, page);
    },
    one: async (id) => (isUuid(id) ? one(pool, { ...OF, where: where().and("v.id = ?", id) }) : null),
  };
}
