import type { Logger } from "pino";
import { makeOutbox, makeResend } from "./adapters/postgres/desk/outbox.js";
import type { Pool } from "./adapters/postgres/pool.js";
import { makeDeliveries } from "./application/deliveries/deliveries.js";
import type { Messenger } from "./application/deliveries/messenger.js";
import type { Outbox, Settled } from "./application/deliveries/outbox.js";
import type { Vault } from "./application/ports.js";

export interface OutgoingDeps {
  pool: Pool;
  vault: Vault;
  messengers: readonly Messenger[];
  log: Logger;
  failed: (error: unknown) => void;
  /** Something could not be sent, or nobody knows. */
  onAlert: () => void;
}

/** What goes out over channels that are not ours: the outbox, who empties it, and what becomes of what could not be sent. */
export function makeOutgoing({ pool, vault, messengers, log, failed, onAlert }: OutgoingDeps) {
  const deliveries = makeDeliveries({ outbox: alerting(makeOutbox({ pool, vault }), { log, onAlert }), messengers, failed });
  const resend = makeResend(pool);
  return {
    ...deliveries,
    /** False: there is nothing to send again. */
    resend: async (deliveryId: string): Promise<boolean> => {
      const again = await resend(deliveryId);
      if (again) deliveries.ring();
      return again;
    },
  };
}

/** Ends that a person has to look at; the words of the message stay out of the log. */
const ALERTS = { parked: "delivery_parked", unknown: "delivery_outcome_unknown", expired: "delivery_expired" } as const;
const alertOf = ({ state }: Settled) => (state === "waiting" || state === "sent" ? null : ALERTS[state]);

function alerting(outbox: Outbox, { log, onAlert }: Pick<OutgoingDeps, "log" | "onAlert">): Outbox {
  return {
    ...outbox,
    finish: async (finished) => {
      const lost = await outbox.finish(finished);
      for (const { destinationId, settled } of finished) {
        if (lost.includes(destinationId)) continue;
        for (const each of settled) {
          const event = alertOf(each);
          if (event === null) continue;
          log.warn({ event, deliveryId: each.id, destinationId, reason: each.reason }, "alert");
          onAlert();
        }
      }
      return lost;
    },
  };
}
