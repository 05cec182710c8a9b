import { v4 as newToken, v7 as newId } from "uuid";
import type { Vault } from "../../../application/ports.js";
import { DEADLINE_MS } from "../../../application/deliveries/outbox.js";
import type { Lease, NewDelivery, Outbox, Waiting } from "../../../application/deliveries/outbox.js";
import { run } from "../pool.js";
import type { Pool } from "../pool.js";
import { claimDeliveries } from "../sql/deliveries/claim-deliveries.js";
import type { ClaimedRow } from "../sql/deliveries/claim-deliveries.js";
import { enqueueDeliveries } from "../sql/deliveries/enqueue-deliveries.js";
import { finishDeliveries } from "../sql/deliveries/finish-deliveries.js";
import { resendDelivery } from "../sql/deliveries/resend-delivery.js";
import { isUuid } from "./shared/is-uuid.js";

/** Payloads belong to the desk, whoever they go to: sealed under its own key. */
export function makeOutbox({ pool, vault }: { pool: Pool; vault: Vault }): Outbox {
  return {
    enqueue: async (deliveries) => {
      if (deliveries.length > 0) await run(pool, enqueueDeliveries, enqueueValues(deliveries, vault));
    },
    claim: async (rooms) => {
      const token = newToken();
      const rows = await run<ClaimedRow>(pool, claimDeliveries, [
        token,
        rooms.map(({ channel }) => channel),
        rooms.map(({ each }) => each),
        rooms.map(({ destinations }) => destinations),
      ]);
      return leasesOf(rows, { token, vault });
    },
    finish: async (finished) => {
      const settled = finished.flatMap(({ destinationId, settled }) => settled.map((each) => ({ destinationId, ...each })));
      const rows = await run<{ id: string }>(pool, finishDeliveries, [
        finished.map(({ destinationId }) => destinationId),
        finished.map(({ token }) => token),
        finished.map(({ retryMs }) => retryMs),
        finished.map((each) => each.settled.filter(({ state }) => state !== "waiting").length),
        settled.map(({ id }) => id),
        settled.map(({ destinationId }) => destinationId),
        settled.map(({ state }) => state),
        settled.map(({ reason }) => reason),
        settled.map(({ refusals }) => refusals),
        settled.map(({ attempts }) => attempts),
        settled.map(({ unknowns }) => unknowns),
      ]);
      const held = new Set(rows.map(({ id }) => id));
      return finished.map(({ destinationId }) => destinationId).filter((id) => !held.has(id));
    },
  };
}

/** The values of `enqueue-deliveries`, for a turn that enqueues in its own write. */
export const enqueueValues = (deliveries: readonly NewDelivery[], vault: Vault): unknown[] => [
  deliveries.map(({ id }) => id),
  deliveries.map(({ channel }) => channel),
  deliveries.map(({ address }) => address),
  deliveries.map(({ kind }) => kind),
  deliveries.map(({ id, payload }) => vault.seal(null, id, JSON.stringify(payload))),
  deliveries.map(({ messageId }) => messageId),
  deliveries.map(({ kind }) => DEADLINE_MS[kind]),
  deliveries.map(() => newId()),
];

/** Sends again, at somebody's wish, what was parked, expired, or ended with unknown outcome. False: it is none of these. */
export const makeResend =
  (pool: Pool) =>
  async (deliveryId: string): Promise<boolean> =>
    isUuid(deliveryId) && (await run(pool, resendDelivery, [deliveryId, JSON.stringify(DEADLINE_MS)])).length > 0;

function leasesOf(rows: ClaimedRow[], { token, vault }: { token: string; vault: Vault }): Lease[] {
  const leases = new Map<string, Lease>();
  for (const { destination_id, channel, address, ...row } of rows) {
    const lease = leases.get(destination_id) ?? { destination: { id: destination_id, channel, address }, token, waiting: [] };
    lease.waiting.push(waitingOf(row, vault));
    leases.set(destination_id, lease);
  }
  return [...leases.values()];
}

/** One that cannot be read must not stop the others of its claim. */
function waitingOf(
  { payload, expired, message_id: messageId, ...row }: Omit<ClaimedRow, "destination_id" | "channel" | "address">,
  vault: Vault,
): Waiting {
  const dead = expired ? "deadline" : null;
  try {
    return { ...row, messageId, dead, payload: JSON.parse(vault.open(null, row.id, payload)) as unknown };
  } catch {
    return { ...row, messageId, dead: dead ?? "unreadable", payload: null };
  }
}
