import type { Logger } from "pino";
import { v7 as newId } from "uuid";
import { type SettledDeps, settling } from "./adapters/postgres/desk/channels/settled.js";
import { makeOutbox, makeResend } from "./adapters/postgres/desk/outbox.js";
import { BoundedMap } from "./adapters/postgres/desk/shared/bounded-map.js";
import type { Pool } from "./adapters/postgres/pool.js";
import { makeDeliveries } from "./application/deliveries/deliveries.js";
import type { Messenger } from "./application/deliveries/messenger.js";
import type { Outbox, Settled } from "./application/deliveries/outbox.js";
import { isOutside, typingAt } from "./application/deliveries/outside.js";
import type { ConversationView } from "./application/desk-views.js";
import type { Vault } from "./application/ports.js";

export interface OutgoingDeps {
  pool: Pool;
  vault: Vault;
  messengers: readonly Messenger[];
  /** Told what became of messages; absent: nothing that goes out is a message. */
  told?: Omit<SettledDeps, "pool">;
  log: Logger;
  failed: (error: unknown) => void;
  /** Something could not be sent, or nobody knows. */
  onAlert: () => void;
}

/** A channel shows it for some seconds. */
const TYPING_EVERY_MS = 3_000;
const TYPED_MOST = 1_000;

/** What goes out over channels that are not ours: the outbox, who empties it, and what becomes of what could not be sent. */
export function makeOutgoing({ pool, vault, messengers, told, log, failed, onAlert }: OutgoingDeps) {
  const outbox = makeOutbox({ pool, vault });
  const settled = told ? settling(outbox, { pool, ...told }) : outbox;
  const deliveries = makeDeliveries({ outbox: alerting(settled, { log, onAlert }), messengers, failed });
  const resend = makeResend(pool);
  const typed = new BoundedMap<string, number>(TYPED_MOST);
  return {
    ...deliveries,
    /** False: there is nothing to send again. */
    resend: async (deliveryId: string): Promise<boolean> => {
      const again = await resend(deliveryId);
      if (again) deliveries.ring();
      return again;
    },
    /** Somebody writes in a conversation of a channel that is not ours: shown where it can be, and never again within seconds. */
    typing: (conversation: Pick<ConversationView, "id" | "channel" | "channelConversationId">): void => {
      const now = performance.now();
      if (!isOutside(conversation.channel) || now - (typed.get(conversation.id) ?? -Infinity) < TYPING_EVERY_MS) return;
      typed.set(conversation.id, now);
      outbox.enqueue([typingAt(conversation, newId)]).then(deliveries.ring, failed);
    },
  };
}

/** Ends that a person has to look at; the words of the message stay out of the log. */
const ALERTS = { parked: "delivery_parked", unknown: "delivery_outcome_unknown", expired: "delivery_expired" } as const;
const alertOf = ({ kind, state }: Settled) =>
  kind === "typing" || state === "waiting" || state === "sent" ? null : ALERTS[state];

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
